"""Parts of time: calendar units that suit a span, or two halves with as many sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Unit = Literal["day", "week", "month", "quarter", "year", "half"]

# Longest span in days that is told by the unit; longer ones by the next.
_UNITS: tuple[tuple[Unit, int], ...] = (("day", 14), ("week", 100), ("month", 800), ("quarter", 2000))

PeriodNames = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Periods:
    """A way to part the articles of several sources by time.

    Attributes:
        unit: The calendar unit, or ``half``.
        names: For each source, the period of each article; ``None`` for one without a date. Names of
            later periods sort later.
    """

    unit: Unit
    names: tuple[PeriodNames, ...]


def ways_to_part(
    days: Sequence[NDArray[np.int64]], sentences: Sequence[NDArray[np.float64]]
) -> Iterator[Periods]:
    """Give the ways to part articles by time, the one that tells more first.

    Args:
        days: For each source, the ordinal day of each article; negative where it has no date.
        sentences: For each source, the sentences of each article.

    Yields:
        Calendar units, then halves; no way that leaves all articles in one part.
    """
    dated = np.concatenate([one[one >= 0] for one in days]) if days else np.empty(0, np.int64)
    if not len(dated) or dated.min() == dated.max():
        return
    unit = _unit(int(dated.max() - dated.min()))
    calendar = Periods(unit, tuple(tuple(_period(day, unit) for day in one.tolist()) for one in days))
    if len({name for names in calendar.names for name in names if name}) > 1:
        yield calendar
    held = np.concatenate([count[one >= 0] for one, count in zip(days, sentences, strict=True)])
    order = np.argsort(dated, kind="stable")
    yield _halves(days, dated[order], held[order])


def _unit(span: int) -> Unit:
    return next((unit for unit, most in _UNITS if span <= most), "year")


def _halves(
    days: Sequence[NDArray[np.int64]], dated: NDArray[np.int64], held: NDArray[np.float64]
) -> Periods:
    """Cut between two days, so that the parts hold as nearly as many sentences as can be."""
    cuts = np.flatnonzero(np.diff(dated)) + 1
    before = held.cumsum()[cuts - 1]
    cut = int(cuts[np.abs(2 * before - held.sum()).argmin()])
    later = int(dated[cut])
    ends = [(int(dated[0]), int(dated[cut - 1])), (later, int(dated[-1]))]
    first, second = (" to ".join(date.fromordinal(day).isoformat() for day in pair) for pair in ends)
    names = [
        tuple(None if day < 0 else second if day >= later else first for day in one.tolist()) for one in days
    ]
    return Periods("half", tuple(names))


def _period(day: int, unit: Unit) -> str | None:
    """Name the period of a day, so that names sort by time."""
    if day < 0:
        return None
    when = date.fromordinal(day)
    match unit:
        case "day":
            return when.isoformat()
        case "week":
            year, week, _ = when.isocalendar()
            return f"{year}-W{week:02}"
        case "month":
            return f"{when.year}-{when.month:02}"
        case "quarter":
            return f"{when.year}-Q{(when.month + 2) // 3}"
        case _:
            return f"{when.year}"
