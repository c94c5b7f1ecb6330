"""A checkpoint beside what simple means reach on the same examples."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from framing.evaluation import confusion
from framing.evaluation.arrays import FloatArray, defined
from framing.evaluation.bootstrap import group_counts, interval_of_counts
from framing.evaluation.judge import carried_frames, frame_counts, mean_f1
from framing.evaluation.predictions import Judged, Judgement

_Statistic = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of a checkpoint beside that of a baseline.

    Attributes:
        name: What was measured, for instance ``loaded.macro_f1``.
        baseline: Name of the baseline.
        value: The checkpoint's figure, or ``None`` where it is undefined.
        baseline_value: The baseline's, or ``None``.
        low: Lower bound of the 95 % interval of their difference, or ``None`` where there is none.
        high: Its upper bound, or ``None``.
    """

    name: str
    baseline: str
    value: float | None
    baseline_value: float | None
    low: float | None
    high: float | None

    @property
    def beaten(self) -> bool:
        """Whether the checkpoint is better by more than chance explains."""
        return self.low is not None and self.low > 0

    def to_dict(self) -> dict[str, str | float | None]:
        """Write the comparison as JSON-ready values."""
        return asdict(self)


def beside(ours: Judgement, theirs: Judgement, baseline: str, *, seed: int) -> tuple[Beside, ...]:
    """Compare a checkpoint with a baseline over the same units.

    The interval draws groups for both at once: what one article does to both cancels out.

    Args:
        ours: The checkpoint's judgement.
        theirs: The baseline's, over the same examples in the same order. Labels it lacks are not compared.
        baseline: Name of the baseline.
        seed: Seed of the draw.

    Returns:
        Macro-F1 of ``loaded`` and mean F1 of the other sentence labels, as far as both tell them.
    """
    found: list[Beside] = []
    if ours.loaded is not None and theirs.loaded is not None:
        pair = _known_counts(ours.loaded), _known_counts(theirs.loaded)
        groups = ours.loaded.known().groups
        found += _compared("loaded.macro_f1", baseline, pair, groups, (confusion.macro_f1, seed))
    frames = carried_frames(theirs)
    names = {frame.label for frame in frames}
    mine = [frame for frame in ours.frames if frame.label in names]
    if frames and len(mine) == len(frames):
        order = [next(frame for frame in frames if frame.label == own.label) for own in mine]
        pair = frame_counts(mine), frame_counts(order)
        found += _compared("frames.macro_f1", baseline, pair, mine[0].groups, (mean_f1, seed))
    return tuple(found)


def collapsed(judgement: Judgement) -> tuple[str, ...]:
    """Find labels of which a checkpoint says the same of every sentence, or word, although people do not.

    Args:
        judgement: What the labels are and what was given.

    Returns:
        Names of the labels that were given always or never while both occur; of words as ``word villain``.
    """
    sentence = ((judged.label, judged.known()) for judged in judgement.sentences)
    words = ((f"word {judged.label}", judged.known()) for judged in judgement.words)
    return tuple(
        name
        for name, judged in (*sentence, *words)
        if len(np.unique(judged.labels)) == 2 and len(np.unique(judged.given)) == 1
    )


def _known_counts(judged: Judged) -> FloatArray:
    known = judged.known()
    return confusion.outcomes(known.labels, known.given)


def _compared(
    name: str,
    baseline: str,
    counts: tuple[FloatArray, FloatArray],
    groups: Sequence[str],
    how: tuple[_Statistic, int],
) -> list[Beside]:
    if not len(counts[0]):
        return []
    statistic, seed = how
    width = counts[0].shape[1]
    grouped = group_counts(np.concatenate(counts, axis=1), groups)

    def difference(sums: FloatArray) -> FloatArray:
        return statistic(sums[..., :width]) - statistic(sums[..., width:])

    bounds = interval_of_counts(difference, grouped, seed=seed)
    values = [defined(float(statistic(part.sum(axis=0)))) for part in counts]
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    return [Beside(name, baseline, values[0], values[1], low, high)]
