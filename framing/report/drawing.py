"""Where the marks of a chart stand: plain numbers, so that the template only draws."""

from collections.abc import Sequence
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


def axis_for(estimates: Sequence[Estimate | None]) -> Axis:
    """Choose a scale that holds every estimate and its interval.

    Args:
        estimates: What the chart shows; ``None`` for what is not decided.

    Returns:
        A scale that ends at a round share.
    """
    ends = [end for one in estimates if one for end in (one.value, one.high) if end is not None]
    most = max(ends, default=0.0)
    for round_share in (0.05, 0.1, 0.2, 0.4, 0.6, 0.8):
        if most <= round_share:
            return Axis(round_share)
    return Axis(1.0)
