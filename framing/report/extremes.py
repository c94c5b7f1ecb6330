"""Intervals where nothing, or everything, was counted: the articles then show no spread to go by.

"None of 300" does not mean "never". How far such a source may be from 0 depends on how much its
sentences hang together within articles, and that is taken from the sources where spread was seen.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from framing.report.bootstrap import Estimate, Floats
from framing.report.estimates import SourceEstimates
from framing.report.uncertain import TAIL


def bound_extremes(sources: Sequence[SourceEstimates]) -> list[SourceEstimates]:
    """Give every share of 0 or 1 its interval.

    A source's ``n`` sentences count as ``n`` divided by the design effect: how much wider errors over
    articles are than errors over independent sentences, in the same measure, over all sources with
    spread. It is at least 1 and at most the mean length of the source's articles. To these many
    independent sentences the exact interval of a binomial count is given, as Korn & Graubard (1998) advise
    for clustered surveys, with the mid-p rule.

    Args:
        sources: Estimates of the sources, of the same measures.

    Returns:
        The same, with intervals where there were none for lack of spread.
    """
    effects = _design_effects(sources)
    return [_bounded(source, effects) for source in sources]


def effective_size(denominator: int, articles: int, effect: float) -> float:
    """Give how many independent sentences a source's sentences are worth.

    Args:
        denominator: Its sentences.
        articles: Its articles.
        effect: Design effect seen elsewhere; NaN where none was seen.

    Returns:
        The number, at least that of the articles.
    """
    longest = denominator / articles
    return denominator / (longest if np.isnan(effect) else min(max(effect, 1.0), max(longest, 1.0)))


def exact_ends(value: float, effective: float) -> tuple[float, float]:
    """Give the exact 95 % interval where none or all of some independent sentences were counted.

    By the mid-p rule (Lancaster 1961) half the probability of the outcome itself counts as beyond it: the
    interval ends at the share with which "none" has a probability of .05.

    Args:
        value: 0 or 1.
        effective: How many sentences, above 0.

    Returns:
        Lower and upper end.

    >>> [round(end, 3) for end in exact_ends(0.0, 100)]
    [0.0, 0.03]
    """
    reach: float = 1 - (2 * TAIL) ** (1 / effective)
    return (0.0, reach) if value == 0 else (1 - reach, 1.0)


def _design_effects(sources: Sequence[SourceEstimates]) -> Floats:
    """Divide the errors seen by those of independent sentences, measure by measure."""
    seen = [source for source in sources if source.enough]
    if not seen:
        return np.empty(0)
    values = np.array([[one.value for one in source.estimates] for source in seen], float)
    sentences = np.array([[one.denominator for one in source.estimates] for source in seen], float)
    errors = np.stack([source.known.errors for source in seen])
    spread = (values > 0) & (values < 1) & (errors > 0)
    clustered = np.where(spread, (errors * sentences) ** 2, 0.0).sum(axis=0)
    independent = np.where(spread, values * (1 - values) * sentences, 0.0).sum(axis=0)
    effects: Floats = np.full(values.shape[1], np.nan)
    np.divide(clustered, independent, out=effects, where=independent > 0)
    return effects


def _bounded(source: SourceEstimates, effects: Floats) -> SourceEstimates:
    if not source.enough:
        return source
    estimates: list[Estimate] = []
    effective = source.known.effective.copy()
    for place, (measure, one) in enumerate(zip(source.measures, source.estimates, strict=True)):
        if measure.kind == "share" and one.value is not None and one.value in (0, 1):
            effective[place] = effective_size(one.denominator, source.sums.articles, float(effects[place]))
            low, high = exact_ends(one.value, float(effective[place]))
            one = replace(one, low=low, high=high)  # noqa: PLW2901 - the estimate with its interval
        estimates.append(one)
    known = replace(source.known, effective=effective)
    return replace(source, estimates=tuple(estimates), known=known)
