"""The figures against formulas written out and against a slow and plain way of computing them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.report.bootstrap import interval, ratios, resample, source_seed, standard_error
from framing.report.differences import Compared, Pulls, benjamini_hochberg, compare_sources, no_pulls
from framing.report.student import quantile, two_sided_p
from framing.report.terms import log_odds

# Sentences loaded, and sentences, of ten articles.
SUMS = np.array(
    [[2, 14], [0, 9], [5, 20], [1, 12], [7, 16], [3, 30], [0, 11], [4, 18], [2, 25], [6, 13]], float
)


@pytest.mark.parametrize(
    ("degrees", "expected"), [(1, 12.706), (4, 2.7764), (9, 2.2622), (30, 2.0423), (1e9, 1.9600)]
)
def test_quantiles_equal_a_printed_table_of_student_t(degrees: float, expected: float) -> None:
    assert float(quantile(0.025, degrees)) == pytest.approx(expected, abs=6e-4)


def test_tail_probabilities_equal_closed_forms() -> None:
    t = np.array([0.0, 0.3, 1.0, -2.5, 40.0])
    one = 1 - 2 / math.pi * np.arctan(np.abs(t))
    two = 1 - np.abs(t) / np.sqrt(2 + t * t)
    assert two_sided_p(t, 1.0) == pytest.approx(one, abs=1e-10)
    assert two_sided_p(t, 2.0) == pytest.approx(two, abs=1e-10)


def test_tail_probabilities_equal_scipy_where_it_is_installed() -> None:
    stats = pytest.importorskip("scipy.stats")
    t, degrees = np.meshgrid(np.linspace(-9, 9, 37), [1.5, 4, 7.3, 55, 900])
    assert two_sided_p(t, degrees) == pytest.approx(2 * stats.t.sf(np.abs(t), degrees), abs=1e-10)


def test_resampling_adds_up_whole_articles() -> None:
    one_hot = np.eye(6)
    draws = resample(one_hot, resamples=50, seed=[1])
    assert (draws.sum(axis=1) == 6).all()
    assert (draws == draws.round()).all()


def test_the_standard_error_equals_that_of_a_plain_loop() -> None:
    rng = np.random.default_rng(5)
    plain = []
    for _ in range(6000):
        drawn = [SUMS[k] for k in rng.integers(0, 10, 10)]
        plain.append(sum(a for a, _ in drawn) / sum(b for _, b in drawn))
    draws = resample(SUMS, resamples=6000, seed=[3])
    found = standard_error(ratios(draws[:, 0], draws[:, 1]), 10)
    assert found == pytest.approx(np.std(plain) * math.sqrt(10 / 9), rel=0.04)


def test_the_standard_error_is_close_to_the_linearised_one() -> None:
    share = SUMS[:, 0].sum() / SUMS[:, 1].sum()
    residual = SUMS[:, 0] - share * SUMS[:, 1]
    analytic = math.sqrt(10 / 9 * (residual**2).sum()) / SUMS[:, 1].sum()
    draws = resample(SUMS, resamples=8000, seed=[3])
    assert standard_error(ratios(draws[:, 0], draws[:, 1]), 10) == pytest.approx(analytic, rel=0.06)


def test_the_interval_is_student_on_the_logit_scale() -> None:
    low, high = interval(0.2, 0.04, 10) or (0, 0)
    reach = 2.262157 * 0.04 / 0.16
    assert math.log(low / (1 - low)) == pytest.approx(math.log(0.25) - reach, abs=1e-5)
    assert math.log(high / (1 - high)) == pytest.approx(math.log(0.25) + reach, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.floats(1e-6, 1 - 1e-6), st.floats(1e-6, 0.5), st.integers(2, 500))
def test_an_interval_holds_its_estimate_and_stays_within_zero_and_one(
    value: float, error: float, articles: int
) -> None:
    low, high = interval(value, error, articles) or (math.nan, math.nan)
    assert 0 <= low <= value + 1e-12
    assert value - 1e-12 <= high <= 1


@pytest.mark.parametrize(("value", "error"), [(0.0, 0.0), (1.0, 0.0), (0.3, 0.0), (0.3, math.nan)])
def test_without_spread_there_is_no_interval(value: float, error: float) -> None:
    assert interval(value, error, 12) is None


def test_intervals_cover_the_true_share_when_articles_differ() -> None:
    rng = np.random.default_rng(11)
    hits = 0
    for run in range(200):
        sizes = rng.integers(10, 40, 12)
        loaded = rng.binomial(sizes, rng.beta(2, 10, 12))
        draws = resample(np.stack([loaded, sizes], 1).astype(float), resamples=200, seed=[run])
        error = standard_error(ratios(draws[:, 0], draws[:, 1]), 12)
        low, high = interval(loaded.sum() / sizes.sum(), error, 12) or (0, 1)
        hits += low <= 1 / 6 <= high
    assert 0.91 <= hits / 200 <= 0.99


def test_a_source_has_its_own_stream_of_random_numbers() -> None:
    assert source_seed(0, "Harbour Post") == source_seed(0, "Harbour Post")
    assert source_seed(0, "Harbour Post") != source_seed(0, "Free Tide")


def compared(
    source: str, value: float, error: float, articles: int = 20, *, pulls: Pulls | None = None
) -> Compared:
    ends = interval(value, error, articles) or (math.nan, math.nan)
    return Compared(
        source=source,
        units=articles,
        values=np.array([value]),
        ends=(np.array([ends[0]]), np.array([ends[1]])),
        logits=np.array([math.log(value / (1 - value)) if 0 < value < 1 else math.nan]),
        logit_errors=np.array([error / (value * (1 - value)) if 0 < value < 1 else math.nan]),
        pulls=pulls or no_pulls(1),
    )


def test_equal_sources_do_not_differ() -> None:
    found = compare_sources([compared("a", 0.2, 0.02), compared("b", 0.2, 0.02)], ["own_share"])
    assert [(one.value, one.p, one.p_adjusted) for one in found] == [(0.0, 1.0, 1.0)]


def test_a_difference_equals_the_formula_written_out() -> None:
    (found,) = compare_sources([compared("a", 0.3, 0.03), compared("b", 0.2, 0.02, 12)], ["own_share"])
    errors = 0.03 / 0.21, 0.02 / 0.16
    t = (math.log(3 / 7) - math.log(1 / 4)) / math.hypot(*errors)
    assert found.p == pytest.approx(float(two_sided_p(t, 11)))
    (low_a, high_a), (low_b, high_b) = interval(0.3, 0.03, 20) or (0, 0), interval(0.2, 0.02, 12) or (0, 0)
    assert found.low == pytest.approx(0.1 - math.hypot(0.3 - low_a, high_b - 0.2))
    assert found.high == pytest.approx(0.1 + math.hypot(high_a - 0.3, 0.2 - low_b))


def moved_by(*events: float) -> Pulls:
    pulls = np.array(events)[:, None]
    return Pulls(np.arange(len(events)), pulls, (pulls**2).sum(axis=0))


def test_what_shared_events_move_alike_does_not_count_against_a_difference() -> None:
    alike, against = moved_by(0.1, -0.1, 0.2, -0.2), moved_by(-0.1, 0.1, -0.2, 0.2)
    first = compared("a", 0.3, 0.03, pulls=alike)
    together = compare_sources([first, compared("b", 0.2, 0.02, pulls=alike)], ["own_share"])[0]
    apart = compare_sources([first, compared("b", 0.2, 0.02)], ["own_share"])[0]
    opposed = compare_sources([first, compared("b", 0.2, 0.02, pulls=against)], ["own_share"])[0]
    assert (together.shared, apart.shared) == (4, 0)
    assert together.p < apart.p < opposed.p
    assert together.high - together.low < apart.high - apart.low < opposed.high - opposed.low


def test_a_measure_without_an_interval_is_not_compared() -> None:
    assert compare_sources([compared("a", 0.0, 0.0), compared("b", 0.2, 0.02)], ["own_share"]) == ()


def test_adjusted_probabilities_equal_the_example_of_benjamini_and_hochberg() -> None:
    # The fifteen ordered values of their section 4.1: four are called at .05.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    adjusted = benjamini_hochberg(np.array(p))
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusting_never_lowers_a_probability_nor_changes_the_order(p: list[float]) -> None:
    raw = np.array(p)
    adjusted = benjamini_hochberg(raw)
    assert (adjusted >= raw - 1e-12).all()
    assert (np.diff(adjusted[np.argsort(raw, kind="stable")]) >= 0).all()


def test_log_odds_equal_an_example_computed_by_hand() -> None:
    # 12 of 40 words here, 6 of 60 elsewhere; a prior worth 50 words expects 50 * 18 / 100 = 9.
    odds, z = log_odds(np.array([12.0]), np.array([6.0]), (40, 60), weight=50)
    expected = math.log(21 / 69) - math.log(15 / 95)
    assert odds[0] == pytest.approx(expected)
    assert z[0] == pytest.approx(expected / math.sqrt(1 / 21 + 1 / 15))


def test_a_word_used_alike_has_no_log_odds() -> None:
    odds, _ = log_odds(np.array([10.0]), np.array([30.0]), (100, 300), weight=200)
    assert odds[0] == pytest.approx(0, abs=1e-12)
