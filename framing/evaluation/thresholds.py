"""From which probability a label is given: chosen on an inner split, for a stated aim."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from framing.errors import UsageError
from framing.evaluation import confusion
from framing.evaluation.arrays import FloatArray, IntArray, Numbers, defined, known

Aim = Literal["f1", "macro_f1"]
_AIMS = {"f1": confusion.f1, "macro_f1": confusion.macro_f1}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A probability from which a label is given, and what it did where it was chosen.

    Attributes:
        threshold: The probability, in [0, 1].
        precision: Share of given labels that were right, or ``None`` when none was given.
        recall: Share of true labels that were given, or ``None`` when there was none.
        n_given: How many labels were given.
    """

    threshold: float
    precision: float | None
    recall: float | None
    n_given: int


def best_threshold(labels: Numbers, probs: Numbers, *, aim: Aim) -> Threshold | None:
    """Choose the threshold that does best.

    Args:
        labels: 0, 1 or -1 (unknown, left out) per example. Shape: ``(n,)``.
        probs: Probabilities, in [0, 1]. Shape: ``(n,)``.
        aim: What is highest there: F1 of the positive class, or the mean F1 of both classes.

    Returns:
        The highest of the best thresholds; ``None`` without a positive example, and for ``macro_f1``
        without a negative one.
    """
    cuts, counts = _candidates(labels, probs)
    return _best(cuts, counts, _AIMS[aim](counts)) if _positives(counts) else None


def expected_threshold(labels: Numbers, probs: Numbers, *, aim: Aim) -> Threshold | None:
    """Choose the threshold that is to be expected to do best if the probabilities hold.

    How good a threshold was is a jagged curve over few examples, whose peak moves with each of them. How
    good it is to be expected to be, from probabilities that two numbers were fitted for, is a smooth one
    (Lipton et al. 2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure").

    Args:
        labels: 0, 1 or -1 (unknown, left out) per example. Shape: ``(n,)``.
        probs: Calibrated probabilities, in [0, 1]. Shape: ``(n,)``.
        aim: As for `best_threshold`.

    Returns:
        The threshold, to three decimals, and what it did by the labels; ``None`` where there is no best
        threshold.
    """
    truth, given = known(labels, probs)
    if best_threshold(truth, given, aim=aim) is None:
        return None
    cuts, counts = _laid_out(given, given)
    best = int(np.nanargmax(_AIMS[aim](counts)))
    cut = cuts[best : best + 1].round(3)
    return _at(cut, _counts(truth, given, cut), 0)


def threshold_for_precision(
    labels: Numbers, probs: Numbers, *, precision: float, at_least: int = 10
) -> Threshold | None:
    """Choose the lowest threshold that keeps a stated precision.

    Args:
        labels: 0, 1 or -1 (unknown, left out) per example. Shape: ``(n,)``.
        probs: Probabilities, in [0, 1]. Shape: ``(n,)``.
        precision: The precision to keep, in (0, 1].
        at_least: How many labels must be given at the threshold: a precision over a few examples is luck.

    Returns:
        The threshold; ``None`` when no threshold reaches the precision with that many labels.

    Raises:
        UsageError: ``precision`` is not within (0, 1].
    """
    if not 0 < precision <= 1:
        raise UsageError(f"a precision must lie in (0, 1], not {precision:g}")
    cuts, counts = _candidates(labels, probs)
    given = counts[:, 0] + counts[:, 1]
    good = np.flatnonzero((confusion.precision(counts) >= precision) & (given >= max(at_least, 1)))
    return _at(cuts, counts, int(good[-1])) if len(good) else None


def _candidates(labels: Numbers, probs: Numbers) -> tuple[FloatArray, FloatArray]:
    """List every distinct decision, from the strictest to the most lenient.

    A cut lies halfway between two neighbouring probabilities: on unseen data the one is as likely
    as the other to be on the right side.
    """
    truth, given = known(labels, probs)
    return _laid_out(truth, given) if len(truth) else (np.empty(0), np.empty((0, 4)))


def _laid_out(positive: Numbers, given: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give all cuts and the counts at each, for examples that are positive or probably so."""
    values, place = np.unique(-given, return_inverse=True)
    positives = np.bincount(place, weights=positive, minlength=len(values)).cumsum()
    total = np.bincount(place, minlength=len(values)).cumsum()
    cuts = -values
    cuts[:-1] = (cuts[:-1] + cuts[1:]) / 2
    false = total - positives
    rest = (positives[-1] - positives, false[-1] - false)
    return cuts, np.stack([positives, false, *rest], axis=-1)


def _counts(truth: IntArray, given: FloatArray, cuts: FloatArray) -> FloatArray:
    """Count right and false ones at each cut: true and false positives, false and true negatives."""
    sides = [np.sort(given[truth == side]) for side in (1, 0)]
    above = [len(side) - np.searchsorted(side, cuts, side="left") for side in sides]
    below = [len(side) - count for side, count in zip(sides, above, strict=True)]
    return np.stack([*above, *below], axis=-1).astype(np.float64)


def _positives(counts: FloatArray) -> bool:
    return bool(len(counts) and counts[-1, 0] > 0)


def _best(cuts: FloatArray, counts: FloatArray, measure: FloatArray) -> Threshold | None:
    if np.isnan(measure).all():
        return None
    return _at(cuts, counts, int(np.nanargmax(measure)))


def _at(cuts: FloatArray, counts: FloatArray, row: int) -> Threshold:
    return Threshold(
        threshold=float(cuts[row]),
        precision=defined(confusion.precision(counts[row]).item()),
        recall=defined(confusion.recall(counts[row]).item()),
        n_given=int(counts[row, 0] + counts[row, 1]),
    )
