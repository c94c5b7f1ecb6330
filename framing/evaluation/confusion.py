"""Measures of a yes-or-no decision, computed from counts of right and wrong answers.

Every function takes an array whose last axis holds true positives, false positives, false negatives
and true negatives, and works on as many such counts at once as the other axes hold: one for a point
estimate, two thousand for a bootstrap. Where a measure is undefined the result is ``nan``, which
`framing.evaluation.arrays.defined` turns into ``None`` before anything leaves this package.
"""

import numpy as np

from framing.evaluation.arrays import BoolArray, FloatArray, IntArray, ratio

_FLIP = (3, 2, 1, 0)
"""Order of the counts seen from the negative class."""


def outcomes(labels: IntArray, given: BoolArray) -> FloatArray:
    """Write each example as counts.

    Args:
        labels: 0 or 1 per example. Shape: ``(n,)``.
        given: Whether the label was given. Shape: ``(n,)``.

    Returns:
        One 1 per row: true positive, false positive, false negative or true negative.
        Shape: ``(n, 4)``. Their sum over the first axis is the confusion table.
    """
    true = labels == 1
    columns = (true & given, ~true & given, true & ~given, ~true & ~given)
    return np.stack(columns, axis=-1).astype(np.float64)


def precision(counts: FloatArray) -> FloatArray:
    """Share of given labels that are right; undefined when none was given."""
    return ratio(counts[..., 0], counts[..., 0] + counts[..., 1])


def recall(counts: FloatArray) -> FloatArray:
    """Share of true labels that were given; undefined when there is none."""
    return ratio(counts[..., 0], counts[..., 0] + counts[..., 2])


def f1(counts: FloatArray) -> FloatArray:
    """Harmonic mean of precision and recall; undefined when no label is true and none was given."""
    return ratio(2 * counts[..., 0], 2 * counts[..., 0] + counts[..., 1] + counts[..., 2])


def macro_f1(counts: FloatArray) -> FloatArray:
    """Mean of the F1 of both classes; undefined unless both classes occur among the true labels."""
    mean = (f1(counts) + f1(counts[..., _FLIP])) / 2
    positives = counts[..., 0] + counts[..., 2]
    negatives = counts[..., 1] + counts[..., 3]
    return np.where((positives > 0) & (negatives > 0), mean, np.nan)


def mcc(counts: FloatArray) -> FloatArray:
    """Matthews correlation; undefined when the labels or the decisions are all of one class."""
    tp, fp, fn, tn = (counts[..., column] for column in range(4))
    spread = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return ratio(tp * tn - fp * fn, spread)
