import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.report.bootstrap import Estimate
from framing.report.correction import (
    DRAWS,
    FEWEST_LABELLED,
    Corrected,
    correct,
    correction_for,
    label_errors,
)
from framing.report.quality import ErrorRates, LabelQuality, QualityPoint, measured_quality
from framing.report.summary import Report
from framing.report.uncertain import Uncertain, reach_of
from tests.report.rated import compile_rated


def uncertain(share: float, error: float, degrees: float) -> Uncertain:
    return Uncertain(*(np.array([one]) for one in (share, error, degrees, math.nan)))


def corrected(share: float, error: float, articles: int, rates: ErrorRates) -> Corrected:
    known = uncertain(share, error, articles - 1.0)
    found = correct(share, known.draw(0, np.random.default_rng(0), DRAWS), rates)
    assert found is not None
    return found


def test_the_corrected_share_equals_the_formula_of_rogan_and_gladen() -> None:
    found = corrected(0.3, 0.02, 40, ErrorRates(0.8, 0.9, 500, 500))
    assert found.value == pytest.approx((0.3 + 0.9 - 1) / (0.8 + 0.9 - 1))


def test_a_faultless_model_leaves_share_and_interval_alone() -> None:
    found = corrected(0.3, 0.02, 10_000, ErrorRates(1.0, 1.0, 10**8, 10**8))
    assert (found.value, found.low, found.high) == pytest.approx((0.3, 0.262, 0.341), abs=2e-3)


def test_the_interval_is_wider_the_less_is_known_of_the_errors() -> None:
    widths = []
    for labelled in (50, 500, 50_000):
        found = corrected(0.3, 0.02, 40, ErrorRates(0.8, 0.9, labelled, labelled))
        widths.append(found.high - found.low)
    assert widths[0] > widths[1] > widths[2] > 0.08 / 0.7


def test_fewer_loaded_than_false_alarms_means_perhaps_none() -> None:
    found = corrected(0.17, 0.02, 40, ErrorRates(0.8, 0.8, 300, 300))
    assert (found.value, found.low, found.cut_off) == (0.0, 0.0, True)
    assert 0.02 < found.high < 0.1


def test_a_share_that_is_cut_off_is_not_known_better_than_one_that_is_not() -> None:
    rates = ErrorRates(0.8, 0.8, 300, 300)
    cut, whole = corrected(0.16, 0.02, 40, rates), corrected(0.26, 0.02, 40, rates)
    assert (cut.cut_off, whole.cut_off) == (True, False)
    assert cut.high - cut.low > (whole.high - whole.low) / 4


def test_far_fewer_than_false_alarms_cannot_be_corrected() -> None:
    known = uncertain(0.05, 0.01, 39.0)
    drawn = known.draw(0, np.random.default_rng(0), DRAWS)
    assert correct(0.05, drawn, ErrorRates(0.8, 0.8, 300, 300)) is None


def test_a_share_of_one_article_far_below_the_false_alarms_has_no_far_end() -> None:
    # The share's own interval is wide, and what draws leave beyond the false alarms is its far tail alone.
    known = uncertain(0.0013, 0.0013, 2.2)
    found = correct(0.0013, known.draw(0, np.random.default_rng(0), DRAWS), ErrorRates(0.5, 0.985, 150, 2000))
    high = float(known.ends(reach_of(known.degrees), known.degrees)[1][0])
    assert found is not None
    assert found.cut_off
    assert found.high < 2 * high


def test_a_share_surely_below_the_false_alarms_has_no_correction() -> None:
    assert correct(0.01, np.full(DRAWS, 0.01), ErrorRates(0.8, 0.9, 3000, 3000)) is None


def test_more_than_everything_is_cut_off_at_everything() -> None:
    found = corrected(0.82, 0.02, 40, ErrorRates(0.8, 0.9, 300, 300))
    assert (found.value, found.high, found.cut_off) == (1.0, 1.0, True)


def test_none_counted_is_corrected_too() -> None:
    known = Uncertain(*(np.array([one]) for one in (0.0, 0.0, 19.0, 60.0)))
    found = correct(0.0, known.draw(0, np.random.default_rng(0), DRAWS), ErrorRates(0.8, 0.99, 300, 300))
    assert found is not None
    assert found.low == 0.0
    assert 0.02 < found.high < 0.1


def share(value: float, high: float) -> Estimate:
    return Estimate(value, value / 2, high, value * 1000, 1000)


def test_with_rates_that_may_hold_shares_are_corrected() -> None:
    shares = [share(0.3, 0.35), share(0.1, 0.2)]
    assert correction_for(shares, ErrorRates(0.8, 0.85, 100, 100)) == "given"


def test_a_source_with_fewer_loaded_than_false_alarms_contradicts_the_rates() -> None:
    shares = [share(0.3, 0.35), share(0.02, 0.03)]
    assert correction_for(shares, ErrorRates(0.8, 0.85, 100, 100)) == "contradicted"
    # Measured on very few, the false alarms may be as rare as that.
    assert correction_for(shares, ErrorRates(0.8, 0.85, 10, 10)) == "given"


