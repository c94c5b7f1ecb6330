"""How far two sources' ratios lie apart: the interval of a difference, and where it touches 0."""

import numpy as np
from numpy.typing import NDArray

from framing.report.uncertain import Uncertain, fewer_degrees, reach_of

Floats = NDArray[np.float64]

# Beyond this quantile probabilities are far below any that a report tells apart.
_FARTHEST = 1e4
_HALVINGS = 50


class Gap:
    """The differences of two sources' ratios, one per measure, all of which have an interval.

    Args:
        first: Ratios of one source.
        second: The same of the other.
        together: Correlation of their errors, within (-1, 1).
    """

    def __init__(self, first: Uncertain, second: Uncertain, together: Floats) -> None:
        self._first, self._second, self._together = first, second, together
        self.value: Floats = first.values - second.values
        self.degrees = fewer_degrees(first, second)

    def reach(self, t: Floats) -> tuple[Floats, Floats]:
        """Give how far the interval reaches below and above the difference (Zou 2007, equations 15 and 16).

        Args:
            t: Quantile of Student's t that belongs to the interval's level.

        Returns:
            Distances, at least 0.
        """
        low, high = self._first.ends(t, self.degrees)
        other_low, other_high = self._second.ends(t, self.degrees)
        one, other = self._first.values, self._second.values
        return self._sum(one - low, other_high - other), self._sum(high - one, other - other_low)

    def touching(self) -> Floats:
        """Give the quantile at which the interval just touches 0.

        Far out both ends come up against 0 and 1, and where the errors move together their distance may
        never grow so far as to touch 0. So no more is given than where it would touch if the errors moved
        apart, times what their moving together takes from the error of the difference.

        Returns:
            Quantiles of Student's t, at least 0: beyond that of the 95 % interval where this one leaves 0
            out, else not.
        """
        found = self._touching()
        if not (self._together > 0).any():
            return found
        alone = Gap(self._first, self._second, np.minimum(self._together, 0.0))
        # A hair beyond, so that p stays below .05 where the interval leaves 0 out.
        bound = np.maximum(alone._touching() * self._narrowed(), reach_of(self.degrees) * (1 + 1e-6))
        return np.minimum(found, bound)

    def _touching(self) -> Floats:
        middle = reach_of(self.degrees)
        apart = self._apart(middle)
        low, high = np.where(apart, middle, 0.0), np.where(apart, _FARTHEST, middle)
        for _ in range(_HALVINGS):
            # Halved in proportion, since quantiles far out are hundreds of times those near 0.
            middle = np.where(low > 1, np.sqrt(low * high), (low + high) / 2)
            apart = self._apart(middle)
            low, high = np.where(apart, middle, low), np.where(apart, high, middle)
        return low

    def _narrowed(self) -> Floats:
        """Give how many times less the error of the difference is for moving together, at least 1."""
        one, other = self._first.errors, self._second.errors
        apart, together = np.hypot(one, other), self._sum(one, other)
        same: Floats = np.ones(len(apart))
        return np.divide(apart, together, out=same, where=(self._together > 0) & (together > 0))

    def _apart(self, t: Floats) -> NDArray[np.bool_]:
        below, above = self.reach(t)
        outside: NDArray[np.bool_] = np.where(self.value > 0, self.value > below, -self.value > above)
        return outside

    def _sum(self, one: Floats, other: Floats) -> Floats:
        """Add two errors that hang together."""
        total: Floats = np.sqrt(one**2 + other**2 - 2 * self._together * one * other)
        return total
