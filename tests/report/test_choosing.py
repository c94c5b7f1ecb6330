"""Where not all sources can be shown, those with most articles are, whatever their shares."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from framing.report import ReportFiles, write_report
from framing.report.charts.files import draw_charts
from framing.report.choosing import most_read
from framing.report.markdown import to_markdown
from framing.report.render import render_page
from framing.report.summary import Report, SourceSummary
from tests.report.conftest import OPTIONS
from tests.report.corpus import MadeArticle, uniform, write_table


def named(sources: Sequence[SourceSummary]) -> list[str]:
    return [source.source for source in sources]


def test_those_with_most_articles_are_chosen_and_stay_in_their_order(report: Report) -> None:
    few, *others = report.by_name
    chosen = most_read([replace(few, articles=1), *others], 2)
    largest = sorted(others, key=lambda one: -one.articles)[:2]
    assert named(chosen) == [one.source for one in others if one in largest]


def test_of_as_many_articles_the_first_by_name_are_chosen(report: Report) -> None:
    alike = [replace(one, articles=7) for one in report.by_name]
    assert sorted(named(most_read(alike, 2))) == sorted(one.source for one in alike)[:2]


def test_sources_go_by_name_whatever_the_case(report: Report) -> None:
    names = ("beta", "Alpha", "Gamma", "alpha")
    sources = tuple(replace(report.sources[0], source=name) for name in names)
    assert named(replace(report, sources=sources).by_name) == ["Alpha", "alpha", "beta", "Gamma"]


@pytest.fixture(scope="module")
def turned(report: Report) -> Report:
    """Give the report with the source of the highest share last by name."""
    sources = (replace(one, source="Zebra") if one.source == "Free Tide" else one for one in report.sources)
    return replace(report, sources=tuple(sources))


def test_no_part_of_the_page_goes_by_the_estimates(turned: Report) -> None:
    page = render_page(turned, ())
    names = ["Harbour Post", "Valley Courier", "Zebra"]
    shown = re.compile("|".join(names))
    parts = (
        ('id="contents"', "</nav>"),
        ('class="cards"', "</section>"),
        ('class="chart"', "</figure>"),
        ("Table of sources", "</table>"),
        ("Table of roles", "</table>"),
    )
    for begin, end in parts:
        part = page[page.index(begin) :]
        assert list(dict.fromkeys(shown.findall(part[: part.index(end)]))) == names, begin
    sections = re.findall(r'<h2 id="source-\d+-title"><bdi>([^<]+)', page)
    assert [name for name in sections if name in names] == names


def test_the_markdown_goes_by_name_too(turned: Report) -> None:
    text = to_markdown(turned)
    assert text.index("| Harbour Post |") < text.index("| Valley Courier |") < text.index("| Zebra |")
    assert text.index("## Harbour Post") < text.index("## Valley Courier") < text.index("## Zebra")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """Write of 62 sources, of which those with fewest articles have the highest shares."""
    articles: list[MadeArticle] = []
    for k in range(62):
        rest = [(25, k % 2 + j % 2) for j in range(5 + (k >= 2) + (k >= 50))]
        articles += uniform(f"{'paper' if k % 2 else 'Paper'} {k:02}", [(25, 20)] * 5 if k < 2 else rest)
    out = write_table(tmp_path_factory.mktemp("many"), articles)
    options = replace(OPTIONS, resamples=100, events=False, by="language", formats=("html", "md"))
    return write_report(out, replace(options, sources_compared=3, articles_shown=1, sentences_per_source=1))


@pytest.fixture(scope="module")
def many(files: ReportFiles) -> str:
    assert files.html is not None
    return files.html.read_text("utf-8")


LARGEST = [f"{'paper' if k % 2 else 'Paper'} {k}" for k in range(50, 62)]


def test_the_contents_name_the_largest_sources_by_name(many: str) -> None:
    contents = many[many.index('id="contents"') : many.index("</nav>")]
    assert re.findall(r'href="#source-\d+"><bdi>([^<]+)', contents) == LARGEST
    assert "50 more sources" in contents


def test_the_cards_are_of_the_largest_sources(many: str) -> None:
    glance = many[many.index('id="glance"') : many.index('id="overview"')]
    assert sorted(re.findall(r'<h3><a href="#source-\d+"><bdi>([^<]+)', glance), key=str.casefold) == LARGEST
    assert "Shown are the 12 sources with most articles, of 62;" in glance


def test_the_rows_drawn_are_of_the_largest_sources(many: str) -> None:
    chart = many[many.index('id="overview"') : many.index("Table of sources")]
    drawn = re.findall(r'<div class="name"><a href="#source-\d+"><bdi>([^<]+)', chart)
    assert len(drawn) == 60
    assert not {"Paper 00", "paper 01"} & set(drawn)
    assert "Drawn are the 60 sources with most articles; the table has all 62." in chart


def test_breakdowns_say_what_they_are_for_and_whom_they_leave_out(many: str) -> None:
    groups = many[many.index('id="groups"') :]
    text = groups[: groups.index("</p>")]
    assert "of many intervals some part by chance" in text
    assert "That intervals overlap does not show that shares are equal." in text
    assert "Only the 3 sources with most articles are looked at; 59 sources are left out." in text
    assert "Each source" not in text


def test_the_markdown_says_the_same_of_its_groups(files: ReportFiles) -> None:
    text = files.files["md"].read_text("utf-8")
    section = text[text.index("## By language") :]
    assert "of many intervals some part by chance" in section
    assert "Only the 3 sources with most articles are looked at; 59 sources are left out." in section


def test_where_every_source_is_looked_at_none_is_said_to_be_left_out(tmp_path: Path) -> None:
    out = write_table(tmp_path, uniform("Post", [(25, 3)] * 5))
    options = replace(OPTIONS, resamples=100, by="language")
    page = write_report(out, options).files["html"].read_text("utf-8")
    groups = page[page.index('id="groups"') :]
    text = groups[: groups.index("</p>")]
    assert "Each source within the articles of one language" in text
    assert "left out" not in text


def test_charts_of_frames_are_of_the_largest_sources(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.report.charts.files._MOST_SOURCES", 1)
    sources = [replace(one, articles=99) if one.source == "Harbour Post" else one for one in report.sources]
    charts = draw_charts(replace(report, sources=tuple(sources)), ["svg"])
    names = [chart.name for chart in charts if chart.name.startswith("frames-")]
    assert names == ["frames-01-harbour-post.svg"]