def test_without_rates_nothing_is_corrected() -> None:
    assert correction_for([share(0.3, 0.35)], None) == "unknown"


def test_rates_hardly_better_than_chance_correct_nothing() -> None:
    assert correction_for([share(0.3, 0.35)], ErrorRates(0.5, 0.55, 300, 300)) == "uninformative"


@pytest.mark.parametrize(("positives", "negatives"), [(49, 500), (500, 49), (30, 27)])
def test_error_rates_from_few_give_the_interval_alone(positives: int, negatives: int) -> None:
    few = corrected(0.3, 0.02, 40, ErrorRates(0.8, 0.9, positives, negatives))
    assert few.value is None
    assert few.low < (0.3 + 0.9 - 1) / (0.8 + 0.9 - 1) < few.high
    assert (few.positives, few.negatives) == (positives, negatives)


def test_error_rates_from_fifty_of_either_give_a_share() -> None:
    found = corrected(0.3, 0.02, 40, ErrorRates(0.8, 0.9, 50, 50))
    assert found.value is not None
    assert (found.positives, found.negatives) == (50, 50)


VILLAIN = LabelQuality("villain", 0.5, 0.58, None, None, None, (QualityPoint(0.58, 0.7, 0.35),))


def test_precision_is_told_at_the_threshold_nearest_to_the_one_used() -> None:
    found = label_errors(VILLAIN, 0.22, 0.5, "unknown")
    assert (found.used_from, found.measured_at, found.precision, found.recall) == (0.5, 0.58, 0.7, 0.35)


def test_precision_at_the_threshold_of_the_run_is_that_of_the_run() -> None:
    found = label_errors(VILLAIN, 0.22, 0.22, "unknown")
    assert (found.measured_at, found.precision) == (0.22, 0.5)


def test_precision_measured_far_off_is_not_told() -> None:
    found = label_errors(VILLAIN, 0.04, 0.4, "unknown")
    assert (found.measured_at, found.precision, found.recall) == (None, None, None)


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return compile_rated(tmp_path_factory.mktemp("rated"), negatives=900)


def test_every_share_with_error_rates_is_corrected(rated: Report) -> None:
    for source in rated.sources:
        assert source.own_corrected is not None
        assert {frame.name for frame in source.frames if frame.corrected} == {"economic"}


def test_every_corrected_share_and_label_tells_what_its_rates_come_from(rated: Report) -> None:
    for source in rated.sources:
        assert source.own_corrected is not None
        assert (source.own_corrected.positives, source.own_corrected.negatives) == (300, 900)
    labels = {one.label: (one.positives, one.negatives) for one in rated.labels}
    assert (labels["loaded"], labels["crime"]) == ((300, 900), (None, None))


def test_the_report_says_why_a_share_is_not_corrected(rated: Report) -> None:
    why = {one.label: one.correction for one in rated.labels}
    assert (why["loaded"], why["crime"], why["villain"]) == ("given", "unknown", "unknown")


def test_roles_are_told_from_the_probability_from_which_the_report_counts_them(rated: Report) -> None:
    used = {one.label: one.used_from for one in rated.labels}
    assert (used["villain"], used["hero"], used["loaded"]) == (0.5, 0.5, 0.5)


@given(st.floats(0.01, 0.99), st.floats(0.001, 0.2), st.integers(5, 300), st.integers(20, 3000))
def test_the_interval_holds_the_share_and_stays_within_zero_and_one(
    share: float, error: float, articles: int, labelled: int
) -> None:
    known = Uncertain(*(np.array([one]) for one in (share, error, articles - 1.0, math.nan)))
    drawn = known.draw(0, np.random.default_rng(0), DRAWS)
    found = correct(share, drawn, ErrorRates(0.86, 0.72, labelled, labelled))
    if found is None:
        assert share < 0.28 or share > 0.86
        return
    assert 0 <= found.low <= found.high <= 1
    assert (found.value is None) == (labelled < FEWEST_LABELLED)
    assert found.value is None or found.low <= found.value <= found.high


def test_error_rates_follow_from_precision_recall_and_counts() -> None:
    # 80 of 100 found, and 20 false alarms among 300.
    rates = measured_quality("loaded", precision=0.8, recall=0.8, positives=100, negatives=300).rates
    assert rates is not None
    assert rates.sensitivity == 0.8
    assert rates.specificity == pytest.approx(1 - 20 / 300)


@pytest.mark.parametrize("unknown", ["precision", "recall", "positives", "negatives"])
def test_without_one_of_them_there_are_no_error_rates(unknown: str) -> None:
    known = {"precision": 0.8, "recall": 0.8, "positives": 100, "negatives": 300, unknown: None}
    assert measured_quality("loaded", **known).rates is None  # type: ignore[arg-type]
