import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from framing.errors import UsageError
from framing.evaluation.platt import fit_platt

RNG = np.random.default_rng(8)
LOGITS = RNG.normal(0, 3, 20000)
LABELS = (RNG.random(20000) < 1 / (1 + np.exp(-(0.6 * LOGITS - 1.2)))).astype(int)


def test_known_calibration_is_recovered():
    fitted = fit_platt(LOGITS, LABELS)
    assert fitted.scale == pytest.approx(0.6, abs=0.03)
    assert fitted.offset == pytest.approx(-1.2, abs=0.06)


def test_fit_equals_unpenalised_logistic_regression():
    reference = LogisticRegression(C=1e9, tol=1e-10).fit(LOGITS[:, None], LABELS)
    fitted = fit_platt(LOGITS, LABELS)
    # The drawn-in targets are worth about two examples of 20,000.
    assert fitted.scale == pytest.approx(reference.coef_.item(), abs=2e-3)
    assert fitted.offset == pytest.approx(reference.intercept_.item(), abs=2e-3)


def test_soft_targets_are_allowed():
    soft = 1 / (1 + np.exp(-(0.5 * LOGITS + 0.3)))
    fitted = fit_platt(LOGITS, soft)
    assert (fitted.scale, fitted.offset) == (pytest.approx(0.5, abs=2e-3), pytest.approx(0.3, abs=2e-3))


def test_few_positives_leave_the_slope_alone():
    logits = np.linspace(-4, 4, 200)
    fitted = fit_platt(logits, (np.arange(200) >= 195).astype(int))
    assert fitted.scale == 1.0
    assert fitted.prob(logits).mean() == pytest.approx(5 / 200, abs=0.005)


def test_logits_that_point_the_wrong_way_do_not_turn_the_order_round():
    assert fit_platt(LOGITS, 1 - (LOGITS > 0)).scale == 1.0


def test_separable_logits_stay_finite():
    fitted = fit_platt(LOGITS, (LOGITS > 0).astype(int))
    assert np.isfinite([fitted.scale, fitted.offset]).all()
    assert fitted.scale > 1


@given(
    st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(0, 1)), min_size=1, max_size=80),
)
def test_any_examples_give_a_rising_finite_calibration(rows):
    fitted = fit_platt([logit for logit, _ in rows], [target for _, target in rows])
    assert fitted.scale > 0
    assert np.isfinite(fitted.offset)


def test_far_logits_give_probabilities_without_overflow():
    assert fit_platt(LOGITS, LABELS).prob([-1e6, 1e6]).tolist() == pytest.approx([0.0, 1.0])


@pytest.mark.parametrize(
    ("logits", "targets"), [([], []), ([1.0], [2.0]), ([1.0, 2.0], [1.0]), ([np.inf], [1.0])]
)
def test_impossible_values_are_refused(logits, targets):
    with pytest.raises(UsageError):
        fit_platt(logits, targets)
