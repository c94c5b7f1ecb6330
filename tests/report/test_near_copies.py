"""Near-copies are not independent: a text counts once for its source, and is nobody else's wording."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from framing.report import ReportOptions
from framing.report.compiling import compile_report
from framing.report.placement import placed_articles
from framing.report.summary import Report, SourceSummary
from framing.report.table import open_table
from tests.report.corpus import MadeArticle, draw_articles, marked, write_table
from tests.report.events.conftest import SCHOOL, made

OPTIONS = ReportOptions(resamples=200)

TEXT = (
    "The [L|shameful] ferry strike at Tarnby closed the harbour for nine days in a row.",
    "Nobody at the port authority wanted to say when the boats to Skerrow would sail again.",
    "The [V|owners] had cut wages twice since the spring, according to the union's own figures.",
    "A [L|disgraceful] letter told the crews that their cabins would be cleared by Friday noon.",
    "The mayor of Tarnby asked both sides to come to the town hall on Thursday morning.",
) * 4


def reprint(source: str, number: int, day: int) -> MadeArticle:
    """Make an article that differs from its siblings by one sentence."""
    lines = (*TEXT, f"This is edition {number} of the {source} of that week.")
    published = date(2024, 5, 1) + timedelta(days=day)
    return MadeArticle(source, f"{source}-copy-{number}", tuple(map(marked, lines)), "Strike", published)


def compiled(out: Path, articles: list[MadeArticle]) -> Report:
    with open_table(write_table(out, articles), OPTIONS) as table:
        return compile_report(table, OPTIONS, placed_articles(table, out, OPTIONS, keep=False))


def summary(report: Report, source: str) -> SourceSummary:
    return next(one for one in report.sources if one.source == source)


def test_a_source_of_near_copies_alone_is_too_few_to_say(tmp_path: Path) -> None:
    post = summary(compiled(tmp_path, [reprint("Post", k, day=k % 3) for k in range(8)]), "Post")
    assert (post.articles, post.repeated, post.enough) == (1, 7, False)
    assert post.own_share.low is None


def test_reprinting_an_article_changes_no_figure_of_its_source(tmp_path: Path) -> None:
    articles = [*draw_articles("Post", 10, loaded=0.2), reprint("Post", 0, day=0)]
    copies = [reprint("Post", k, day=1) for k in range(1, 6)]
    once = summary(compiled(tmp_path / "once", articles), "Post")
    again = summary(compiled(tmp_path / "again", [*articles, *copies]), "Post")
    assert replace(again, repeated=0, last=once.last) == once
    assert again.repeated == 5


def test_a_reprint_counts_for_the_source_that_printed_it(tmp_path: Path) -> None:
    report = compiled(
        tmp_path, [reprint("Agency", 0, day=0), reprint("Bay", 1, day=1), made("Bay", 1, SCHOOL)]
    )
    assert (summary(report, "Bay").articles, summary(report, "Bay").borrowed) == (2, 1)
    assert (summary(report, "Agency").articles, summary(report, "Agency").borrowed) == (1, 0)


@pytest.mark.parametrize("wanted", ["words", "wordings", "mentions", "own_sentences"])
def test_words_names_and_sentences_of_a_reprint_are_the_first_sources(tmp_path: Path, wanted: str) -> None:
    report = compiled(tmp_path, [reprint("Agency", 0, day=0), reprint("Bay", 1, day=1)])
    assert getattr(summary(report, "Agency"), wanted)
    assert not getattr(summary(report, "Bay"), wanted)


def test_of_two_reprints_of_anothers_text_one_counts(tmp_path: Path) -> None:
    articles = [reprint("Agency", 0, day=0), reprint("Bay", 1, day=1), reprint("Bay", 2, day=2)]
    bay = summary(compiled(tmp_path, articles), "Bay")
    assert (bay.articles, bay.repeated, bay.borrowed) == (1, 1, 1)


def test_where_events_were_not_looked_for_every_article_counts(tmp_path: Path) -> None:
    with open_table(write_table(tmp_path, [reprint("Post", k, day=0) for k in range(8)]), OPTIONS) as table:
        post = compile_report(table, OPTIONS).sources[0]
    assert (post.articles, post.repeated) == (8, 0)
