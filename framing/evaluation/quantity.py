"""What is measured on judged units: its value, and what becomes of it when groups are drawn anew.

A quantity is not yet a figure: two systems' quantities over the same units also give the interval of their
difference (`framing.evaluation.difference`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from framing.evaluation.arrays import FloatArray, defined
from framing.evaluation.bootstrap import (
    GroupCounts,
    centred_interval,
    interval_of_counts,
    interval_of_weights,
)
from framing.evaluation.calibration import errors_if_perfect
from framing.evaluation.measure import Measure, Protocol, measure

AREA_RESAMPLES = 500
"""Resamples for areas under curves, which take longer than what is counted."""

Statistic = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A function of counts.

    Attributes:
        name: What it is of.
        statistic: The function, of counts on the last axis.
        grouped: Counts by group.
        n: Units that were counted.
        driven_up: Whether resampling alone drives it up, as it does calibration errors.
    """

    name: str
    statistic: Statistic
    grouped: GroupCounts
    n: int
    driven_up: bool = False

    @property
    def value(self) -> float | None:
        """The figure; ``None`` where it is undefined."""
        return defined(float(self.statistic(self.grouped.table.sum(axis=0))))

    def measure(self, protocol: Protocol) -> Measure:
        """Give the figure with its interval."""
        interval = centred_interval if self.driven_up else interval_of_counts
        bounds = interval(self.statistic, self.grouped, seed=protocol.seed)
        return measure(self.name, self.value, bounds, self.n, protocol)


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A function of how often each row counts.

    Attributes:
        name: What it is of.
        value: The figure; ``None`` where it is undefined.
        of_weights: The function, of weights with a column per row.
        groups: Group of each row.
        n: Units that were measured.
    """

    name: str
    value: float | None
    of_weights: Statistic
    groups: Sequence[str]
    n: int

    def measure(self, protocol: Protocol) -> Measure:
        """Give the figure with its interval."""
        bounds = None
        if self.value is not None:
            bounds = interval_of_weights(self.of_weights, self.groups, n=AREA_RESAMPLES, seed=protocol.seed)
        return measure(self.name, self.value, bounds, self.n, protocol)


@dataclass(frozen=True, slots=True, eq=False)
class Simulated:
    """The calibration error that perfect probabilities would show in as small a sample.

    Attributes:
        name: What it is of.
        probs: The probabilities. Shape: ``(n,)``.
    """

    name: str
    probs: FloatArray

    def measure(self, protocol: Protocol) -> Measure:
        """Give the mean of many draws, and their middle 95 %."""
        chance = errors_if_perfect(self.probs, seed=protocol.seed)
        low, high = np.quantile(chance, [0.025, 0.975]).tolist()
        return Measure(self.name, float(chance.mean()), low, high, len(self.probs), protocol)


Quantity = Counted | Ranked | Simulated
