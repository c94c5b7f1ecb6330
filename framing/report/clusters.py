"""What errs together: a source's articles on one event; any other article errs by itself."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from framing.report.aggregate import SourceSums


def added_by_event(sums: SourceSums) -> SourceSums:
    """Add a source's articles on the same event up; those that stand alone stay as they are.

    What an event is about moves all articles on it, so that they do not err independently of each other.

    Args:
        sums: Per-article sums.

    Returns:
        Sums per event or lone article, in the order of their first articles; the same where no event has two.
    """
    alone = sums.events < 0
    numbers = np.where(alone, -1 - np.arange(len(sums.events)), sums.events)
    kept, first, places = np.unique(numbers, return_index=True, return_inverse=True)
    if len(kept) == len(numbers):
        return sums
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    added = np.zeros((len(kept), sums.sums.shape[1]))
    np.add.at(added, rank[places], sums.sums)
    return replace(sums, sums=added, events=sums.events[first[order]], borrowed=sums.borrowed[first[order]])


def of_own_events(sums: SourceSums) -> SourceSums:
    """Give the events that a source tells in words of its own, its articles on each added up.

    Args:
        sums: Per-article sums.

    Returns:
        Sums per event, by number; without lone articles and those that repeat another source's wording.
    """
    own = added_by_event(chosen(sums, (sums.events >= 0) & ~sums.borrowed))
    return chosen(own, np.argsort(own.events))


def chosen(sums: SourceSums, rows: NDArray[np.bool_] | NDArray[np.int64]) -> SourceSums:
    """Give some of the rows.

    Args:
        sums: Sums per article or event.
        rows: Which of them.

    Returns:
        Those rows.
    """
    return replace(sums, sums=sums.sums[rows], events=sums.events[rows], borrowed=sums.borrowed[rows])
