"""Two checkpoints on the same rows: how far apart they are, and how much of that chance explains."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from framing.evaluation.arrays import UNKNOWN, FloatArray
from framing.evaluation.bootstrap import (
    GroupCounts,
    Interval,
    centred_interval,
    interval_of_counts,
    interval_of_weights,
)
from framing.evaluation.judge import quantities
from framing.evaluation.measure import Protocol
from framing.evaluation.mirror import mirror_shares
from framing.evaluation.predictions import Judged, Judgement, Reading
from framing.evaluation.quantity import AREA_RESAMPLES, Counted, Quantity, Ranked

Verdict = Literal["first", "second", "open"]
"""Which of the two is better by more than chance explains; ``open`` where the interval holds 0."""

_LOWER_IS_BETTER = (".ece", ".brier")


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of two checkpoints over the same units.

    Attributes:
        name: What was measured, for instance ``loaded.macro_f1``.
        value: The first checkpoint's figure, or ``None`` where it is undefined.
        other_value: The second one's, or ``None``.
        low: Lower bound of the 95 % interval of the first less the second, or ``None`` where there is none.
        high: Its upper bound, or ``None``.
        n: Units that both were measured on: sentences, or words.
        protocol: How the first one's figure came about.
        other: Digest of the second.
    """

    name: str
    value: float | None
    other_value: float | None
    low: float | None
    high: float | None
    n: int
    protocol: Protocol
    other: str

    @property
    def difference(self) -> float | None:
        """The first figure less the second; ``None`` where one is undefined."""
        if self.value is None or self.other_value is None:
            return None
        return self.value - self.other_value

    @property
    def lower_is_better(self) -> bool:
        """Whether the better of two has the lower figure."""
        return self.name.endswith(_LOWER_IS_BETTER)

    @property
    def verdict(self) -> Verdict | None:
        """Which one is better by more than chance explains; ``None`` where there is no interval."""
        if self.low is None or self.high is None:
            return None
        if self.low <= 0 <= self.high:
            return "open"
        return "first" if (self.low > 0) != self.lower_is_better else "second"

    def to_dict(self) -> dict[str, str | int | float | None]:
        """Write it as JSON-ready values, protocol, seed and both checkpoints included."""
        return {
            "name": self.name,
            "value": self.value,
            "other_value": self.other_value,
            "difference": self.difference,
            "low": self.low,
            "high": self.high,
            "verdict": self.verdict,
            "n": self.n,
            "against": self.other,
        } | self.protocol.to_dict()


def side_by_side(first: Reading, second: Reading) -> tuple[Judgement, Judgement]:
    """Judge two checkpoints over the same units: labels that both tell, words that neither lost.

    Args:
        first: What one said of some examples.
        second: What the other said of the same examples, in the same order.

    Returns:
        Both judgements, label by label in the same order.
    """
    readings = _with_own_of_both(first, second)
    ours, theirs = (replace(reading.judgement(), shares=mirror_shares(reading)) for reading in readings)
    return restricted(ours, theirs), restricted(theirs, ours)


def differences(
    first: Judgement,
    second: Judgement,
    protocol: Protocol,
    other: str,
    *,
    only: Callable[[str], bool] = lambda _: True,
) -> tuple[Difference, ...]:
    """Compare two checkpoints figure by figure.

    The interval draws groups for both at once: what one article does to both cancels out.

    Args:
        first: One judgement.
        second: The other, as `side_by_side` or `restricted` give it.
        protocol: How the first came about; its seed is that of the draw.
        other: Digest of the second checkpoint, or name of a baseline.
        only: Tells of the name of a figure whether it is compared.

    Returns:
        A difference for every figure that is measured of both.
    """
    theirs = {quantity.name: quantity for quantity in quantities(second)}
    mine = (one for one in quantities(first) if one.name in theirs and only(one.name))
    pairs = ((ours, theirs[ours.name]) for ours in mine)
    found = (_difference(*pair, protocol, other) for pair in pairs)
    return tuple(one for one in found if one is not None)


def _difference(first: Quantity, second: Quantity, protocol: Protocol, other: str) -> Difference | None:
    if isinstance(first, Counted) and isinstance(second, Counted):
        bounds = _of_counts(first, second, protocol.seed)
    elif isinstance(first, Ranked) and isinstance(second, Ranked):
        bounds = _of_weights(first, second, protocol.seed)
    else:
        return None
    if first.value is None or second.value is None:
        bounds = None
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    return Difference(first.name, first.value, second.value, low, high, first.n, protocol, other)


def _of_counts(first: Counted, second: Counted, seed: int) -> Interval | None:
    width = first.grouped.table.shape[1]
    # The groups are the same, and both tables have them in the order of their names.
    both = GroupCounts(np.concatenate([first.grouped.table, second.grouped.table], axis=1))

    def apart(sums: FloatArray) -> FloatArray:
        return first.statistic(sums[..., :width]) - second.statistic(sums[..., width:])

    if first.driven_up:
        return centred_interval(apart, both, seed=seed, lowest=-1.0)
    return interval_of_counts(apart, both, seed=seed)


def _of_weights(first: Ranked, second: Ranked, seed: int) -> Interval | None:
    def apart(weights: FloatArray) -> FloatArray:
        return first.of_weights(weights) - second.of_weights(weights)

    return interval_of_weights(apart, first.groups, n=AREA_RESAMPLES, seed=seed)


def _with_own_of_both(first: Reading, second: Reading) -> Iterator[Reading]:
    """Leave out the own words of a sentence in which one of two tokenizers finds none."""
    both = [
        one.own is not None and other.own is not None
        for one, other in zip(first.logits, second.logits, strict=True)
    ]
    for reading in (first, second):
        logits = [
            row if kept else replace(row, own=None) for row, kept in zip(reading.logits, both, strict=True)
        ]
        yield replace(reading, logits=logits)


def restricted(judgement: Judgement, other: Judgement) -> Judgement:
    """Keep of a judgement what another one has, too.

    Args:
        judgement: The judgement.
        other: The other one, over the same units in the same order.

    Returns:
        Labels that both tell; a word that either tokenizer lost is unknown.
    """
    spans = {spans.label for spans in other.spans}
    return Judgement(
        loaded=None if other.loaded is None else judgement.loaded,
        own=None if other.own is None else judgement.own,
        frames=_shared(judgement.frames, other.frames),
        words=_shared(judgement.words, other.words),
        spans=tuple(one for one in judgement.spans if one.label in spans),
        shares=judgement.shares,
    )


def _shared(ours: Sequence[Judged], theirs: Sequence[Judged]) -> tuple[Judged, ...]:
    told = {one.label: one for one in theirs}
    return tuple(_known_to_both(one, told[one.label]) for one in ours if one.label in told)


def _known_to_both(ours: Judged, theirs: Judged) -> Judged:
    """Take a word that one tokenizer lost as unknown to both."""
    return replace(ours, labels=np.where(theirs.labels == UNKNOWN, UNKNOWN, ours.labels))
