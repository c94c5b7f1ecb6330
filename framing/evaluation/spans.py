"""Span-level quality: are the found places the labelled ones?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from framing.evaluation.arrays import FloatArray, defined, ratio
from framing.text import Span, overlaps


@dataclass(frozen=True, slots=True)
class SpanMetrics:
    """Agreement of found spans with labelled ones. ``None`` where undefined.

    Attributes:
        n_labelled: Labelled spans.
        n_found: Found spans.
        exact_precision: Share of found spans whose start and end both equal a labelled span's.
        exact_recall: Share of labelled spans found with equal start and end.
        exact_f1: Harmonic mean of the two.
        overlap_precision: Share of found spans that share a code point with a labelled one.
        overlap_recall: Share of labelled spans that share a code point with a found one.
        overlap_f1: Harmonic mean of the two.
    """

    n_labelled: int
    n_found: int
    exact_precision: float | None
    exact_recall: float | None
    exact_f1: float | None
    overlap_precision: float | None
    overlap_recall: float | None
    overlap_f1: float | None

    def to_dict(self) -> dict[str, int | float | None]:
        """Write the metrics as JSON-ready values."""
        return asdict(self)


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


def span_metrics(labelled: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> SpanMetrics:
    """Measure found spans against labelled ones, over all sentences.

    Args:
        labelled: Labelled spans of each sentence.
        found: Found spans of each sentence, in the same order.

    Returns:
        The measures.
    """
    total = span_counts(labelled, found).sum(axis=0)
    n_labelled, n_found, exact, hit, covered = total
    return SpanMetrics(
        n_labelled=int(n_labelled),
        n_found=int(n_found),
        exact_precision=defined(ratio(exact, n_found).item()),
        exact_recall=defined(ratio(exact, n_labelled).item()),
        exact_f1=defined(exact_f1(total).item()),
        overlap_precision=defined(ratio(hit, n_found).item()),
        overlap_recall=defined(ratio(covered, n_labelled).item()),
        overlap_f1=defined(overlap_f1(total).item()),
    )


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
