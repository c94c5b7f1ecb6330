import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from framing.report import (
    EVENTS_FILE,
    EventOptions,
    PlacedArticle,
    PlacedArticles,
    ReportFiles,
    write_events,
    write_report,
)
from framing.report.compiling import compile_report
from framing.report.render import render_page
from framing.report.table import open_table
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


def test_a_telling_of_one_sentence_is_one(tmp_path: Path) -> None:
    (tide,) = [one for one in ARTICLES if one.source == "Tide"]
    lines = " ".join(sentence.text for sentence in tide.sentences)
    short = replace(tide, sentences=(replace(tide.sentences[0], text=lines, spans=()),))
    found = report(tmp_path, [ARTICLES[0], short]).html
    assert "1 of 1 sentence " in f"{visible(found.read_text('utf-8'))} "


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


def test_the_report_finds_the_events_itself_and_keeps_them(tmp_path: Path) -> None:
    files = write_report(write_table(tmp_path, ARTICLES), OPTIONS)
    assert 'id="event-0"' in files.html.read_text("utf-8")
    assert (tmp_path / EVENTS_FILE).is_file()


def test_without_events_wanted_the_page_says_that_none_were_looked_for(tmp_path: Path) -> None:
    files = write_report(write_table(tmp_path, ARTICLES), replace(OPTIONS, events=False))
    page = files.html.read_text("utf-8")
    assert 'id="event-0"' not in page
    assert "were not looked for" in page
    assert "Near-copies were not looked for" in page
    assert json.loads(files.json.read_text("utf-8"))["events"] is None
    assert not (tmp_path / EVENTS_FILE).exists()


def test_a_table_too_large_to_look_through_unasked_says_so(tmp_path: Path) -> None:
    options = replace(OPTIONS, events_unasked=1)
    page = write_report(write_table(tmp_path, ARTICLES), options).html.read_text("utf-8")
    assert "with more than 1 article." in visible(page)
    write_events(tmp_path)
    assert 'id="event-0"' in write_report(tmp_path, options).html.read_text("utf-8")


def test_without_a_shared_event_the_page_says_so(tmp_path: Path) -> None:
    articles = [ARTICLES[0], made("bay", 1, SCHOOL)]
    page = write_report(write_table(tmp_path, articles), OPTIONS).html.read_text("utf-8")
    assert "No event was found that two sources tell" in page


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
    rows = [PlacedArticle(one.id, one.source, None, 0, None) for one in (hostile, twin)]
    with open_table(write_table(tmp_path, [hostile, twin]), OPTIONS) as table:
        page = render_page(compile_report(table, OPTIONS, PlacedArticles(tuple(rows), 1)), ())
    tags = Tags()
    tags.feed(page)
    assert 'id="event-0"' in page
    assert tags.tags["script"] == tags.tags["style"] == 1
    assert tags.tags["img"] == tags.tags["i"] == 0
    assert not [name for _, name, _ in tags.attributes if name.startswith("on")]


def test_copies_are_left_out_and_said(tmp_path: Path) -> None:
    copy = replace(ARTICLES[0], source="Bay", id="bay-1")
    files = report(tmp_path, [*ARTICLES, copy])
    event = json.loads(files.json.read_text("utf-8"))["events"]["shown"][0]
    assert [(one["source"], one["of_source"]) for one in event["copied"]] == [("Bay", "Post")]
    assert len(event["tellings"]) == 2
    page = visible(files.html.read_text("utf-8"))
    assert "1 article repeats the wording of another" in page
    assert "Not laid beside: Bay: Post on Mill Lane, 2024-05-07 repeats the wording of Post" in page


def test_a_source_that_only_reprints_is_named(tmp_path: Path) -> None:
    copy = replace(ARTICLES[0], source="Bay", id="bay-1")
    page = visible(report(tmp_path, [ARTICLES[0], copy]).html.read_text("utf-8"))
    assert "Events that only one source tells in its own words" in page
    assert "Bay: Post on Mill Lane, 2024-05-07 repeats the wording of Post" in page


def test_events_of_another_table_are_found_anew(tmp_path: Path) -> None:
    write_table(tmp_path, ARTICLES)
    write_events(tmp_path)
    others = [replace(article, id=f"new-{article.id}") for article in ARTICLES]
    files = write_report(write_table(tmp_path, others), OPTIONS)
    assert 'id="event-0"' in files.html.read_text("utf-8")
    assert pq.read_table(tmp_path / EVENTS_FILE)["article_id"].to_pylist() == ["new-Post-1", "new-Tide-1"]


def test_events_of_this_table_are_kept_as_they_were_found(tmp_path: Path) -> None:
    write_table(tmp_path, [ARTICLES[0], replace(ARTICLES[1], published=date(2024, 5, 8))])
    kept = write_events(tmp_path, EventOptions(days=0)).path.read_bytes()
    files = write_report(tmp_path, OPTIONS)
    assert json.loads(files.json.read_text("utf-8"))["events"]["found"] == 0
    assert (tmp_path / EVENTS_FILE).read_bytes() == kept


def test_two_reports_with_events_are_the_same_bytes(tmp_path: Path) -> None:
    first = report(tmp_path / "one", [*ARTICLES, *three_sources(3)])
    second = report(tmp_path / "two", [*ARTICLES, *three_sources(3)])
    assert first.html.read_bytes() == second.html.read_bytes()
    assert first.json.read_bytes() == second.json.read_bytes()
