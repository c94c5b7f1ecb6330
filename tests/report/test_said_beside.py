"""What the page and the Markdown say beside differences and events, so that nobody reads more into them."""

from dataclasses import replace
from pathlib import Path

import pytest

from framing.report import write_report
from framing.report.compiling import compile_report
from framing.report.markdown import to_markdown
from framing.report.render import render_page
from framing.report.sharing import SharedEvents
from framing.report.summary import Report
from framing.report.table import open_table
from framing.report.telling import compare_tellings
from framing.report.telling.values import Casting
from tests.report.conftest import OPTIONS
from tests.report.corpus import write_table
from tests.report.telling.tellings import POST, TIDE, scored, telling

GENRE = "an opinion piece"


@pytest.fixture(scope="module")
def told(report: Report) -> Report:
    """Give a report with differences of both kinds, and with an event in which one casting is doubtful."""
    event = compare_tellings(0, [scored("Post", POST), scored("Tide", TIDE)], threshold=0.5)
    first, *others = event.tellings
    doubtful = Casting(role="villain", name="Lime Board", times=1, clear=False, also=())
    tellings = (replace(first, castings=(*first.castings, doubtful)), *others)
    shown = replace(event, tellings=tellings)
    same = replace(report.differences[0], shared=6)
    return replace(report, same_events=(same,), events=SharedEvents(1, 2, 0, (shown,), ()))


def texts(report: Report) -> tuple[str, str]:
    """Give the page and the Markdown."""
    return render_page(report, ()), to_markdown(report)


def test_over_all_articles_subjects_periods_and_genres_are_named(told: Report) -> None:
    for text in texts(told):
        section = text[text.index("Over all articles") :]
        assert "writes about, when, and in which genre" in section


def test_on_the_same_events_the_genre_is_named(told: Report) -> None:
    for text in texts(told):
        section = text[text.index("On the same events") : text.index("Over all articles")]
        assert GENRE in section


def test_at_the_events_the_genre_is_named(told: Report) -> None:
    for text, heading in zip(texts(told), ('id="events"', "## The same event"), strict=True):
        assert GENRE in text[text.index(heading) :]
        assert "what differs is the telling" not in text


def test_what_is_not_clear_is_not_called_alike(told: Report) -> None:
    for text in texts(told):
        assert "does not show that the two are alike" in text


def test_the_limits_name_the_genre(told: Report) -> None:
    page, markdown = texts(told)
    assert "Genres are not told apart" in page[page.index('id="method"') :]
    assert "genres are not told apart" in markdown[markdown.index("## Limits") :]


def test_the_markdown_gives_doubtful_castings_of_an_event_with_a_question_mark(told: Report) -> None:
    line = next(line for line in to_markdown(told).splitlines() if "Lime Board" in line)
    assert "Lime Board?" in line
    assert "squatters," in line


def test_the_near_copies_among_the_articles_of_events_are_named(told: Report) -> None:
    page = render_page(replace(told, articles=41, repeated=2), ())
    assert "2 of 43 articles (the 41 that count and 2 near-copies) tell of an event" in page


def test_without_near_copies_none_are_named(tmp_path: Path) -> None:
    out = write_table(tmp_path, [telling("Post", POST), telling("Tide", TIDE)])
    with open_table(out, OPTIONS) as table:
        assert compile_report(table, OPTIONS).repeated == 0
    page = write_report(out, OPTIONS).files["html"].read_text("utf-8")
    assert "2 of 2 articles tell of an event that another source tells too" in page
