"""All figures of one checkpoint on one data set."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from framing.engines.predict import SentenceLogits
from framing.evaluation import confusion
from framing.evaluation.arrays import UNKNOWN, FloatArray, IntArray, Numbers
from framing.evaluation.bootstrap import group_counts, interval, interval_of_counts
from framing.evaluation.calibration import calibration
from framing.evaluation.confusion import outcomes
from framing.evaluation.measure import Measure, Protocol, measure
from framing.evaluation.metrics import auc, average_precision
from framing.evaluation.predictions import Judged, own_judged, sentence_judged, word_judged
from framing.labelled.examples import Example
from framing.model.checkpoint import Checkpoint

FEW_FOR_CALIBRATION = 100
"""Positives below which a calibration error says more about chance than about the checkpoint."""

_SLOW_RESAMPLES = 200
_Area = Callable[[Numbers, Numbers], float | None]
_COUNTED: dict[str, Callable[[FloatArray], FloatArray]] = {
    "macro_f1": confusion.macro_f1,
    "f1": confusion.f1,
    "precision": confusion.precision,
    "recall": confusion.recall,
    "mcc": confusion.mcc,
}


def judge(
    examples: Sequence[Example],
    logits: Sequence[SentenceLogits],
    checkpoint: Checkpoint,
    protocol: Protocol,
) -> tuple[Measure, ...]:
    """Measure a checkpoint on the examples of one data set.

    Args:
        examples: The examples.
        logits: What the checkpoint said of each.
        checkpoint: Gives labels, calibration and thresholds.
        protocol: How the examples were chosen.

    Returns:
        Measures of every label the data set carries, each with a 95 % interval over groups.
    """
    figures: list[Measure] = []
    if "loaded" in checkpoint.sentence_labels:
        loaded = sentence_judged(examples, logits, checkpoint, "loaded").known()
        figures += _decisions("loaded", loaded, ("macro_f1", "precision", "recall", "mcc"), protocol)
        figures += _areas("loaded", loaded, protocol)
        figures += _calibrated("loaded", loaded, protocol)
        own = own_judged(examples, logits, checkpoint).known()
        figures += _decisions("own_loaded", own, ("macro_f1", "precision", "recall"), protocol)
    figures += _frames(examples, logits, checkpoint, protocol)
    for label in checkpoint.word_labels:
        words = word_judged(examples, logits, checkpoint, label).known()
        figures += _decisions(f"word.{label}", words, ("f1", "precision", "recall"), protocol)
    return tuple(figures)


def _frames(
    examples: Sequence[Example],
    logits: Sequence[SentenceLogits],
    checkpoint: Checkpoint,
    protocol: Protocol,
) -> Iterator[Measure]:
    judged = {name: sentence_judged(examples, logits, checkpoint, name) for name in checkpoint.frames}
    carried = {name: frame for name, frame in judged.items() if (frame.labels == 1).any()}
    if not carried:
        return
    yield _macro_over_frames(tuple(carried.values()), protocol)
    for name, frame in ((name, frame.known()) for name, frame in carried.items()):
        yield from _decisions(f"frame.{name}", frame, ("f1", "precision", "recall"), protocol)
        yield from _areas(f"frame.{name}", frame, protocol)
        yield from _calibrated(f"frame.{name}", frame, protocol)


def _macro_over_frames(frames: Sequence[Judged], protocol: Protocol) -> Measure:
    """Average F1 over frames; the interval draws whole groups, the same for all frames."""
    width = 4
    known = np.stack([frame.labels != UNKNOWN for frame in frames], axis=1)
    each = [outcomes(frame.labels, frame.probs >= frame.threshold) for frame in frames]
    # A row whose label is unknown for a frame counts nowhere for that frame.
    counts = np.concatenate(each, axis=1) * np.repeat(known, width, axis=1)

    def mean_f1(sums: FloatArray) -> FloatArray:
        parts = [confusion.f1(sums[..., at : at + width]) for at in range(0, sums.shape[-1], width)]
        mean: FloatArray = np.mean(parts, axis=0)
        return mean

    bounds = interval_of_counts(mean_f1, group_counts(counts, frames[0].groups), seed=protocol.seed)
    value = float(mean_f1(counts.sum(axis=0)))
    n = int(known.any(axis=1).sum())
    return measure("frames.macro_f1", None if np.isnan(value) else value, bounds, n, protocol)


def _decisions(name: str, judged: Judged, wanted: Sequence[str], protocol: Protocol) -> Iterator[Measure]:
    if not len(judged.labels):
        return
    counts = outcomes(judged.labels, judged.probs >= judged.threshold)
    grouped = group_counts(counts, judged.groups)
    for kind in wanted:
        statistic = _COUNTED[kind]
        value = float(statistic(counts.sum(axis=0)))
        bounds = interval_of_counts(statistic, grouped, seed=protocol.seed)
        yield measure(f"{name}.{kind}", None if np.isnan(value) else value, bounds, len(counts), protocol)


def _areas(name: str, judged: Judged, protocol: Protocol) -> Iterator[Measure]:
    if not len(judged.labels):
        return
    yield _area(f"{name}.auc", auc, judged, protocol)
    yield _area(f"{name}.average_precision", average_precision, judged, protocol)


def _area(name: str, area: _Area, judged: Judged, protocol: Protocol) -> Measure:
    def of_rows(rows: IntArray) -> float | None:
        return area(judged.labels[rows], judged.probs[rows])

    bounds = interval(of_rows, judged.groups, n=_SLOW_RESAMPLES, seed=protocol.seed)
    value = area(judged.labels, judged.probs)
    return measure(name, value, bounds, len(judged.labels), protocol)


def _calibrated(name: str, judged: Judged, protocol: Protocol) -> Iterator[Measure]:
    if (judged.labels == 1).sum() < FEW_FOR_CALIBRATION:
        return
    found = calibration(judged.labels, judged.probs)
    yield measure(f"{name}.ece", found.ece, None, found.n, protocol)
    yield measure(f"{name}.brier", found.brier, None, found.n, protocol)


def judge_probs(
    label: str, examples: Sequence[Example], probs: FloatArray, protocol: Protocol
) -> tuple[Measure, ...]:
    """Measure probabilities that came from elsewhere, a baseline for instance.

    Args:
        label: A sentence label.
        examples: The examples.
        probs: Probability of the label per example, in [0, 1]. Shape: ``(n,)``.
        protocol: How the probabilities came about.

    Returns:
        Macro-F1 and areas at the threshold .5.
    """
    labels = np.asarray([int(example.labels[label]) for example in examples])
    judged = Judged(labels, probs, tuple(example.group for example in examples), 0.5)
    return (*_decisions(label, judged, ("macro_f1", "mcc"), protocol), *_areas(label, judged, protocol))
