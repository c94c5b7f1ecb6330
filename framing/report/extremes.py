"""Intervals where articles show no spread to go by, as where nothing, or everything, was counted.

"None of 300" does not mean "never". How far such a source may be from 0 depends on how much its
sentences hang together within articles, and that is taken from the sources where spread was seen.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from framing.report.bootstrap import Floats
from framing.report.estimates import SourceEstimates, with_ends


def bound_extremes(sources: Sequence[SourceEstimates]) -> list[SourceEstimates]:
    """Give every share without spread its interval.

    A source's ``n`` sentences count as ``n`` divided by the design effect: how much wider errors over
    articles are than errors over independent sentences, in the same measure, over all sources with
    spread. It is at least 1 and at most what it would be if all sentences of an article were alike (Kish
    1965). To these many independent sentences the exact interval of a binomial count is given, as Korn &
    Graubard (1998) advise for clustered surveys, with the mid-p rule; where all articles have the same share
    between 0 and 1, the error of that many sentences.

    Args:
        sources: Estimates of the sources, of the same measures.

    Returns:
        The same, with intervals where there were none for lack of spread.
    """
    effects = _design_effects(sources)
    return [_bounded(source, effects) for source in sources]


def effective_size(sentences: Floats, effect: float) -> float:
    """Give how many independent sentences a source's sentences are worth.

    Args:
        sentences: Sentences of each of its articles, not all 0. Shape: ``(n_articles,)``.
        effect: Design effect seen elsewhere; NaN where none was seen.

    Returns:
        The number, at most that of the sentences, and at least what the articles are worth if each is one
        sentence over and over: their number where all are equally long, and less otherwise.

    >>> effective_size(np.array([20.0] * 6), 2.0), effective_size(np.array([20.0] * 6), float("nan"))
    (60.0, 6.0)
    """
    whole = float(sentences.sum())
    most = float((sentences**2).sum()) / whole
    return whole / (most if np.isnan(effect) else min(max(effect, 1.0), most))


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
    effective, errors = source.known.effective.copy(), source.known.errors.copy()
    for place, (measure, one) in enumerate(zip(source.measures, source.estimates, strict=True)):
        if measure.kind != "share" or one.value is None or errors[place] > 0:
            continue
        worth = effective_size(source.sums.column(measure.denominator), float(effects[place]))
        if one.value in (0, 1):
            effective[place] = worth
        else:
            errors[place] = math.sqrt(one.value * (1 - one.value) / worth)
    known = replace(source.known, effective=effective, errors=errors)
    return replace(source, estimates=with_ends(source.estimates, known), known=known)
