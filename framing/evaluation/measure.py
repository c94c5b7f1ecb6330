"""A figure with everything needed to believe it."""

import math
from dataclasses import dataclass

from framing.errors import UsageError
from framing.evaluation.bootstrap import Interval


@dataclass(frozen=True, slots=True)
class Protocol:
    """How figures came about.

    Attributes:
        name: Data, split and what was chosen where, in one line.
        seed: Seed of the split and of the resampling.
        checkpoint: Digest of the checkpoint, or the name of a baseline.
    """

    name: str
    seed: int
    checkpoint: str

    def to_dict(self) -> dict[str, str | int]:
        """Write it as JSON-ready values, to stand in a figure."""
        return {"protocol": self.name, "seed": self.seed, "checkpoint": self.checkpoint}


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. It never travels without its interval, n and protocol.

    Attributes:
        name: What was measured, for instance ``loaded.macro_f1``.
        value: The figure, or ``None`` where it is undefined.
        low: Lower bound of its interval, or ``None`` where there is none.
        high: Upper bound of its interval, or ``None``.
        n: Examples it was measured on.
        protocol: How.

    Raises:
        UsageError: A value is not finite: undefined is ``None``.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    protocol: Protocol

    def __post_init__(self) -> None:
        for number in (self.value, self.low, self.high):
            if number is not None and not math.isfinite(number):
                raise UsageError(f"{self.name} is {number}: an undefined figure is None")

    def text(self) -> str:
        """Write value and interval for a person: ``0.812 [0.790, 0.833]``, or ``undefined``."""
        bounds = "" if self.low is None or self.high is None else f" [{self.low:.3f}, {self.high:.3f}]"
        return number(self.value) + bounds

    def to_dict(self) -> dict[str, str | int | float | None]:
        """Write the figure as JSON-ready values, protocol, seed and checkpoint included.

        Returns:
            One flat object: ``name, value, low, high, n, protocol, seed, checkpoint``.
        """
        flat = {"name": self.name, "value": self.value, "low": self.low, "high": self.high, "n": self.n}
        return flat | self.protocol.to_dict()


def number(value: float | None) -> str:
    """Write a value for a person.

    >>> number(0.5), number(None)
    ('0.500', 'undefined')
    """
    return "undefined" if value is None else f"{value:.3f}"


def measure(name: str, value: float | None, bounds: Interval | None, n: int, protocol: Protocol) -> Measure:
    """Put a figure and its interval together.

    Args:
        name: What was measured.
        value: The figure, or ``None`` where it is undefined.
        bounds: Its interval, or ``None``. An undefined figure has none.
        n: Examples it was measured on.
        protocol: How.

    Returns:
        The figure.
    """
    if value is None or bounds is None:
        return Measure(name, value, None, None, n, protocol)
    return Measure(name, value, bounds.low, bounds.high, n, protocol)
