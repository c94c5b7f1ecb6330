import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.report.bootstrap import Estimate
from framing.report.correction import correct, correction_for
from framing.report.quality import ErrorRates, measured_quality


def log_odds(share: float, error: float, articles: int) -> tuple[float, float, int]:
    return math.log(share / (1 - share)), error / (share * (1 - share)), articles


def test_the_corrected_share_equals_the_formula_of_rogan_and_gladen() -> None:
    found = correct(0.3, log_odds(0.3, 0.02, 40), ErrorRates(0.8, 0.9, 500, 500))
    assert found.value == pytest.approx((0.3 + 0.9 - 1) / (0.8 + 0.9 - 1))


def test_a_faultless_model_leaves_share_and_interval_alone() -> None:
    found = correct(0.3, log_odds(0.3, 0.02, 10_000), ErrorRates(1.0, 1.0, 10**8, 10**8))
    assert (found.value, found.low, found.high) == pytest.approx((0.3, 0.262, 0.341), abs=2e-3)


def test_the_interval_is_wider_the_less_is_known_of_the_errors() -> None:
    widths = []
    for labelled in (50, 500, 50_000):
        found = correct(0.3, log_odds(0.3, 0.02, 40), ErrorRates(0.8, 0.9, labelled, labelled))
        widths.append(found.high - found.low)
    assert widths[0] > widths[1] > widths[2] > 0.08 / 0.7


def test_fewer_loaded_than_false_alarms_means_perhaps_none() -> None:
    found = correct(0.1, log_odds(0.1, 0.02, 40), ErrorRates(0.8, 0.8, 300, 300))
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high < 0.1


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


@pytest.mark.parametrize("rates", [None, ErrorRates(0.5, 0.55, 300, 300)])
def test_without_rates_that_tell_anything_nothing_is_corrected(rates: ErrorRates | None) -> None:
    assert correction_for([share(0.3, 0.35)], rates) == "unknown"


@given(st.floats(0.01, 0.99), st.floats(0.001, 0.2), st.integers(5, 300), st.integers(20, 3000))
def test_the_interval_holds_the_share_and_stays_within_zero_and_one(
    share: float, error: float, articles: int, labelled: int
) -> None:
    found = correct(share, log_odds(share, error, articles), ErrorRates(0.86, 0.72, labelled, labelled))
    assert 0 <= found.low <= found.value <= found.high <= 1


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
