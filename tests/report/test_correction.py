import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.report.correction import correct
from framing.report.quality import ErrorRates, LabelQuality


def log_odds(share: float, error: float, articles: int) -> tuple[float, float, int]:
    return math.log(share / (1 - share)), error / (share * (1 - share)), articles


def test_the_corrected_share_equals_the_formula_of_rogan_and_gladen() -> None:
    found = correct(0.3, log_odds(0.3, 0.02, 40), ErrorRates(0.8, 0.9, 500, 500))
    assert found is not None
    assert found.value == pytest.approx((0.3 + 0.9 - 1) / (0.8 + 0.9 - 1))


def test_a_faultless_model_leaves_share_and_interval_alone() -> None:
    found = correct(0.3, log_odds(0.3, 0.02, 10_000), ErrorRates(1.0, 1.0, 10**8, 10**8))
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((0.3, 0.262, 0.341), abs=2e-3)


def test_the_interval_is_wider_the_less_is_known_of_the_errors() -> None:
    widths = []
    for labelled in (50, 500, 50_000):
        found = correct(0.3, log_odds(0.3, 0.02, 40), ErrorRates(0.8, 0.9, labelled, labelled))
        assert found is not None
        widths.append(found.high - found.low)
    assert widths[0] > widths[1] > widths[2] > 0.08 / 0.7


def test_fewer_loaded_than_false_alarms_means_perhaps_none() -> None:
    found = correct(0.1, log_odds(0.1, 0.02, 40), ErrorRates(0.8, 0.8, 300, 300))
    assert found is not None
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high < 0.1


def test_a_model_hardly_better_than_chance_is_not_corrected_for() -> None:
    assert correct(0.3, log_odds(0.3, 0.02, 40), ErrorRates(0.5, 0.55, 300, 300)) is None


@given(st.floats(0.01, 0.99), st.floats(0.001, 0.2), st.integers(5, 300), st.integers(20, 3000))
def test_the_interval_holds_the_share_and_stays_within_zero_and_one(
    share: float, error: float, articles: int, labelled: int
) -> None:
    found = correct(share, log_odds(share, error, articles), ErrorRates(0.86, 0.72, labelled, labelled))
    assert found is not None
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_error_rates_follow_from_precision_recall_and_counts() -> None:
    # 80 of 100 found, and 20 false alarms among 300.
    rates = LabelQuality("loaded", precision=0.8, recall=0.8, positives=100, negatives=300).rates
    assert rates is not None
    assert rates.sensitivity == 0.8
    assert rates.specificity == pytest.approx(1 - 20 / 300)


@pytest.mark.parametrize("unknown", ["precision", "recall", "positives", "negatives"])
def test_without_one_of_them_there_are_no_error_rates(unknown: str) -> None:
    known = {"precision": 0.8, "recall": 0.8, "positives": 100, "negatives": 300, unknown: None}
    assert LabelQuality("loaded", **known).rates is None  # type: ignore[arg-type]
