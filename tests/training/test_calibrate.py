import numpy as np
import pytest

from framing.evaluation.platt import fit_platt
from framing.model.checkpoint import Decision
from framing.training.calibrate import decide

UNKNOWN = float("nan")


def drawn(n: int = 2000, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Draw labels whose log-odds are twice the logit and one less."""
    generator = np.random.default_rng(seed)
    logits = generator.normal(size=n)
    return logits, (generator.random(n) < 1 / (1 + np.exp(1 - 2 * logits))).astype(float)


def test_the_calibration_is_platts() -> None:
    logits, labels = drawn()
    decision, platt = decide(logits, labels, both=False), fit_platt(logits, labels)
    assert (decision.scale, decision.offset) == (platt.scale, platt.offset)
    assert decision.scale == pytest.approx(2.0, abs=0.3)
    assert decision.offset == pytest.approx(-1.0, abs=0.3)


def test_unknown_labels_and_dropped_words_are_left_out() -> None:
    logits, labels = drawn()
    more = np.append(logits, [9.0, UNKNOWN]), np.append(labels, [UNKNOWN, 1.0])
    assert decide(*more, both=True) == decide(logits, labels, both=True)


@pytest.mark.parametrize(("logits", "labels"), [([], []), ([1.0], [UNKNOWN]), ([UNKNOWN], [1.0])])
def test_with_nothing_to_go_by_the_decision_is_plain(logits: list[float], labels: list[float]) -> None:
    assert decide(logits, labels, both=True) == Decision()


def test_the_aim_chooses_the_threshold() -> None:
    """With few positives, best F1 of both classes needs more certainty than best F1 of the label."""
    generator = np.random.default_rng(3)
    labels = np.repeat([1.0, 0.0], [600, 200])
    logits = labels + generator.normal(size=800)
    one, both = (decide(logits, labels, both=aim).threshold for aim in (False, True))
    assert one < both


def test_precision_and_recall_are_those_at_the_threshold() -> None:
    logits, labels = drawn()
    decision = decide(logits, labels, both=False)
    given = 1 / (1 + np.exp(-(decision.scale * logits + decision.offset))) >= decision.threshold
    assert decision.precision == pytest.approx(labels[given].mean(), abs=5e-3)
    assert decision.recall == pytest.approx(given[labels == 1].mean(), abs=5e-3)


def test_a_label_that_never_occurs_has_no_precision() -> None:
    decision = decide(np.linspace(-3, 3, 50), np.zeros(50), both=False)
    assert (decision.threshold, decision.precision, decision.recall) == (0.5, None, None)
    assert decision.offset < 0


def test_the_decision_says_how_many_it_was_measured_on() -> None:
    decision = decide([-2.0, -1.0, 0.5, 1.0, 3.0, 9.0], [0, 0, 1, 0, 1, float("nan")], both=True)
    assert (decision.positives, decision.negatives) == (2, 3)


@pytest.mark.parametrize(("both", "aim"), [(False, "best F1"), (True, "best macro-F1")])
def test_the_decision_says_what_its_threshold_was_chosen_for(both: bool, aim: str) -> None:
    decision = decide(*drawn(), both=both)
    assert decision.chosen_for == aim
    at_most = decision.at_precision(decision.aims[0].aim)
    assert at_most is not None
    assert at_most.chosen_for == f"precision {decision.aims[0].aim:g}"


def test_a_threshold_that_was_not_chosen_is_for_nothing() -> None:
    assert decide([1.0, 2.0], [0.0, 0.0], both=False).chosen_for is None
