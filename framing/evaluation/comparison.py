"""A checkpoint beside what simple means reach on the same examples."""

from dataclasses import dataclass

import numpy as np

from framing.evaluation.difference import differences, restricted
from framing.evaluation.measure import Protocol
from framing.evaluation.predictions import Judged, Judgement

_OF_SENTENCES = ("loaded.macro_f1", "frames.macro_f1")

_RARELY_GIVEN = 0.05
_OF_CARRIED = 0.25
"""The rarer answer counts as not given where it is given to less than this share of all, and less than this
share as often as people gave it."""


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
    shared = restricted(ours, theirs), restricted(theirs, ours)
    return tuple(
        Beside(
            name=one.name,
            baseline=baseline,
            value=one.value,
            baseline_value=one.other_value,
            low=one.low,
            high=one.high,
            n=one.n,
            protocol=protocol,
        )
        for one in differences(*shared, protocol, baseline, only=_compared)
    )


def _compared(name: str) -> bool:
    return name in _OF_SENTENCES or (name.startswith("word.") and name.endswith(".f1"))


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
