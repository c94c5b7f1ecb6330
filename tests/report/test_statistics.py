"""The figures against formulas written out and against a slow and plain way of computing them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from framing.report.bootstrap import degrees_of_freedom, ratios, resample, source_seed, standard_error
from framing.report.differences import Compared, Pulls, benjamini_hochberg, compare_sources
from framing.report.gap import Gap
from framing.report.student import quantile, two_sided_p
from framing.report.terms import log_odds
from framing.report.uncertain import Uncertain, reach_of

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


def test_tail_probabilities_equal_scipy() -> None:
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


def test_equal_articles_have_no_error_and_one_article_none_that_is_known() -> None:
    sums = np.array([[2.0, 20.0], [3.0, 30.0], [1.0, 10.0]])
    draws = resample(sums, resamples=100, seed=[1])
    assert standard_error(ratios(draws[:, 0], draws[:, 1]), 3) == 0
    assert math.isnan(standard_error(ratios(draws[:, 0], draws[:, 1]), 1))


def test_the_standard_error_is_close_to_the_linearised_one() -> None:
    share = SUMS[:, 0].sum() / SUMS[:, 1].sum()
    residual = SUMS[:, 0] - share * SUMS[:, 1]
    analytic = math.sqrt(10 / 9 * (residual**2).sum()) / SUMS[:, 1].sum()
    draws = resample(SUMS, resamples=8000, seed=[3])
    assert standard_error(ratios(draws[:, 0], draws[:, 1]), 10) == pytest.approx(analytic, rel=0.06)


def uncertain(
    value: float, error: float = 0.0, degrees: float = 9.0, *, effective: float = math.nan
) -> Uncertain:
    return Uncertain(*(np.array([one]) for one in (value, error, degrees, effective)))


def interval(value: float, error: float, degrees: float) -> tuple[float, float]:
    known = uncertain(value, error, degrees)
    low, high = known.ends(reach_of(known.degrees), known.degrees)
    return float(low[0]), float(high[0])


def test_the_interval_is_student_on_the_logit_scale() -> None:
    low, high = interval(0.2, 0.04, 9)
    reach = 2.262157 * 0.04 / 0.16
    assert math.log(low / (1 - low)) == pytest.approx(math.log(0.25) - reach, abs=1e-5)
    assert math.log(high / (1 - high)) == pytest.approx(math.log(0.25) + reach, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.floats(1e-6, 1 - 1e-6), st.floats(1e-6, 0.5), st.floats(1, 500))
def test_an_interval_holds_its_estimate_and_stays_within_zero_and_one(
    value: float, error: float, degrees: float
) -> None:
    low, high = interval(value, error, degrees)
    assert 0 <= low <= value + 1e-12
    assert value - 1e-12 <= high <= 1


@pytest.mark.parametrize(("value", "error"), [(0.0, 0.0), (1.0, 0.0), (0.3, 0.0), (0.3, math.nan)])
def test_without_spread_there_is_no_interval(value: float, error: float) -> None:
    assert not uncertain(value, error).known[0]


@pytest.mark.parametrize(("value", "expected"), [(0.0, (0.0, 0.02951)), (1.0, (0.97049, 1.0))])
def test_none_or_all_of_a_hundred_has_the_exact_mid_p_interval(
    value: float, expected: tuple[float, float]
) -> None:
    # (1 - .02951) ** 100 is .05, half of which lies beyond.
    known = uncertain(value, effective=100)
    low, high = known.ends(reach_of(known.degrees), known.degrees)
    assert (low[0], high[0]) == pytest.approx(expected, abs=1e-5)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([(0.2, 0.04, 6.0), (0.02, 0.01, 30.0), (0.0, 0.0, 9.0), (1.0, 0.0, 9.0)]))
def test_draws_of_a_share_are_as_wide_as_its_interval(case: tuple[float, float, float]) -> None:
    value, error, degrees = case
    known = uncertain(value, error, degrees, effective=math.nan if error else 80)
    low, high = known.ends(reach_of(known.degrees), known.degrees)
    drawn = np.quantile(known.draw(0, np.random.default_rng(3), 40_000), (0.025, 0.975))
    assert drawn == pytest.approx((low[0], high[0]), rel=0.06, abs=0.003)


def test_even_articles_give_as_many_degrees_of_freedom_as_there_are_articles_less_one() -> None:
    counts, sizes = np.array([2.0, 4.0] * 6), np.full(12, 20.0)
    assert degrees_of_freedom(counts, sizes) == 11


def test_one_article_that_holds_everything_leaves_few_degrees_of_freedom() -> None:
    counts, sizes = np.array([12.0] + [0.0] * 39), np.full(40, 20.0)
    pulls = counts - 0.3
    kurtosis = (pulls**4).mean() / (pulls**2).mean() ** 2
    assert degrees_of_freedom(counts, sizes) == pytest.approx(80 / (kurtosis - 1))
    assert degrees_of_freedom(counts, sizes) < 3


def test_intervals_cover_the_true_share_when_articles_differ() -> None:
    rng = np.random.default_rng(11)
    hits = 0
    for run in range(200):
        sizes = rng.integers(10, 40, 12)
        loaded = rng.binomial(sizes, rng.beta(2, 10, 12))
        draws = resample(np.stack([loaded, sizes], 1).astype(float), resamples=200, seed=[run])
        error = standard_error(ratios(draws[:, 0], draws[:, 1]), 12)
        degrees = degrees_of_freedom(loaded.astype(float), sizes.astype(float))
        low, high = interval(loaded.sum() / sizes.sum(), error, degrees)
        hits += low <= 1 / 6 <= high
    assert 0.91 <= hits / 200 <= 0.99


def test_a_source_has_its_own_stream_of_random_numbers() -> None:
    assert source_seed(0, "Harbour Post") == source_seed(0, "Harbour Post")
    assert source_seed(0, "Harbour Post") != source_seed(0, "Free Tide")


NO_PULLS = Pulls(np.empty(0, np.int64), np.empty((0, 1)), np.zeros(1))
"""Of a source that shares no event with another."""


def compared(
    source: str,
    value: float,
    error: float,
    articles: int = 20,
    *,
    effective: float = math.nan,
    pulls: Pulls | None = None,
) -> Compared:
    known = uncertain(value, error, articles - 1, effective=effective)
    return Compared(source, articles, (30 * articles,), known, pulls or NO_PULLS)


def test_equal_sources_do_not_differ() -> None:
    found = compare_sources([compared("a", 0.2, 0.02), compared("b", 0.2, 0.02)], ["own_share"])
    assert [(one.value, one.p, one.p_adjusted) for one in found] == [(0.0, 1.0, 1.0)]


def test_a_difference_equals_the_formula_written_out() -> None:
    (found,) = compare_sources([compared("a", 0.3, 0.03), compared("b", 0.2, 0.02, 12)], ["own_share"])
    (low_a, high_a), (low_b, high_b) = interval(0.3, 0.03, 11), interval(0.2, 0.02, 11)
    assert found.low == pytest.approx(0.1 - math.hypot(0.3 - low_a, high_b - 0.2))
    assert found.high == pytest.approx(0.1 + math.hypot(high_a - 0.3, 0.2 - low_b))
    assert (found.articles, found.sentences) == ((20, 12), (600, 360))


def test_p_is_one_less_the_level_at_which_the_interval_touches_zero() -> None:
    (found,) = compare_sources([compared("a", 0.3, 0.03), compared("b", 0.2, 0.02, 12)], ["own_share"])
    t = quantile(found.p / 2, np.array([11.0]))
    (low, _), (_, high) = (
        [float(end[0]) for end in uncertain(value, error).ends(t, np.array([11.0]))]
        for value, error in ((0.3, 0.03), (0.2, 0.02))
    )
    assert math.hypot(0.3 - low, high - 0.2) == pytest.approx(0.1, abs=1e-9)


shares = st.one_of(
    st.tuples(st.floats(0.001, 0.999), st.floats(0.001, 0.2), st.just(math.nan)),
    st.tuples(st.sampled_from([0.0, 1.0]), st.just(0.0), st.floats(5, 2000)),
)


@settings(max_examples=150, deadline=None)
@given(shares, shares, st.integers(5, 60), st.integers(5, 60), st.floats(-0.95, 0.95))
def test_p_is_small_where_and_only_where_the_interval_leaves_zero_out(
    first: tuple[float, float, float],
    second: tuple[float, float, float],
    articles: int,
    others: int,
    together: float,
) -> None:
    alike = moved_by(1.0), Pulls(np.arange(2), np.array([[together], [0.0]]), np.ones(1))
    pair = [
        compared(name, value, error, n, effective=effective, pulls=pulls)
        for name, (value, error, effective), n, pulls in zip(
            "ab", (first, second), (articles, others), alike, strict=True
        )
    ]
    for found in compare_sources(pair, ["own_share"]):
        assert (found.p <= 0.05) == (found.low > 0 or found.high < 0)
        assert 0 <= found.p <= 1


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


def test_far_out_p_is_no_smaller_than_the_errors_allow() -> None:
    # Ends come up against 1, so that with errors that hang together their distance never reaches 0.
    alike = moved_by(0.1, -0.1, 0.2, -0.2)
    first, second = compared("a", 0.7, 0.1, 5, pulls=alike), compared("b", 0.4, 0.1, 5, pulls=alike)
    (found,) = compare_sources([first, second], ["own_share"])
    (apart,) = compare_sources([first, compared("b", 0.4, 0.1, 5)], ["own_share"])
    # Errors that move together by .95 leave of their sum, taken apart, the root of a twentieth.
    assert two_sided_p(float(quantile(apart.p / 2, 4.0)) * math.sqrt(20), 4.0) <= found.p < 0.05


@pytest.mark.parametrize(
    ("first", "second"), [((0.3, 0.03), (0.18, 0.035)), ((0.016, 0.004), (0.003, 0.002))]
)
def test_p_does_not_leap_where_errors_begin_to_move_together(
    first: tuple[float, float], second: tuple[float, float]
) -> None:
    together = np.array([0.0, 1e-9, *np.linspace(0.005, 0.6, 120)])
    one, other = (
        Uncertain(*(np.full(122, x) for x in (*known, 20.0, math.nan))) for known in (first, second)
    )
    gap = Gap(one, other, together)
    p = two_sided_p(gap.touching(), gap.degrees)
    assert p[1] == pytest.approx(p[0], rel=1e-3)
    assert (p[1:] <= p[:-1] + 1e-12).all()
    assert (p[1:] > 0.9 * p[:-1]).all()


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
