"""Judged units turned into what can be measured of them."""

from collections.abc import Iterator, Sequence

import numpy as np

from framing.evaluation import confusion
from framing.evaluation.areas import Area, area, says_nothing, weighted_areas
from framing.evaluation.arrays import FloatArray, ratio
from framing.evaluation.bootstrap import group_counts
from framing.evaluation.calibration import calibration_error, gaps_by_bin
from framing.evaluation.confusion import outcomes
from framing.evaluation.predictions import Judged, JudgedSpans, Share
from framing.evaluation.quantity import Counted, Quantity, Ranked, Simulated, Statistic
from framing.evaluation.spans import exact_f1, overlap_f1

FEW_FOR_CALIBRATION = 100
"""Positives below which a calibration error says more about chance than about the checkpoint."""

_COUNTED: dict[str, Statistic] = {
    "macro_f1": confusion.macro_f1,
    "f1": confusion.f1,
    "precision": confusion.precision,
    "recall": confusion.recall,
    "mcc": confusion.mcc,
}


def decisions(name: str, judged: Judged, wanted: Sequence[str]) -> Iterator[Counted]:
    """Measure decisions.

    Args:
        name: What the figures are of.
        judged: Units, all with a known label.
        wanted: Which measures: ``macro_f1``, ``f1``, ``precision``, ``recall``, ``mcc``.

    Yields:
        A quantity per measure; none without units.
    """
    if not len(judged.labels):
        return
    grouped = group_counts(outcomes(judged.labels, judged.given), judged.groups)
    for kind in wanted:
        yield Counted(f"{name}.{kind}", _COUNTED[kind], grouped, len(judged.labels))


def places(spans: JudgedSpans) -> Iterator[Counted]:
    """Measure found places: exact and overlapping.

    Args:
        spans: Counts by sentence.

    Yields:
        Two quantities; none without sentences.
    """
    if not len(spans.counts):
        return
    grouped = group_counts(spans.counts, spans.groups)
    for kind, statistic in (("exact_f1", exact_f1), ("overlap_f1", overlap_f1)):
        yield Counted(f"span.{spans.label}.{kind}", statistic, grouped, len(spans.counts))


def areas(name: str, judged: Judged) -> Iterator[Ranked]:
    """Measure how well probabilities rank.

    Args:
        name: What the figures are of.
        judged: Units, all with a known label.

    Yields:
        Area under the ROC curve and average precision; none without units. Undefined where all
        probabilities are the same: what ranks nothing has no area.
    """
    if not len(judged.labels):
        return
    kinds: tuple[Area, ...] = ("auc", "average_precision")
    for kind in kinds:
        yield _area(name, kind, judged)


def calibrated(name: str, judged: Judged) -> Iterator[Quantity]:
    """Measure whether probabilities hold.

    Args:
        name: What the figures are of.
        judged: Units, all with a known label.

    Yields:
        Expected calibration error, the one that perfect probabilities would show in as small a sample, and
        Brier score; none with fewer than `FEW_FOR_CALIBRATION` positives.
    """
    if (judged.labels == 1).sum() < FEW_FOR_CALIBRATION:
        return
    n = len(judged.labels)
    gaps = group_counts(gaps_by_bin(judged.labels, judged.probs), judged.groups)
    yield Counted(f"{name}.ece", calibration_error, gaps, n, driven_up=True)
    yield Simulated(f"{name}.ece_if_perfect", judged.probs)
    errors = np.stack([(judged.probs - judged.labels) ** 2, np.ones(n)], axis=-1)
    yield Counted(f"{name}.brier", _mean, group_counts(errors, judged.groups), n)


def held(share: Share) -> Counted:
    """Measure how often something that must hold did.

    Args:
        share: Whether it held, by unit.

    Returns:
        The share.
    """
    counts = np.stack([share.held, np.ones(len(share.held))], axis=-1)
    return Counted(share.name, _mean, group_counts(counts, share.groups), len(share.held))


def rank_area(kind: Area, judged: Judged) -> float | None:
    """Measure how well probabilities rank, without an interval.

    Args:
        kind: Which area.
        judged: Units, all with a known label.

    Returns:
        The area, in [0, 1]; ``None`` unless both classes occur, and where all probabilities are the same.
    """
    return None if says_nothing(judged.probs) else area(kind, judged.labels, judged.probs)


def _area(name: str, kind: Area, judged: Judged) -> Ranked:
    def of_weights(weights: FloatArray) -> FloatArray:
        return weighted_areas(kind, judged.labels, judged.probs, weights)

    return Ranked(f"{name}.{kind}", rank_area(kind, judged), of_weights, judged.groups, len(judged.labels))


def _mean(sums: FloatArray) -> FloatArray:
    return ratio(sums[..., 0], sums[..., 1])
