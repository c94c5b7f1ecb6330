"""Where the marks of a chart stand: plain numbers, so that the template only draws."""

import math
from dataclasses import dataclass

from framing.report.bootstrap import Estimate


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot with its whiskers, in per cent of the chart's width.

    Attributes:
        at: Place of the estimate.
        low: Left end of the whisker, or ``None`` without an interval.
        high: Right end.
    """

    at: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis.

    Attributes:
        at: Place, in per cent of the chart's width.
        label: What stands there.
    """

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from zero, shared by the rows of a chart.

    Attributes:
        most: Share at the right end, in (0, 1].
    """

    most: float

    def place(self, share: float) -> float:
        """Give the place of a share.

        Args:
            share: A share within the scale.

        Returns:
            Per cent of the chart's width, to two decimals.
        """
        return round(min(share / self.most, 1) * 100, 2)

    def mark(self, estimate: Estimate) -> Mark | None:
        """Give the place of an estimate and its interval.

        Args:
            estimate: What to draw.

        Returns:
            The mark, or ``None`` where there is no value.
        """
        if estimate.value is None:
            return None
        if estimate.low is None or estimate.high is None:
            return Mark(self.place(estimate.value), None, None)
        return Mark(self.place(estimate.value), self.place(estimate.low), self.place(estimate.high))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Four or five labelled places, from zero."""
        steps = 4 if round(self.most * 100) % 4 == 0 or self.most == 1 else 5
        return tuple(
            Tick(round(100 * k / steps, 2), f"{100 * self.most * k / steps:.3g} %") for k in range(steps + 1)
        )


def axis_for(estimates: list[Estimate]) -> Axis:
    """Choose a scale that holds every estimate and its interval.

    Args:
        estimates: What the chart shows.

    Returns:
        A scale that ends at a round share.
    """
    ends = [end for one in estimates for end in (one.value, one.high) if end is not None]
    most = max(ends, default=0.0)
    for round_share in (0.05, 0.1, 0.2, 0.4, 0.6, 0.8):
        if most <= round_share:
            return Axis(round_share)
    return Axis(1.0)


def percent(share: float | None) -> str:
    """Write a share for a person.

    Args:
        share: A share in [0, 1], or ``None``.

    Returns:
        Per cent to one decimal; a dash where undefined.

    >>> percent(0.1234), percent(None)
    ('12.3 %', '–')
    """
    return "–" if share is None else f"{100 * share:.1f} %"


def spread(estimate: Estimate) -> str:
    """Write an interval for a person.

    Args:
        estimate: What it belongs to.

    Returns:
        Both ends in per cent, or a dash.

    >>> spread(Estimate(0.1, 0.05, 0.2, 10, 100))
    '5.0–20.0 %'
    """
    if estimate.low is None or estimate.high is None:
        return "–"
    return f"{100 * estimate.low:.1f}–{100 * estimate.high:.1f} %"


def points(difference: float) -> str:
    """Write a difference of two shares for a person.

    Args:
        difference: In [-1, 1].

    Returns:
        Percentage points with sign.

    >>> points(-0.104)
    '−10.4'
    """
    return f"{100 * difference:+.1f}".replace("-", "−")


def small_probability(p: float) -> str:
    """Write a probability for a person.

    Args:
        p: In [0, 1].

    Returns:
        Three decimals, or that it is below .001.
    """
    return "< .001" if p < 0.001 else f"{p:.3f}"[1:] if p < 1 else "1"


def signed(number: float) -> str:
    """Write a z value for a person: one decimal, with sign.

    Args:
        number: Any finite number.

    Returns:
        The number as text.
    """
    return f"{number:+.1f}".replace("-", "−") if math.isfinite(number) else "–"
