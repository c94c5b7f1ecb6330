"""How well ratios are known: their intervals at any level, and draws from what they may be."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.report.student import quantile, two_sided_p

Floats = NDArray[np.float64]

TAIL = 0.025
"""Probability that a 95 % interval leaves out on either side."""

# With none or all counted on both sides there is no spread that a number of articles would limit.
_MANY = 10_000.0


@dataclass(frozen=True, slots=True, eq=False)
class Uncertain:
    """Ratios, each with what its interval is made from. Shape of each array: ``(n,)``.

    Attributes:
        values: The ratios in [0, 1]; NaN where undefined.
        errors: Their standard errors, above 0 where spread was seen.
        degrees: Degrees of freedom of the errors.
        effective: Independent sentences that a source's are worth where none or all of them were counted, so
            that there is no spread; NaN elsewhere.
    """

    values: Floats
    errors: Floats
    degrees: Floats
    effective: Floats

    def of(self, places: NDArray[np.int64]) -> "Uncertain":
        """Give some of the ratios.

        Args:
            places: Their places.

        Returns:
            Those ratios, in that order.
        """
        arrays = (self.values, self.errors, self.degrees, self.effective)
        return Uncertain(*(array[places] for array in arrays))

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether a ratio has an interval."""
        inside = (self.values > 0) & (self.values < 1) & (self.errors > 0)
        return inside | np.isfinite(self.effective)

    @property
    def extreme(self) -> NDArray[np.bool_]:
        """Whether none or all was counted."""
        return np.isfinite(self.effective)

    def ends(self, t: Floats, degrees: Floats) -> tuple[Floats, Floats]:
        """Give both ends of the intervals at the level that belongs to a quantile.

        Where spread was seen, the interval is Student's on the logit scale: close to 0 an estimate and its
        error hang together, so that symmetric intervals and plain percentiles of the draws are too narrow
        there and for few articles (Dean & Pagano 2015; Franco et al. 2019). Its ends stay between 0 and 1.
        Where none or all was counted, it is the exact one of a binomial count with the mid-p rule: half the
        probability of the outcome itself counts as beyond it (Lancaster 1961).

        Args:
            t: Quantile of Student's t, at least 0.
            degrees: Its degrees of freedom.

        Returns:
            Lower and upper ends; NaN where a ratio has no interval.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            middle = np.log(self.values / (1 - self.values))
            reach = t * self.errors / (self.values * (1 - self.values))
            low, high = _logistic(middle - reach), _logistic(middle + reach)
        if self.extreme.any():
            out = np.flatnonzero(self.extreme)
            beyond = two_sided_p(t[out], degrees[out])
            reach = 1 - beyond ** (1 / self.effective[out])
            none = self.values[out] == 0
            low[out], high[out] = np.where(none, 0.0, 1 - reach), np.where(none, reach, 1.0)
        return low, high

    def draw(self, place: int, rng: np.random.Generator, draws: int) -> Floats:
        """Draw what a ratio may be, so that the middle 95 % of many draws are its interval.

        Args:
            place: Place of the ratio, one with an interval.
            rng: Random numbers.
            draws: How many.

        Returns:
            The draws, in [0, 1].
        """
        value = float(self.values[place])
        if not self.extreme[place]:
            logits = np.log(value / (1 - value)) + float(self.errors[place]) / (value * (1 - value)) * (
                rng.standard_t(float(self.degrees[place]), draws)
            )
            return _logistic(logits)
        # The mid-p rule says that with even odds there is none at all.
        away = 1 - rng.random(draws) ** (1 / float(self.effective[place]))
        away[rng.random(draws) < 0.5] = 0.0
        return away if value == 0 else 1 - away


def joined(parts: Sequence[Uncertain]) -> Uncertain:
    """Put ratios one after the other.

    Args:
        parts: At least one.

    Returns:
        All of them.
    """
    names = ("values", "errors", "degrees", "effective")
    return Uncertain(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def fewer_degrees(first: Uncertain, second: Uncertain) -> Floats:
    """Give the degrees of freedom for comparing two sources: those of the one whose error is known less well.

    Welch's are more, and then sources of few articles that do not differ are called different too often.

    Args:
        first: Ratios of one source.
        second: The same of the other.

    Returns:
        Degrees of freedom, one per ratio.
    """
    one = np.where(first.extreme, _MANY, first.degrees)
    other = np.where(second.extreme, _MANY, second.degrees)
    return np.minimum(one, other)


def reach_of(degrees: Floats) -> Floats:
    """Give the quantile of Student's t that a 95 % interval reaches.

    Args:
        degrees: Degrees of freedom.

    Returns:
        Quantiles in the same shape.
    """
    each, places = np.unique(degrees, return_inverse=True)
    reached: Floats = quantile(TAIL, each)[places]
    return reached


def _logistic(x: Floats) -> Floats:
    with np.errstate(over="ignore"):
        result: Floats = 1 / (1 + np.exp(-x))
    return result
