import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.report import ReportOptions
from framing.report.compiling import compile_report
from framing.report.extremes import effective_size
from framing.report.table import open_table
from framing.report.uncertain import Uncertain, reach_of
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
    degrees = np.full(2, 10_000.0)
    known = Uncertain(np.array([0.0, 1.0]), np.zeros(2), degrees, np.full(2, float(effective)))
    low, high = known.ends(reach_of(degrees), degrees)
    assert (low[0], high[0]) == (0.0, pytest.approx(expected, abs=5e-5))
    assert (low[1], high[1]) == (pytest.approx(1 - expected, abs=5e-5), 1.0)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=50), st.floats(0.1, 100))
def test_sentences_count_for_no_more_than_themselves(lengths: list[int], effect: float) -> None:
    sentences = np.array(lengths, float)
    found = effective_size(sentences, effect)
    assert effective_size(sentences, math.nan) - 1e-9 <= found <= sentences.sum()


def test_articles_of_equal_length_count_for_at_least_one_sentence_each() -> None:
    assert effective_size(np.full(7, 30.0), math.nan) == pytest.approx(7)
    assert effective_size(np.full(7, 30.0), 500.0) == pytest.approx(7)


def test_one_long_article_among_short_ones_counts_for_little_more_than_itself() -> None:
    # By hand: 245 sentences, 200 of them in one article; 245² / (200² + 9 · 5²) = 1.49.
    assert effective_size(np.array([200.0] + [5.0] * 9), math.nan) == pytest.approx(1.49, abs=0.005)


def test_a_source_without_any_has_an_upper_bound(tmp_path: Path) -> None:
    report = compiled(tmp_path, [*uniform("calm", PLAIN), *uniform("hot", SPREAD)])
    calm, hot = report.sources
    assert (calm.own_share.value, calm.own_share.low) == (0.0, 0.0)
    share = hot.own_share.value or 0
    errors = np.array([loaded - share * n for n, loaded in SPREAD])
    effect = (6 / 5) * (errors**2).sum() / (share * (1 - share) * 150)
    assert calm.own_share.high == pytest.approx(1 - 0.05 ** (effect / 150), rel=0.12)


def test_articles_that_all_have_the_same_share_are_not_known_without_error(tmp_path: Path) -> None:
    report = compiled(tmp_path, [*uniform("even", [(25, 1)] * 6), *uniform("hot", SPREAD)])
    even, hot = report.sources
    hot_share = hot.own_share.value or 0
    errors = np.array([loaded - hot_share * n for n, loaded in SPREAD])
    effect = max(1.0, (6 / 5) * (errors**2).sum() / (hot_share * (1 - hot_share) * 150))
    known = Uncertain(
        np.array([0.04]),
        np.array([math.sqrt(0.04 * 0.96 * effect / 150)]),
        np.array([5.0]),
        np.array([math.nan]),
    )
    low, high = known.ends(reach_of(known.degrees), known.degrees)
    assert even.own_share.low == pytest.approx(low[0], rel=0.15)
    assert even.own_share.high == pytest.approx(high[0], rel=0.15)


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
