"""Differences between sources, pair by pair, adjusted for the number of comparisons."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.report.student import two_sided_p

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A source as the comparison sees it.

    Attributes:
        source: Its name.
        articles: Its articles, at least 2.
        values: Its estimates, NaN where undefined. Shape: ``(n_measures,)``.
        errors: Their bootstrap standard errors. Shape: ``(n_measures,)``.
        ends: Lower and upper ends of their 95 % intervals, NaN where there is none.
    """

    source: str
    articles: int
    values: Floats
    errors: Floats
    ends: tuple[Floats, Floats]


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
        p: Two-sided probability of such a difference if there were none.
        p_adjusted: The same after Benjamini & Hochberg over all comparisons of the report.
    """

    measure: str
    first: str
    second: str
    value: float
    low: float
    high: float
    p: float
    p_adjusted: float


def compare_sources(sources: list[Compared], measures: list[str]) -> tuple[Difference, ...]:
    """Compare every pair of sources in every measure.

    Tested is the difference of the logits, divided by its standard error, against Student's t with
    Welch's degrees of freedom. The interval of the difference itself is made from the intervals of
    both estimates (Zou & Donner 2008), so that it is as lopsided as they are. A measure is compared
    where both sources have an interval in it.

    Args:
        sources: The sources, in the report's order.
        measures: Names of the measures, in the order of the sources' values.

    Returns:
        The differences, clearest first.
    """
    if len(sources) < 2:
        return ()
    values = np.stack([source.values for source in sources])
    lows, highs = (np.stack([source.ends[side] for source in sources]) for side in (0, 1))
    first, second = np.triu_indices(len(sources), k=1)
    pair, measure = np.nonzero(np.isfinite(lows[first] + lows[second]))
    if not len(pair):
        return ()
    first, second = first[pair], second[pair]
    one, other = (first, measure), (second, measure)
    apart = values[one] - values[other]
    low = apart - np.hypot(values[one] - lows[one], highs[other] - values[other])
    high = apart + np.hypot(highs[one] - values[one], values[other] - lows[other])
    p = _test(sources, one, other)
    columns = zip(*(x.tolist() for x in (apart, low, high, p, benjamini_hochberg(p))), strict=True)
    found = [
        Difference(measures[m], sources[a].source, sources[b].source, *row)
        for m, a, b, row in zip(measure.tolist(), first.tolist(), second.tolist(), columns, strict=True)
    ]
    return tuple(sorted(found, key=lambda d: (d.p_adjusted, d.p, d.measure, d.first, d.second)))


_Cells = tuple[NDArray[np.intp], NDArray[np.intp]]


def _test(sources: list[Compared], one: _Cells, other: _Cells) -> Floats:
    """Test the differences of the logits of two lists of cells (source, measure)."""
    values = np.stack([source.values for source in sources])
    errors = np.stack([source.errors for source in sources])
    degrees = np.array([source.articles - 1.0 for source in sources])
    logits, variances = [], []
    for cells in (one, other):
        share = values[cells]
        logits.append(np.log(share / (1 - share)))
        variances.append((errors[cells] / (share * (1 - share))) ** 2)
    spread = variances[0] + variances[1]
    parts = variances[0] ** 2 / degrees[one[0]] + variances[1] ** 2 / degrees[other[0]]
    return two_sided_p((logits[0] - logits[1]) / np.sqrt(spread), spread**2 / parts)


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
