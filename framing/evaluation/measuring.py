"""Judged units turned into figures, each with its interval over groups."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from framing.evaluation import confusion
from framing.evaluation.areas import Area, area, weighted_areas
from framing.evaluation.arrays import FloatArray, defined, ratio
from framing.evaluation.bootstrap import (
    GroupCounts,
    centred_interval,
    group_counts,
    interval_of_counts,
    interval_of_weights,
)
from framing.evaluation.calibration import calibration, calibration_error, errors_if_perfect, gaps_by_bin
from framing.evaluation.confusion import outcomes
from framing.evaluation.measure import Measure, Protocol, measure
from framing.evaluation.predictions import Judged, JudgedSpans, Share
from framing.evaluation.spans import exact_f1, overlap_f1

FEW_FOR_CALIBRATION = 100
"""Positives below which a calibration error says more about chance than about the checkpoint."""

AREA_RESAMPLES = 500
"""Resamples for areas under curves, which take longer than what is counted."""

Statistic = Callable[[FloatArray], FloatArray]

_COUNTED: dict[str, Statistic] = {
    "macro_f1": confusion.macro_f1,
    "f1": confusion.f1,
    "precision": confusion.precision,
    "recall": confusion.recall,
    "mcc": confusion.mcc,
}


def decisions(name: str, judged: Judged, wanted: Sequence[str], protocol: Protocol) -> Iterator[Measure]:
    """Measure decisions.

    Args:
        name: What the figures are of.
        judged: Units, all with a known label.
        wanted: Which measures: ``macro_f1``, ``f1``, ``precision``, ``recall``, ``mcc``.
        protocol: How they came about.

    Yields:
        A figure per measure; none without units.
    """
    if not len(judged.labels):
        return
    grouped = group_counts(outcomes(judged.labels, judged.given), judged.groups)
    for kind in wanted:
        yield counted(f"{name}.{kind}", _COUNTED[kind], grouped, len(judged.labels), protocol)


def places(spans: JudgedSpans, protocol: Protocol) -> Iterator[Measure]:
    """Measure found places: exact and overlapping.

    Args:
        spans: Counts by sentence.
        protocol: How they came about.

    Yields:
        Two figures; none without sentences.
    """
    if not len(spans.counts):
        return
    grouped = group_counts(spans.counts, spans.groups)
    for kind, statistic in (("exact_f1", exact_f1), ("overlap_f1", overlap_f1)):
        yield counted(f"span.{spans.label}.{kind}", statistic, grouped, len(spans.counts), protocol)


def areas(name: str, judged: Judged, protocol: Protocol) -> Iterator[Measure]:
    """Measure how well probabilities rank.

    Args:
        name: What the figures are of.
        judged: Units, all with a known label.
        protocol: How they came about.

    Yields:
        Area under the ROC curve and average precision; none without units.
    """
    if not len(judged.labels):
        return
    kinds: tuple[Area, ...] = ("auc", "average_precision")
    for kind in kinds:
        yield _area(name, kind, judged, protocol)


def calibrated(name: str, judged: Judged, protocol: Protocol) -> Iterator[Measure]:
    """Measure whether probabilities hold.

    Args:
        name: What the figures are of.
        judged: Units, all with a known label.
        protocol: How they came about.

    Yields:
        Expected calibration error, the one that perfect probabilities would show in as small a sample, and
        Brier score; none with fewer than `FEW_FOR_CALIBRATION` positives.
    """
    if (judged.labels == 1).sum() < FEW_FOR_CALIBRATION:
        return
    found = calibration(judged.labels, judged.probs)
    gaps = group_counts(gaps_by_bin(judged.labels, judged.probs), judged.groups)
    bounds = centred_interval(calibration_error, gaps, seed=protocol.seed)
    yield measure(f"{name}.ece", found.ece, bounds, found.n, protocol)
    chance = errors_if_perfect(judged.probs, seed=protocol.seed)
    low, high = np.quantile(chance, [0.025, 0.975]).tolist()
    yield Measure(f"{name}.ece_if_perfect", float(chance.mean()), low, high, found.n, protocol)
    errors = np.stack([(judged.probs - judged.labels) ** 2, np.ones(len(judged.labels))], axis=-1)
    yield counted(f"{name}.brier", _mean, group_counts(errors, judged.groups), found.n, protocol)


def held(share: Share, protocol: Protocol) -> Measure:
    """Measure how often something that must hold did.

    Args:
        share: Whether it held, by unit.
        protocol: How that came about.

    Returns:
        The share.
    """
    counts = np.stack([share.held, np.ones(len(share.held))], axis=-1)
    return counted(share.name, _mean, group_counts(counts, share.groups), len(share.held), protocol)


def counted(name: str, statistic: Statistic, grouped: GroupCounts, n: int, protocol: Protocol) -> Measure:
    """Measure what is a function of counts.

    Args:
        name: What the figure is of.
        statistic: The function, of counts on the last axis.
        grouped: Counts by group.
        n: Units that were counted.
        protocol: How they came about.

    Returns:
        The figure.
    """
    bounds = interval_of_counts(statistic, grouped, seed=protocol.seed)
    value = defined(float(statistic(grouped.table.sum(axis=0))))
    return measure(name, value, bounds, n, protocol)


def _area(name: str, kind: Area, judged: Judged, protocol: Protocol) -> Measure:
    def of_weights(weights: FloatArray) -> FloatArray:
        return weighted_areas(kind, judged.labels, judged.probs, weights)

    bounds = interval_of_weights(of_weights, judged.groups, n=AREA_RESAMPLES, seed=protocol.seed)
    value = area(kind, judged.labels, judged.probs)
    return measure(f"{name}.{kind}", value, bounds, len(judged.labels), protocol)


def _mean(sums: FloatArray) -> FloatArray:
    return ratio(sums[..., 0], sums[..., 1])
