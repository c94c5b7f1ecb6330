import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.report import ReportOptions
from framing.report.compiling import compile_report
from framing.report.extremes import effective_size, exact_ends
from framing.report.table import open_table
from tests.report.corpus import MadeArticle, uniform, write_table

OPTIONS = ReportOptions(resamples=400)
PLAIN = [(25, 0)] * 6
SPREAD = [(25, 4), (25, 0), (25, 9), (25, 2), (25, 6), (25, 1)]


def compiled(out: Path, articles: list[MadeArticle]):
    with open_table(write_table(out, articles), OPTIONS) as table:
        return compile_report(table, OPTIONS)


@pytest.mark.parametrize(("effective", "expected"), [(10, 0.2589), (30, 0.0950), (100, 0.0295)])
def test_none_of_some_ends_where_none_has_a_probability_of_a_twentieth(
    effective: int, expected: float
) -> None:
    low, high = exact_ends(0.0, effective)
    assert (low, high) == (0.0, pytest.approx(expected, abs=5e-5))
    assert exact_ends(1.0, effective) == pytest.approx((1 - expected, 1.0), abs=5e-5)


@given(st.integers(1, 5000), st.integers(1, 200), st.floats(0.1, 100))
def test_sentences_count_for_no_more_than_themselves_and_no_less_than_their_articles(
    sentences: int, articles: int, effect: float
) -> None:
    found = effective_size(sentences, articles, effect)
    assert min(articles, sentences) - 1e-9 <= found <= sentences
    assert effective_size(sentences, articles, math.nan) == pytest.approx(articles)


def test_a_source_without_any_has_an_upper_bound(tmp_path: Path) -> None:
    report = compiled(tmp_path, [*uniform("calm", PLAIN), *uniform("hot", SPREAD)])
    calm, hot = report.sources
    assert (calm.own_share.value, calm.own_share.low) == (0.0, 0.0)
    share = hot.own_share.value or 0
    errors = np.array([loaded - share * n for n, loaded in SPREAD])
    effect = (6 / 5) * (errors**2).sum() / (share * (1 - share) * 150)
    assert calm.own_share.high == pytest.approx(1 - 0.05 ** (effect / 150), rel=0.12)


def test_without_spread_anywhere_an_article_counts_as_one_sentence(tmp_path: Path) -> None:
    (calm,) = compiled(tmp_path, uniform("calm", PLAIN)).sources
    assert calm.own_share.high == pytest.approx(1 - 0.05 ** (1 / 6))


def test_a_source_without_any_is_compared(tmp_path: Path) -> None:
    report = compiled(tmp_path, [*uniform("calm", PLAIN * 4), *uniform("hot", SPREAD * 4)])
    (one,) = [found for found in report.differences if found.measure == "own_share"]
    assert one.value < 0
    assert one.high < 0
    assert one.p_adjusted < 0.05


def test_two_sources_without_any_are_not(tmp_path: Path) -> None:
    report = compiled(tmp_path, [*uniform("calm", PLAIN), *uniform("still", PLAIN)])
    assert report.differences == ()
