"""Two sources compared on the events that both tell, so that a difference in subject is no difference."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from framing.report.aggregate import SourceSums
from framing.report.differences import Compared, Difference, compare_pairs
from framing.report.estimates import estimate_source
from framing.report.extremes import bound_extremes
from framing.report.measures import Measure
from framing.report.options import ReportOptions

# Pairs with most shared events; each costs a resampling.
_MOST_PAIRS = 100


def compare_same_events(
    sources: Sequence[SourceSums], measures: Sequence[Measure], options: ReportOptions
) -> tuple[Difference, ...]:
    """Compare pairs of sources on the events that both tell, in words of their own.

    Each source's articles on an event are added up, and its events are what is resampled. The two sources
    are drawn apart; that they move together with the subject of an event enters by the correlation of their
    pulls over the shared events (`framing.report.differences`), taken to be .95 at most, since sources that
    seem to move wholly together would differ without any error. Articles that repeat another source's
    wording are left out. A pair needs as many events as a source needs articles for a share, and as many
    sentences on them. The 100 pairs with most shared events are compared.

    Args:
        sources: Per-article sums of the sources to compare.
        measures: What to compare.
        options: Resamples, seed, and how much is enough.

    Returns:
        The differences, clearest first, adjusted over all of them.
    """
    telling = [by_event for source in sources if len((by_event := _by_event(source)).events)]
    shared = [
        (len(np.intersect1d(one.events, other.events, assume_unique=True)), k, m)
        for (k, one), (m, other) in combinations(enumerate(telling), 2)
    ]
    most = sorted((-n, k, m) for n, k, m in shared if n >= options.min_articles)[:_MOST_PAIRS]
    pairs = (_pair(telling[k], telling[m], measures, options) for _, k, m in most)
    return compare_pairs((pair for pair in pairs if pair), [measure.name for measure in measures])


def _by_event(source: SourceSums) -> SourceSums:
    """Add a source's articles up by event, those of its own wording."""
    own = (source.events >= 0) & ~source.borrowed
    events, places = np.unique(source.events[own], return_inverse=True)
    sums = np.zeros((len(events), source.sums.shape[1]))
    np.add.at(sums, places, source.sums[own])
    return replace(source, sums=sums, events=events, borrowed=np.zeros(len(events), bool))


def _pair(
    first: SourceSums, second: SourceSums, measures: Sequence[Measure], options: ReportOptions
) -> tuple[Compared, Compared] | None:
    both = np.intersect1d(first.events, second.events, assume_unique=True)
    estimated = bound_extremes(
        [estimate_source(_only(source, both), tuple(measures), options) for source in (first, second)]
    )
    if not all(source.enough for source in estimated):
        return None
    chosen = list(range(len(measures)))
    return estimated[0].compared(chosen), estimated[1].compared(chosen)


def _only(source: SourceSums, events: np.ndarray[tuple[int], np.dtype[np.int64]]) -> SourceSums:
    kept = np.isin(source.events, events)
    return replace(source, sums=source.sums[kept], events=source.events[kept], borrowed=source.borrowed[kept])
