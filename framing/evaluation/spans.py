"""Span-level quality: are the found places the labelled ones?"""

from collections.abc import Sequence

import numpy as np

from framing.evaluation.arrays import FloatArray, ratio
from framing.text import Span, overlaps


def span_counts(labelled: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> FloatArray:
    """Count matches sentence by sentence.

    Args:
        labelled: Labelled spans of each sentence.
        found: Found spans of each sentence, in the same order.

    Returns:
        Per sentence: labelled spans, found spans, exact matches, found spans that overlap a labelled
        one, labelled spans that overlap a found one. Shape: ``(n, 5)``.
    """
    rows = [_row(set(truth), set(given)) for truth, given in zip(labelled, found, strict=True)]
    return np.asarray(rows, dtype=np.float64).reshape(-1, 5)


def exact_f1(counts: FloatArray) -> FloatArray:
    """F1 of exact matches from `span_counts`; ``nan`` without any labelled or found span.

    Args:
        counts: Summed counts. Shape: ``(..., 5)``.

    Returns:
        The F1. Shape: ``(...)``.
    """
    return ratio(2 * counts[..., 2], counts[..., 0] + counts[..., 1])


def overlap_f1(counts: FloatArray) -> FloatArray:
    """F1 of overlapping spans from `span_counts`; ``nan`` without any labelled or found span.

    Several found spans may overlap one labelled span, so precision and recall count different
    things and the F1 is their harmonic mean, not a ratio of counts.

    Args:
        counts: Summed counts. Shape: ``(..., 5)``.

    Returns:
        The F1. Shape: ``(...)``.
    """
    precision = ratio(counts[..., 3], counts[..., 1])
    recall = ratio(counts[..., 4], counts[..., 0])
    both = np.nan_to_num(precision) + np.nan_to_num(recall)
    mean = np.divide(
        2 * np.nan_to_num(precision) * np.nan_to_num(recall), both, out=np.zeros_like(both), where=both > 0
    )
    return np.where(counts[..., 0] + counts[..., 1] > 0, mean, np.nan)


def _row(truth: set[Span], given: set[Span]) -> tuple[int, int, int, int, int]:
    hit = sum(any(overlaps(span, other) for other in truth) for span in given)
    covered = sum(any(overlaps(span, other) for other in given) for span in truth)
    return len(truth), len(given), len(truth & given), hit, covered
