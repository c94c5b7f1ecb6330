from pathlib import Path

import pyarrow.parquet as pq
import pytest

from framing.report import ReportOptions
from framing.report.compiling import compile_report
from framing.report.summary import Report, SourceSummary
from framing.report.table import open_table
from tests.report.conftest import OPTIONS
from tests.report.corpus import MadeArticle, draw_articles, marked, uniform, write_table


def compiled(out: Path, articles: list[MadeArticle], options: ReportOptions = OPTIONS) -> Report:
    with open_table(write_table(out, articles), options) as table:
        return compile_report(table, options)


def source(report: Report, name: str) -> SourceSummary:
    return next(one for one in report.sources if one.source == name)


def test_counts_equal_those_of_the_table(report: Report, big: Path) -> None:
    rows = pq.read_table(big / "scores.parquet").to_pylist()
    own = [row for row in rows if row["source"] == "Free Tide" and row["own_loaded"] >= 0.5]
    quoted = [
        row
        for row in rows
        if row["source"] == "Free Tide" and row["loaded"] >= 0.5 and row["own_loaded"] < 0.5
    ]
    found = source(report, "Free Tide")
    assert (found.own_share.numerator, found.quoted_share.numerator) == (len(own), len(quoted))
    assert found.sentences == sum(row["source"] == "Free Tide" for row in rows)


def test_a_share_is_of_all_sentences_and_a_rate_of_those_with_own_words(tmp_path: Path) -> None:
    lines = ["The [L|vile] plan passed.", "“A [L|vile] plan.”", "It rained."] * 12
    article = [MadeArticle("Post", f"p{k}", tuple(map(marked, lines[k:]))) for k in range(6)]
    found = source(compiled(tmp_path, article), "Post")
    assert found.own_share.denominator == found.sentences
    assert found.own_rate.denominator == found.sentences - found.quoting_share.numerator
    assert found.quoted_share.numerator == found.quoting_share.numerator


def test_mean_probabilities_equal_the_mean_of_the_column(report: Report, big: Path) -> None:
    rows = pq.read_table(big / "scores.parquet").to_pylist()
    probs = [row["own_loaded"] for row in rows if row["source"] == "Free Tide"]
    assert source(report, "Free Tide").own_mean_prob.value == pytest.approx(sum(probs) / len(probs), abs=1e-6)


@pytest.mark.parametrize("counts", [[(40, 4)] * 4, [(10, 2)] * 9])
def test_below_the_minimum_there_are_counts_but_no_shares(
    tmp_path: Path, counts: list[tuple[int, int]]
) -> None:
    found = source(compiled(tmp_path, uniform("Post", counts)), "Post")
    assert not found.enough
    assert found.own_share.value is found.own_share.low is found.frames[0].share.value is None
    assert found.own_share.numerator == sum(loaded for _, loaded in counts)


def test_at_the_minimum_there_are_shares(tmp_path: Path) -> None:
    found = source(compiled(tmp_path, uniform("Post", [(20, 4), (20, 2), (20, 0), (20, 7), (20, 1)])), "Post")
    assert found.own_share.value == pytest.approx(0.14)
    assert found.own_share.low is not None


def test_a_small_table_still_shows_words_sentences_and_roles(small: Report) -> None:
    for found in small.sources:
        assert found.own_sentences
        assert found.words
        assert found.mentions
        assert all(word.z is None for word in found.words)
    assert small.differences == ()


def test_two_sources_drawn_alike_do_not_differ(tmp_path: Path) -> None:
    articles = [*draw_articles("Alike one", 14, loaded=0.2), *draw_articles("Alike two", 14, loaded=0.2)]
    report = compiled(tmp_path, articles)
    assert report.differences
    assert all(one.p_adjusted > 0.05 for one in report.differences)


def test_a_source_of_far_more_loaded_words_differs(report: Report) -> None:
    first = next(one for one in report.differences if one.measure == "own_share")
    assert (first.first, first.second) == ("Free Tide", "Harbour Post")
    assert first.p_adjusted < 0.05
    assert first.low > 0


def test_sources_too_small_are_not_compared(report: Report) -> None:
    assert report.compared == ("Free Tide", "Harbour Post", "Valley Courier")


def test_of_many_sources_the_largest_are_compared(tmp_path: Path) -> None:
    articles = [one for k in range(3) for one in uniform(f"s{k}", [(30, 3 + j % 3) for j in range(5 + k)])]
    options = ReportOptions(resamples=100, sources_compared=2)
    assert compiled(tmp_path, articles, options).compared == ("s1", "s2")


def test_equal_tables_give_equal_reports_on_any_number_of_threads(report: Report, big: Path) -> None:
    options = ReportOptions(resamples=400, threads=1)
    with open_table(big, options) as table:
        again = compile_report(table, options)
    assert again.sources == report.sources
    assert again.differences == report.differences
    assert again.shown == report.shown


def test_most_loaded_sentences_come_first_and_none_twice(report: Report) -> None:
    for found in report.sources:
        probs = [sentence.own_loaded for sentence in found.own_sentences]
        assert probs == sorted(probs, reverse=True)
        assert len({sentence.text for sentence in found.own_sentences}) == len(probs)
        assert all(prob >= 0.5 for prob in probs)


def test_sentences_loaded_only_in_quotes_are_apart(report: Report) -> None:
    for found in report.sources:
        assert all(one.own_loaded < 0.5 <= one.loaded for one in found.quoted_sentences)


def test_all_articles_of_a_small_table_are_shown_whole(small: Report) -> None:
    assert len(small.shown) == small.articles == 9
    assert sum(len(article.sentences) for article in small.shown) == small.sentences


def test_of_many_articles_as_many_of_each_source_are_shown(tmp_path: Path) -> None:
    articles = uniform("a", [(3, 1)] * 30) + uniform("b", [(3, 1)] * 5)
    shown = compiled(tmp_path, articles, ReportOptions(resamples=100, articles_shown=8)).shown
    assert [article.source for article in shown] == ["a"] * 4 + ["b"] * 4


def test_an_article_without_a_sentence_is_not_counted_among_those_resampled(tmp_path: Path) -> None:
    articles = [*uniform("Post", [(20, 2)] * 6), MadeArticle("Post", "empty", ())]
    assert source(compiled(tmp_path, articles), "Post").articles == 6
