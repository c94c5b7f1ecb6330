"""Differences between sources, pair by pair, adjusted for the number of comparisons."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.report.student import quantile, two_sided_p

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A source as the comparison sees it.

    Attributes:
        source: Its name.
        articles: Its articles, at least 2.
        values: Its estimates, NaN where undefined. Shape: ``(n_measures,)``.
        errors: Their bootstrap standard errors. Shape: ``(n_measures,)``.
    """

    source: str
    articles: int
    values: Floats
    errors: Floats


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

    Each difference is divided by its standard error and held against Student's t with Welch's
    degrees of freedom. A pair without any spread in a measure is not compared in it.

    Args:
        sources: The sources, in the report's order.
        measures: Names of the measures, in the order of the sources' values.

    Returns:
        The differences, clearest first.
    """
    if len(sources) < 2 or not measures:
        return ()
    first, second = np.triu_indices(len(sources), k=1)
    values = np.stack([source.values for source in sources])
    variances = np.stack([source.errors for source in sources]) ** 2
    degrees = np.array([source.articles - 1.0 for source in sources])[:, None]
    apart = values[first] - values[second]
    spread = variances[first] + variances[second]
    pair, measure = np.nonzero(np.isfinite(apart) & (spread > 0))
    if not len(pair):
        return ()
    apart, spread = apart[pair, measure], spread[pair, measure]
    parts = variances**2 / degrees
    freedom = spread**2 / (parts[first] + parts[second])[pair, measure]
    error = np.sqrt(spread)
    reach = quantile(0.025, freedom) * error
    p = two_sided_p(apart / error, freedom)
    adjusted = benjamini_hochberg(p)
    found = [
        Difference(
            measures[measure[k]],
            sources[first[pair[k]]].source,
            sources[second[pair[k]]].source,
            *(float(x[k]) for x in (apart, apart - reach, apart + reach, p, adjusted)),
        )
        for k in range(len(pair))
    ]
    return tuple(sorted(found, key=lambda d: (d.p_adjusted, d.p, d.measure, d.first, d.second)))


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
