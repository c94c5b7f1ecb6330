"""Areas under curves: how well probabilities rank, whatever the threshold."""

from typing import Literal

import numpy as np

from framing.evaluation.arrays import FloatArray, IntArray, Numbers, binary, probabilities, ratio
from framing.evaluation.optional import scikit_learn

Area = Literal["auc", "average_precision"]
"""``auc``: how often a positive example ranks above a negative one. ``average_precision``: mean precision
over the ranks at which a positive example stands."""

_SCORERS = {"auc": "roc_auc_score", "average_precision": "average_precision_score"}


def area(kind: Area, labels: Numbers, probs: Numbers) -> float | None:
    """Measure how well probabilities rank.

    Args:
        kind: Which area.
        labels: 0 or 1 per example. Shape: ``(n,)``.
        probs: Probability per example, in [0, 1]. Shape: ``(n,)``.

    Returns:
        The area, in [0, 1]; ``None`` unless both classes occur.

    Raises:
        UsageError: The two differ in length, or hold impossible values.
        MissingExtraError: scikit-learn is not installed.
    """
    truth = binary(labels)
    checked = probabilities(probs, len(truth))
    if not 0 < truth.sum() < len(truth):
        return None
    return float(getattr(scikit_learn("metrics"), _SCORERS[kind])(truth, checked))


def weighted_areas(kind: Area, labels: IntArray, probs: FloatArray, weights: FloatArray) -> FloatArray:
    """Measure how well probabilities rank, for many weightings of the same examples at once.

    The same values as `area` gives for examples that stand there as often as their weight says, without
    sorting them anew for each weighting.

    Args:
        kind: Which area.
        labels: 0 or 1 per example. Shape: ``(n,)``.
        probs: Probability per example. Shape: ``(n,)``.
        weights: How often each example counts. Shape: ``(m, n)``.

    Returns:
        The areas, ``nan`` where only one class has weight. Shape: ``(m,)``.
    """
    order = np.argsort(-probs, kind="stable")
    starts = np.flatnonzero(np.diff(probs[order], prepend=np.inf))
    if not len(starts):
        return np.full(len(weights), np.nan)
    # Examples with the same probability are one step: no order among them is right.
    steps = [np.add.reduceat((weights * (labels == side))[:, order], starts, axis=1) for side in (1, 0)]
    positive, negative = steps
    whole = positive.sum(axis=1), negative.sum(axis=1)
    passed = np.cumsum(positive, axis=1)
    if kind == "auc":
        better = ((passed - positive / 2) * negative).sum(axis=1)
        return ratio(better, whole[0] * whole[1])
    precision = np.nan_to_num(ratio(passed, passed + np.cumsum(negative, axis=1)))
    mean = ratio((positive * precision).sum(axis=1), whole[0])
    return np.where(whole[1] > 0, mean, np.nan)


def says_nothing(probs: FloatArray) -> bool:
    """Tell whether probabilities rank nothing, since all are the same: a constant has no area.

    Args:
        probs: Probability per example. Shape: ``(n,)``.

    Returns:
        Whether there is but one value, or none.
    """
    return len(np.unique(probs)) < 2


def ranks(probs: FloatArray) -> FloatArray:
    """Write probabilities as their ranks, so that those of several systems can be put together.

    A baseline that learned from the other folds gives a fold lower probabilities the more positives it holds,
    since these are missing where it learned. Put together as they are, probabilities that say nothing thus
    come out below chance; ranks within each fold do not.

    Args:
        probs: What one system said of its examples. Shape: ``(n,)``.

    Returns:
        Share of the examples with a lower probability, and half of those with the same one, in (0, 1): the
        same order, with a mean of .5. Shape: ``(n,)``.
    """
    _, value, counts = np.unique(probs, return_inverse=True, return_counts=True)
    shares: FloatArray = (np.cumsum(counts) - counts / 2)[value] / max(len(probs), 1)
    return shares
