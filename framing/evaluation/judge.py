"""All figures of one checkpoint on one data set."""

from collections.abc import Iterator, Sequence

import numpy as np

from framing.evaluation import confusion
from framing.evaluation.areas import weighted_areas
from framing.evaluation.arrays import UNKNOWN, FloatArray, defined, ratio
from framing.evaluation.bootstrap import group_counts
from framing.evaluation.calibration import Calibration, calibration
from framing.evaluation.confusion import outcomes
from framing.evaluation.measure import Measure, Protocol
from framing.evaluation.measuring import areas, calibrated, decisions, held, places
from framing.evaluation.predictions import Judged, Judgement
from framing.evaluation.quantity import Counted, Quantity, Ranked

FEW_FOR_PLOT = 20
"""Positives below which a reliability plot shows nothing but chance."""

COUNTS = 4
"""Columns of `framing.evaluation.confusion.outcomes`."""


def quantities(judgement: Judgement) -> tuple[Quantity, ...]:
    """Find what can be measured of labels against probabilities and decisions.

    Args:
        judgement: Both, label by label.

    Returns:
        Quantities of every label that some unit carries.
    """
    found: list[Quantity] = []
    if judgement.loaded is not None:
        loaded = judgement.loaded.known()
        found += decisions("loaded", loaded, ("macro_f1", "precision", "recall", "mcc"))
        found += areas("loaded", loaded)
        found += calibrated("loaded", loaded)
    if judgement.own is not None:
        found += decisions("own_loaded", judgement.own.known(), ("macro_f1", "precision", "recall"))
    found += _frames(_carried_frames(judgement))
    for words in judgement.words:
        found += decisions(f"word.{words.label}", words.known(), ("f1", "precision", "recall"))
    for spans in judgement.spans:
        found += places(spans)
    found += [held(share) for share in judgement.shares]
    return tuple(found)


def measures(judgement: Judgement, protocol: Protocol) -> tuple[Measure, ...]:
    """Measure labels against probabilities and decisions.

    Args:
        judgement: Both, label by label.
        protocol: How they came about.

    Returns:
        Measures of every label that some unit carries, each with a 95 % interval over groups.
    """
    return tuple(quantity.measure(protocol) for quantity in quantities(judgement))


def headlines(judgement: Judgement, protocol: Protocol) -> tuple[Measure, ...]:
    """Measure what a baseline is compared by: macro-F1 and areas of ``loaded``, F1 of frames and words.

    Args:
        judgement: Labels beside probabilities that came from elsewhere.
        protocol: How they came about.

    Returns:
        The measures, each with a 95 % interval over groups.
    """
    found: list[Quantity] = []
    if judgement.loaded is not None:
        loaded = judgement.loaded.known()
        found += decisions("loaded", loaded, ("macro_f1", "mcc"))
        found += areas("loaded", loaded)
    carried = _carried_frames(judgement)
    if carried:
        found.append(_macro_over_frames(carried))
    for frame in carried:
        found += decisions(f"frame.{frame.label}", frame.known(), ("f1",))
    for words in judgement.words:
        found += decisions(f"word.{words.label}", words.known(), ("f1", "precision", "recall"))
    return tuple(quantity.measure(protocol) for quantity in found)


def calibrations(judgement: Judgement) -> tuple[tuple[str, Calibration], ...]:
    """Measure how far probabilities hold, label by label.

    Args:
        judgement: The judgement.

    Returns:
        Sentence label and its calibration, where at least `FEW_FOR_PLOT` sentences carry it.
    """
    known = [judged.known() for judged in judgement.sentences]
    return tuple(
        (judged.label, calibration(judged.labels, judged.probs))
        for judged in known
        if (judged.labels == 1).sum() >= FEW_FOR_PLOT
    )


def _carried_frames(judgement: Judgement) -> tuple[Judged, ...]:
    """Give the frames that at least one unit carries: without one there is no recall to speak of.

    Args:
        judgement: The judgement.

    Returns:
        Those frames.
    """
    return tuple(frame for frame in judgement.frames if (frame.labels == 1).any())


def _frame_counts(frames: Sequence[Judged]) -> FloatArray:
    """Count right and wrong answers of several frames side by side.

    Args:
        frames: The frames, all over the same units.

    Returns:
        Counts, four columns per frame. A unit whose label is unknown for a frame counts nowhere for it.
        Shape: ``(n, 4 * n_frames)``.
    """
    known = np.stack([frame.labels != UNKNOWN for frame in frames], axis=1)
    each = [outcomes(frame.labels, frame.given) for frame in frames]
    counts: FloatArray = np.concatenate(each, axis=1) * np.repeat(known, COUNTS, axis=1)
    return counts


def _mean_f1(sums: FloatArray) -> FloatArray:
    """Average F1 over frames.

    Args:
        sums: Summed counts, four columns per frame. Shape: ``(..., 4 * n_frames)``.

    Returns:
        The mean. Shape: ``(...)``.
    """
    parts = [confusion.f1(sums[..., at : at + COUNTS]) for at in range(0, sums.shape[-1], COUNTS)]
    mean: FloatArray = np.mean(parts, axis=0)
    return mean


def _frames(carried: Sequence[Judged]) -> Iterator[Quantity]:
    if not carried:
        return
    yield _macro_over_frames(carried)
    yield _mean_precision(carried)
    for frame in carried:
        name, known = f"frame.{frame.label}", frame.known()
        yield from decisions(name, known, ("f1", "precision", "recall"))
        yield from areas(name, known)
        yield from calibrated(name, known)


def _macro_over_frames(frames: Sequence[Judged]) -> Counted:
    """Average F1 over frames; the interval draws whole groups, the same for all frames."""
    grouped = group_counts(_frame_counts(frames), frames[0].groups)
    return Counted("frames.macro_f1", _mean_f1, grouped, _n_known(frames))


def _mean_precision(frames: Sequence[Judged]) -> Ranked:
    def of_weights(weights: FloatArray) -> FloatArray:
        each = [
            weighted_areas(
                "average_precision", frame.labels, frame.probs, weights * (frame.labels != UNKNOWN)
            )
            for frame in frames
        ]
        # A frame that a resample drew no positive of is left out there, as it would be in a real sample.
        present = ~np.isnan(each)
        return ratio(np.nansum(each, axis=0), present.sum(axis=0).astype(np.float64))

    groups = frames[0].groups
    value = defined(float(of_weights(np.ones((1, len(groups))))[0]))
    return Ranked("frames.average_precision", value, of_weights, groups, _n_known(frames))


def _n_known(frames: Sequence[Judged]) -> int:
    return int(np.stack([frame.labels != UNKNOWN for frame in frames]).any(axis=0).sum())
