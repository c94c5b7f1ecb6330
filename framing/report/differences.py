"""Differences between sources, pair by pair, adjusted for the number of comparisons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from framing.report.student import two_sided_p

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_NO_EVENTS: Ints = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Pulls:
    """How far each event pulls a source's estimates: what two sources that tell the same events share.

    Attributes:
        events: Numbers of the source's events, ascending. Shape: ``(n_events,)``.
        by_event: Influence of the event's articles on each estimate. Shape: ``(n_events, n_measures)``.
        squares: Sum of the squared influences of all articles. Shape: ``(n_measures,)``.
    """

    events: Ints
    by_event: Floats
    squares: Floats


def no_pulls(measures: int) -> Pulls:
    """Give the pulls of a source that shares no event with another.

    Args:
        measures: How many measures there are.

    Returns:
        Pulls of no event.
    """
    return Pulls(_NO_EVENTS, np.empty((0, measures)), np.zeros(measures))


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A source as the comparison sees it. Shape of each array: ``(n_measures,)``.

    Attributes:
        source: Its name.
        units: Articles, or events, that its errors come from, at least 2.
        values: Its estimates, NaN where undefined.
        ends: Lower and upper ends of their 95 % intervals, NaN where there is none.
        logits: The estimates in log-odds, drawn a little away from 0 and 1 where nothing or all was counted.
        logit_errors: Standard errors of the log-odds.
        pulls: How far each event pulls the estimates.
    """

    source: str
    units: int
    values: Floats
    ends: tuple[Floats, Floats]
    logits: Floats
    logit_errors: Floats
    pulls: Pulls


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two sources lie apart in one measure.

    Attributes:
        measure: Name of the measure.
        first: One source.
        second: The other.
        value: Estimate of the first less that of the second.
        low: Lower end of the 95 % interval, not adjusted for the number of comparisons.
        high: Upper end.
        shared: Events that both tell; their common ups and downs do not count against the difference.
        p: Two-sided probability of such a difference if there were none.
        p_adjusted: The same after Benjamini & Hochberg over all comparisons of the table.
    """

    measure: str
    first: str
    second: str
    value: float
    low: float
    high: float
    shared: int
    p: float
    p_adjusted: float


def compare_sources(sources: Sequence[Compared], measures: Sequence[str]) -> tuple[Difference, ...]:
    """Compare every pair of sources in every measure; see `compare_pairs`.

    Args:
        sources: The sources, in the report's order.
        measures: Names of the measures, in the order of the sources' values.

    Returns:
        The differences, clearest first.
    """
    return compare_pairs(combinations(sources, 2), measures)


def compare_pairs(
    pairs: Iterable[tuple[Compared, Compared]], measures: Sequence[str]
) -> tuple[Difference, ...]:
    """Compare pairs of sources in every measure.

    Tested is the difference of the log-odds, divided by its standard error, against Student's t with
    the degrees of freedom of the smaller source: Welch's are more, and called too often among sources of
    few articles. The interval of the difference itself is made from the intervals of both estimates and
    their correlation over shared events (Zou 2007), so that it is as lopsided as they are. A measure is
    compared where both sources have an interval in it, unless both have none, or both all, of it.

    Args:
        pairs: The pairs.
        measures: Names of the measures, in the order of the sources' values.

    Returns:
        The differences, clearest first, adjusted over all of them.
    """
    found = [cells for first, second in pairs if len((cells := _compare(first, second)).measure)]
    if not found:
        return ()
    p = two_sided_p(*(np.concatenate([getattr(cells, name) for cells in found]) for name in ("t", "degrees")))
    adjusted = iter(benjamini_hochberg(p).tolist())
    raw = iter(p.tolist())
    differences = [
        Difference(measures[k], *cells.names, value, low, high, cells.shared, next(raw), next(adjusted))
        for cells in found
        for k, value, low, high in cells.rows()
    ]
    return tuple(sorted(differences, key=lambda d: (d.p_adjusted, d.p, d.measure, d.first, d.second)))


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """The comparisons of one pair; each array has one value per measure that can be compared."""

    names: tuple[str, str]
    shared: int
    measure: Ints
    value: Floats
    low: Floats
    high: Floats
    t: Floats
    degrees: Floats

    def rows(self) -> list[tuple[int, float, float, float]]:
        columns = (self.measure, self.value, self.low, self.high)
        return list(zip(*(column.tolist() for column in columns), strict=True))


def _compare(first: Compared, second: Compared) -> _Cells:
    together, shared = _correlation(first.pulls, second.pulls)
    extreme = (first.values == second.values) & ((first.values == 0) | (first.values == 1))
    measure = np.flatnonzero(np.isfinite(first.ends[0] + second.ends[0]) & ~extreme)
    together = together[measure]
    one, other = first.values[measure], second.values[measure]
    below = one - first.ends[0][measure], second.ends[1][measure] - other
    above = first.ends[1][measure] - one, other - second.ends[0][measure]
    errors = first.logit_errors[measure], second.logit_errors[measure]
    return _Cells(
        names=(first.source, second.source),
        shared=shared,
        measure=measure,
        value=one - other,
        low=one - other - _sum(*below, together),
        high=one - other + _sum(*above, together),
        t=(first.logits[measure] - second.logits[measure]) / _sum(*errors, together),
        degrees=np.full(len(measure), min(first.units, second.units) - 1.0),
    )


def _sum(one: Floats, other: Floats, together: Floats) -> Floats:
    """Add two errors that hang together."""
    total: Floats = np.sqrt(one**2 + other**2 - 2 * together * one * other)
    return total


# Estimates that move wholly together would seem to differ without any error at all.
_MOST_TOGETHER = 0.95


def _correlation(first: Pulls, second: Pulls) -> tuple[Floats, int]:
    """Give how far two sources' errors hang together through the events that both tell, and how many."""
    _, mine, theirs = np.intersect1d(first.events, second.events, assume_unique=True, return_indices=True)
    joint = (first.by_event[mine] * second.by_event[theirs]).sum(axis=0)
    scale = np.sqrt(first.squares * second.squares)
    found = np.divide(joint, scale, out=np.zeros_like(joint), where=scale > 0)
    return np.clip(found, -_MOST_TOGETHER, _MOST_TOGETHER), len(mine)


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjust probabilities so that calling those below .05 errs in at most 5 % of the calls.

    Args:
        p: Probabilities in [0, 1]. Shape: ``(n,)``.

    Returns:
        Adjusted probabilities, in the same order (Benjamini & Hochberg 1995).

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, 0.005])).round(6).tolist()
    [0.02, 0.04, 0.04, 0.02]
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted
