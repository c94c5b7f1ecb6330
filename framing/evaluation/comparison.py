"""A checkpoint beside what simple means reach on the same examples."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.evaluation import confusion
from framing.evaluation.arrays import UNKNOWN, FloatArray, defined
from framing.evaluation.bootstrap import group_counts, interval_of_counts
from framing.evaluation.judge import carried_frames, frame_counts, mean_f1
from framing.evaluation.measure import Protocol
from framing.evaluation.predictions import Judged, Judgement

_RARELY_GIVEN = 0.05
_OF_CARRIED = 0.25
"""The rarer answer counts as not given where it is given to less than this share of all, and less than this
share as often as people gave it."""

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
        n: Units that both were measured on: sentences, or words.
        protocol: How the checkpoint's figure came about.
    """

    name: str
    baseline: str
    value: float | None
    baseline_value: float | None
    low: float | None
    high: float | None
    n: int
    protocol: Protocol

    @property
    def beaten(self) -> bool:
        """Whether the checkpoint is better by more than chance explains."""
        return self.low is not None and self.low > 0

    def difference_text(self) -> str:
        """Write the difference and its interval for a person."""
        if self.value is None or self.baseline_value is None:
            return "undefined"
        bounds = "" if self.low is None or self.high is None else f" [{self.low:+.3f}, {self.high:+.3f}]"
        return f"{self.value - self.baseline_value:+.3f}{bounds}"

    def to_dict(self) -> dict[str, str | int | float | None]:
        """Write the comparison as JSON-ready values, protocol, seed and checkpoint included."""
        return {
            "name": self.name,
            "baseline": self.baseline,
            "value": self.value,
            "baseline_value": self.baseline_value,
            "low": self.low,
            "high": self.high,
            "n": self.n,
        } | self.protocol.to_dict()


def beside(ours: Judgement, theirs: Judgement, baseline: str, protocol: Protocol) -> tuple[Beside, ...]:
    """Compare a checkpoint with a baseline over the same units.

    The interval draws groups for both at once: what one article does to both cancels out.

    Args:
        ours: The checkpoint's judgement.
        theirs: The baseline's, over the same examples in the same order. Labels it lacks are not compared.
        baseline: Name of the baseline.
        protocol: How the checkpoint's judgement came about; its seed is that of the draw.

    Returns:
        Macro-F1 of ``loaded``, mean F1 of the other sentence labels and F1 of each word label, as far as both
        tell them.
    """
    pairs = [*_loaded(ours, theirs), *_frames(ours, theirs), *_words(ours, theirs)]
    return tuple(_compared(pair, baseline, protocol) for pair in pairs if len(pair.groups))


def collapsed(judgement: Judgement) -> tuple[str, ...]:
    """Find labels of which a checkpoint says the same of every sentence, or word, although people do not.

    Args:
        judgement: What the labels are and what was given.

    Returns:
        Names of the labels of which both answers occur and one was given always or nearly so; of words as
        ``word villain``.
    """
    sentence = ((judged.label, judged.known()) for judged in judgement.sentences)
    words = ((f"word {judged.label}", judged.known()) for judged in judgement.words)
    return tuple(name for name, judged in (*sentence, *words) if _nearly_constant(judged))


def _nearly_constant(judged: Judged) -> bool:
    if len(np.unique(judged.labels)) < 2:
        return False
    carried, given = float(np.mean(judged.labels)), float(np.mean(judged.given))
    if given > 0.5:
        carried, given = 1 - carried, 1 - given
    # A rare label is rightly given seldom: only what is far rarer than its label is no answer any more.
    return given < _RARELY_GIVEN and given < carried * _OF_CARRIED


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Counts of two systems over the same units.

    Attributes:
        name: What is compared.
        ours: Counts of the checkpoint, a row per unit.
        theirs: Counts of the baseline.
        groups: Group of each unit.
        statistic: Turns summed counts into the figure.
    """

    name: str
    ours: FloatArray
    theirs: FloatArray
    groups: Sequence[str]
    statistic: _Statistic


def _loaded(ours: Judgement, theirs: Judgement) -> Iterator[_Pair]:
    if ours.loaded is not None and theirs.loaded is not None:
        yield _pair("loaded.macro_f1", ours.loaded, theirs.loaded, confusion.macro_f1)


def _frames(ours: Judgement, theirs: Judgement) -> Iterator[_Pair]:
    frames = {frame.label: frame for frame in carried_frames(theirs)}
    mine = [frame for frame in ours.frames if frame.label in frames]
    if frames and len(mine) == len(frames):
        counts = frame_counts(mine), frame_counts([frames[frame.label] for frame in mine])
        yield _Pair("frames.macro_f1", *counts, mine[0].groups, mean_f1)


def _words(ours: Judgement, theirs: Judgement) -> Iterator[_Pair]:
    told = {words.label: words for words in theirs.words}
    for words in ours.words:
        if words.label in told:
            yield _pair(f"word.{words.label}.f1", words, told[words.label], confusion.f1)


def _pair(name: str, ours: Judged, theirs: Judged, statistic: _Statistic) -> _Pair:
    # A word that the tokenizer lost is unknown to the checkpoint alone.
    both = (ours.labels != UNKNOWN) & (theirs.labels != UNKNOWN)
    mine, other = (confusion.outcomes(one.labels[both], one.given[both]) for one in (ours, theirs))
    groups = [group for group, kept in zip(ours.groups, both.tolist(), strict=True) if kept]
    return _Pair(name, mine, other, groups, statistic)


def _compared(pair: _Pair, baseline: str, protocol: Protocol) -> Beside:
    width = pair.ours.shape[1]
    grouped = group_counts(np.concatenate([pair.ours, pair.theirs], axis=1), pair.groups)

    def difference(sums: FloatArray) -> FloatArray:
        return pair.statistic(sums[..., :width]) - pair.statistic(sums[..., width:])

    bounds = interval_of_counts(difference, grouped, seed=protocol.seed)
    return Beside(
        name=pair.name,
        baseline=baseline,
        value=defined(float(pair.statistic(pair.ours.sum(axis=0)))),
        baseline_value=defined(float(pair.statistic(pair.theirs.sum(axis=0)))),
        low=None if bounds is None else bounds.low,
        high=None if bounds is None else bounds.high,
        n=int(pair.ours.any(axis=1).sum()),
        protocol=protocol,
    )
