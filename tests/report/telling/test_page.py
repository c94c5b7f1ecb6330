import json
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.errors import ScoreTableError
from framing.report import EVENTS_FILE, ReportFiles, write_events, write_report
from tests.report.conftest import OPTIONS
from tests.report.corpus import MadeArticle, hostile_article, three_sources, write_table
from tests.report.events.conftest import SCHOOL, made
from tests.report.telling.tellings import POST, TIDE, telling
from tests.report.test_page import Tags

ARTICLES = [telling("Post", POST), telling("Tide", TIDE)]


def report(out: Path, articles: Sequence[MadeArticle]) -> ReportFiles:
    write_table(out, articles)
    write_events(out)
    return write_report(out, OPTIONS)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    files = report(tmp_path_factory.mktemp("events"), [*ARTICLES, made("bay", 1, SCHOOL)])
    return files.html.read_text("utf-8")


def visible(page: str) -> str:
    class Text(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.parts: list[str] = []

        def handle_data(self, data: str) -> None:
            self.parts.append(data)

    reader = Text()
    reader.feed(page)
    return " ".join("".join(reader.parts).split())


def test_the_page_shows_the_event_side_by_side(page: str) -> None:
    section = page[page.index('id="events"') :]
    section = visible("<section " + section[: section.index("</section>")])
    assert "2 of 3 articles tell of an event that another source tells too" in section
    assert "long overdue street renewal" in section
    assert "brutal unprovoked street renewal" in section
    assert "“Now that the lime trees are rotten" in section
    assert "shared by Post and Tide" in section


def test_differing_loaded_wording_is_marked(page: str) -> None:
    section = page[page.index("What they call it") : page.index("Quoted by several")]
    assert '<mark class="own" title="' in section
    assert ">unprovoked</mark>" in section


def test_the_page_is_well_nested_and_its_links_have_targets(page: str) -> None:
    tags = Tags()
    tags.feed(page)
    assert tags.misnested == tags.open == []
    ids = [value for _, name, value in tags.attributes if name == "id"]
    targets = {value[1:] for _, name, value in tags.attributes if name == "href" and value.startswith("#")}
    assert targets <= set(ids)
    assert len(ids) == len(set(ids))


def test_without_events_the_page_has_no_such_section(tmp_path: Path) -> None:
    files = write_report(write_table(tmp_path, ARTICLES), OPTIONS)
    assert 'id="events"' not in files.html.read_text("utf-8")
    assert json.loads(files.json.read_text("utf-8"))["events"] is None


def test_the_json_has_what_the_page_shows(tmp_path: Path) -> None:
    document = json.loads(report(tmp_path, ARTICLES).json.read_text("utf-8"))
    event = document["events"]["shown"][0]
    assert document["events"]["found"] == 1
    assert [one["source"] for one in event["tellings"]] == ["Post", "Tide"]
    assert event["quotes"][0]["text"].startswith("Now that the lime trees")
    assert "checkpoint" not in event["quotes"][0]["sentences"][0]


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = hostile_article()
    twin = replace(
        hostile, source="<i>Twin</i>", id="twin", sentences=(*hostile.sentences[:2], *ARTICLES[0].sentences)
    )
    out = write_table(tmp_path, [hostile, twin])
    rows = [
        {"article_id": one.id, "source": one.source, "url": None, "event": 0, "copy_of": None}
        for one in (hostile, twin)
    ]
    pq.write_table(pa.Table.from_pylist(rows), out / EVENTS_FILE)
    tags = Tags()
    page = write_report(out, OPTIONS).html.read_text("utf-8")
    tags.feed(page)
    assert 'id="event-0"' in page
    assert tags.tags["script"] == tags.tags["style"] == 1
    assert tags.tags["img"] == tags.tags["i"] == 0
    assert not [name for _, name, _ in tags.attributes if name.startswith("on")]


def test_copies_are_left_out_and_said(tmp_path: Path) -> None:
    copy = replace(ARTICLES[0], source="Bay", id="bay-1")
    files = report(tmp_path, [*ARTICLES, copy])
    event = json.loads(files.json.read_text("utf-8"))["events"]["shown"][0]
    assert event["copies"] == 1
    assert len(event["tellings"]) == 2
    assert "1 article repeats the wording of another" in visible(files.html.read_text("utf-8"))


def test_events_of_another_table_are_refused(tmp_path: Path) -> None:
    write_table(tmp_path, ARTICLES)
    write_events(tmp_path)
    write_table(tmp_path, three_sources(2))
    with pytest.raises(ScoreTableError, match="framing compare"):
        write_report(tmp_path, OPTIONS)


def test_two_reports_with_events_are_the_same_bytes(tmp_path: Path) -> None:
    first = report(tmp_path / "one", [*ARTICLES, *three_sources(3)])
    second = report(tmp_path / "two", [*ARTICLES, *three_sources(3)])
    assert first.html.read_bytes() == second.html.read_bytes()
    assert first.json.read_bytes() == second.json.read_bytes()
