"""Differences between sources, pair by pair, adjusted for the number of comparisons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from framing.report.gap import Gap
from framing.report.student import two_sided_p
from framing.report.uncertain import Uncertain, joined, reach_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pulls:
    """How far each event pulls a source's estimates: what two sources that tell the same events share.

    Attributes:
        events: Numbers of the source's events, ascending. Shape: ``(n_events,)``.
        by_event: Influence of the event on each estimate. Shape: ``(n_events, n_measures)``.
        squares: Sum of the squared influences of all events and lone articles. Shape: ``(n_measures,)``.
    """

    events: Ints
    by_event: Floats
    squares: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A source as the comparison sees it.

    Attributes:
        source: Its name.
        articles: How many articles it has.
        sentences: Sentences that each ratio is of.
        known: Its ratios and how well they are known.
        pulls: How far each event pulls the ratios.
    """

    source: str
    articles: int
    sentences: tuple[int, ...]
    known: Uncertain
    pulls: Pulls


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two sources lie apart in one measure.

    Attributes:
        measure: Name of the measure.
        first: One source.
        second: The other.
        articles: Articles of the first and of the second; on the same events, the events.
        sentences: Sentences of the first and of the second that the estimates are of.
        value: Estimate of the first less that of the second.
        low: Lower end of the 95 % interval, not adjusted for the number of comparisons.
        high: Upper end.
        shared: Events that both tell; their common ups and downs do not count against the difference.
        p: Two-sided probability of such a difference if there were none.
        p_adjusted: The rate of wrong calls, on average, if this and all clearer ones of the table are called
            (Benjamini & Hochberg).
    """

    measure: str
    first: str
    second: str
    articles: tuple[int, int]
    sentences: tuple[int, int]
    value: float
    low: float
    high: float
    shared: int
    p: float
    p_adjusted: float


def compare_sources(sources: Sequence[Compared], measures: Sequence[str]) -> tuple[Difference, ...]:
    """Compare every pair of sources in every measure.

    The interval of a difference is made from the intervals of both estimates and their correlation over
    shared events (Zou 2007), so that it is as lopsided as they are, with the degrees of freedom of the
    source whose errors are known less well. p is one less the level at which that interval just touches 0, so
    that it is below .05 where the 95 % interval leaves 0 out, and nowhere else. A measure is compared where
    both sources have an interval in it, unless both have none, or both all, of it.

    Args:
        sources: The sources, in the report's order.
        measures: Names of the measures, in the order of the sources' values.

    Returns:
        The differences, clearest first, adjusted over all of them.
    """
    found = [
        cells for first, second in combinations(sources, 2) if len((cells := _compare(first, second)).measure)
    ]
    if not found:
        return ()
    gap = Gap(
        joined([cells.first for cells in found]),
        joined([cells.second for cells in found]),
        np.concatenate([cells.together for cells in found]),
    )
    below, above = gap.reach(reach_of(gap.degrees))
    p = two_sided_p(gap.touching(), gap.degrees)
    columns = (gap.value, gap.value - below, gap.value + above, p)
    rows = iter(zip(*(column.tolist() for column in columns), strict=True))
    return adjusted(
        [_difference(cells, k, measures[k], next(rows)) for cells in found for k in cells.measure.tolist()]
    )


def adjusted(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Adjust differences for how many they are, and sort them.

    Args:
        found: All differences of a table.

    Returns:
        The same with `Difference.p_adjusted`, clearest first.
    """
    probabilities = benjamini_hochberg(np.array([one.p for one in found])).tolist()
    differences = [replace(one, p_adjusted=p) for one, p in zip(found, probabilities, strict=True)]
    return tuple(sorted(differences, key=lambda d: (d.p_adjusted, d.p, d.measure, d.first, d.second)))


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """The measures in which a pair can be compared; each array has one value per measure."""

    pair: tuple[Compared, Compared]
    shared: int
    measure: Ints
    first: Uncertain
    second: Uncertain
    together: Floats


def _compare(first: Compared, second: Compared) -> _Cells:
    together, shared = _correlation(first.pulls, second.pulls)
    one, other = first.known, second.known
    same = one.extreme & (one.values == other.values)
    measure = np.flatnonzero(one.known & other.known & ~same)
    return _Cells((first, second), shared, measure, one.of(measure), other.of(measure), together[measure])


def _difference(
    cells: _Cells, place: int, measure: str, row: tuple[float, float, float, float]
) -> Difference:
    first, second = cells.pair
    value, low, high, p = row
    return Difference(
        measure=measure,
        first=first.source,
        second=second.source,
        articles=(first.articles, second.articles),
        sentences=(first.sentences[place], second.sentences[place]),
        value=value,
        low=low,
        high=high,
        shared=cells.shared,
        p=p,
        p_adjusted=p,
    )


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
