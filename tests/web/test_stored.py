import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from framing.errors import ScoreTableError
from framing.report import write_report
from framing.scoring import Scorer
from framing.web.app import make_app
from framing.web.stored import PER_PAGE, Stored
from tests.report.corpus import hostile_article, score_rows, three_sources, write_table
from tests.web.conftest import SETTINGS
from tests.web.test_page import Tags, assert_harmless

ARTICLES = [*three_sources(18), hostile_article()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_table(tmp_path_factory.mktemp("finished") / "spring", ARTICLES)


@pytest.fixture(scope="module")
def stored(folder: Path) -> Iterator[Stored]:
    with Stored(folder) as stored:
        yield stored


@pytest.fixture(scope="module")
def browsing(scorer: Scorer, stored: Stored) -> Iterator[TestClient]:
    with TestClient(make_app(scorer, SETTINGS, stored)) as client:
        yield client


def test_a_folder_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScoreTableError, match=r"run\.json is missing"):
        Stored(tmp_path)


def test_every_page_leads_to_the_folder(browsing: TestClient) -> None:
    assert {"/report", "/articles"} <= set(re.findall(r'href="([^"]*)"', browsing.get("/").text))


def test_without_a_folder_there_is_no_way_to_one(client: TestClient) -> None:
    assert 'href="/report"' not in client.get("/").text
    assert client.get("/report").status_code == 404


def test_the_list_is_cut_into_pages_that_hold_each_article_once(browsing: TestClient) -> None:
    pages = [browsing.get(f"/articles?page={page}").text for page in (1, 2)]
    names = [name for page in pages for name in re.findall(r'name="id" value="([^"]*)"', page)]
    assert len(names) == len(set(names)) == len(ARTICLES) > PER_PAGE
    assert 'rel="next"' in pages[0]
    assert 'rel="prev"' in pages[1]


def test_the_list_can_be_narrowed(stored: Stored) -> None:
    source = stored.sources()[0]
    listing = stored.listing(source, "", 1)
    assert {one.source for one in listing.articles} == {source}
    title = listing.articles[0].title or ""
    assert title in {one.title for one in stored.listing("", title.upper(), 1).articles}
    assert stored.listing("", "no such headline", 1).found == 0


def test_an_article_is_shown_marked_with_the_thresholds_of_its_run(
    browsing: TestClient, stored: Stored
) -> None:
    first = stored.listing("", "", 1).articles[0]
    page = browsing.get("/article", params={"id": first.article_id}).text
    assert (first.title or first.article_id) in Tags(page).text
    assert "<mark" in page


def test_two_articles_are_laid_side_by_side(browsing: TestClient, stored: Stored) -> None:
    names = [stored.listing(source, "", 1).articles[0].article_id for source in stored.sources()[:2]]
    text = Tags(browsing.get("/article", params={"id": names}).text).text
    assert "Side by side" in text


@pytest.mark.parametrize(("ids", "status"), [(["nobody"], 404), ([], 422), (["a", "b", "c"], 422)])
def test_what_cannot_be_shown_is_told(browsing: TestClient, ids: list[str], status: int) -> None:
    assert browsing.get("/article", params={"id": ids}).status_code == status


def test_a_hostile_article_stays_text(browsing: TestClient) -> None:
    shown = browsing.get("/article", params={"id": score_rows([hostile_article()])[0]["article_id"]})
    assert shown.status_code == 200
    assert_harmless(shown.text)
    assert_harmless(browsing.get("/articles").text)
    assert_harmless(
        browsing.get("/articles", params={"q": "<img src=x onerror=a>", "source": "'\"><b>"}).text
    )


def test_a_report_that_is_not_there_is_compiled_and_not_written(browsing: TestClient, folder: Path) -> None:
    assert "How it is worded" in browsing.get("/report").text
    assert not (folder / "report.html").exists()


def test_a_report_that_is_there_is_shown_as_it_is(scorer: Scorer, tmp_path: Path) -> None:
    folder = write_table(tmp_path / "spring", three_sources(3))
    write_report(folder)
    with Stored(folder) as stored:
        assert stored.report() == (folder / "report.html").read_text("utf-8")


def test_a_report_older_than_its_table_is_not_shown(tmp_path: Path) -> None:
    folder = write_table(tmp_path / "spring", three_sources(3))
    (folder / "report.html").write_text("outdated", "utf-8")
    os.utime(folder / "report.html", (0, 0))
    with Stored(folder) as stored:
        assert "How it is worded" in stored.report()


def test_a_report_runs_apart_from_the_servers_own_pages(browsing: TestClient) -> None:
    policy = browsing.get("/report").headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts;")
    assert "connect-src" not in policy
    assert "default-src 'none'" in policy
