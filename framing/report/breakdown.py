"""The shares of each source within groups of its articles: periods of time, or values of a column."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from framing.report.aggregate import SourceSums
from framing.report.bootstrap import Estimate
from framing.report.estimates import SourceEstimates, estimate_source
from framing.report.extremes import bound_extremes
from framing.report.measures import LOADED_MEASURES
from framing.report.options import ReportOptions
from framing.report.periods import PeriodNames, ways_to_part

# Enough for an interval on a chart; a report has hundreds of them.
_RESAMPLES = 1000

_MEASURES = LOADED_MEASURES[:2]


@dataclass(frozen=True, slots=True)
class Cell:
    """One source within one group.

    Attributes:
        group: Position of the group.
        source: Name of the source.
        articles: Its articles in the group, each wording once.
        sentences: Their sentences.
        enough: Whether that is enough for shares and intervals.
        own_share: Share of sentences loaded in the source's own words; ``None`` where it is not decided which
            sentences are loaded.
        quoted_share: Share of sentences loaded only in what they quote, or ``None`` likewise.
    """

    group: int
    source: str
    articles: int
    sentences: int
    enough: bool
    own_share: Estimate | None
    quoted_share: Estimate | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The sources within groups of their articles.

    Attributes:
        by: The column, or the unit of time: ``day``, ``week``, ``month``, ``quarter``, ``year`` or ``half``.
        groups: Names of the groups: periods in the order of time, values by their sentences.
        cells: By group, then by source; without those that hold no article.
        unplaced: Articles that belong to no group: without a date, or without a value.
        left_out: Groups with fewer sentences than these, which are not given.
    """

    by: str
    groups: tuple[str, ...]
    cells: tuple[Cell, ...]
    unplaced: int
    left_out: int


def over_time(sources: Sequence[SourceSums], options: ReportOptions) -> Breakdown | None:
    """Compile the sources by periods of time: calendar units that suit the span.

    Where no source was read enough in two of them, by halves of the articles, if that is enough.

    Args:
        sources: Their per-article sums.
        options: Seed, and how much is enough.

    Returns:
        The periods; ``None`` where all dated articles are of one day, or none has a date.
    """
    days = [source.days for source in sources]
    sentences = [source.column("sentences") for source in sources]
    found = None
    for periods in ways_to_part(days, sentences):
        groups = tuple(sorted({name for names in periods.names for name in names if name}))
        cells = _cells(list(zip(sources, periods.names, strict=True)), groups, options)
        told = Breakdown(periods.unit, groups, cells, _unplaced(periods.names), 0)
        if _has_line(told):
            return told
        found = found or told
    return found


def _has_line(periods: Breakdown) -> bool:
    """Tell whether a source was read enough in two periods."""
    known = [cell.source for cell in periods.cells if cell.enough]
    return len(known) > len(set(known))


def by_column(
    sources: Sequence[SourceSums], options: ReportOptions, *, decided: bool = True, most: int = 60
) -> Breakdown | None:
    """Compile the sources by a column of their articles.

    Args:
        sources: Their per-article sums, with groups.
        options: The column, seed, and how much is enough.
        decided: Whether it is decided which sentences are loaded; else there are counts of articles and
            sentences alone.
        most: Groups to give; the largest are.

    Returns:
        The groups; ``None`` where no column was asked for.
    """
    if options.by is None:
        return None
    sizes: dict[str, int] = {}
    for source in sources:
        for group, sentences in zip(source.groups, source.column("sentences").tolist(), strict=True):
            if group is not None:
                sizes[group] = sizes.get(group, 0) + int(sentences)
    groups = tuple(sorted(sizes, key=lambda group: (-sizes[group], group))[:most])
    labels = [source.groups for source in sources]
    cells = _cells(list(zip(sources, labels, strict=True)), groups, options)
    if not decided:
        cells = tuple(replace(cell, own_share=None, quoted_share=None) for cell in cells)
    return Breakdown(options.by, groups, cells, _unplaced(labels), len(sizes) - len(groups))


def _unplaced(labels: Sequence[PeriodNames]) -> int:
    return sum(label is None for row in labels for label in row)


def _cells(
    sources: list[tuple[SourceSums, PeriodNames]], groups: tuple[str, ...], options: ReportOptions
) -> tuple[Cell, ...]:
    fewer = replace(options, resamples=min(options.resamples, _RESAMPLES))
    places = {group: place for place, group in enumerate(groups)}
    placed = [
        (source, np.array([places.get(label or "", -1) for label in labels], np.int64))
        for source, labels in sources
    ]
    cells: list[Cell] = []
    for place in range(len(groups)):
        parts = [_part(source, codes == place) for source, codes in placed if place in codes]
        estimated = bound_extremes([estimate_source(part, _MEASURES, fewer) for part in parts])
        cells += [_cell(place, one) for one in estimated]
    return tuple(cells)


def _part(source: SourceSums, held: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> SourceSums:
    return replace(source, sums=source.sums[held])


def _cell(group: int, one: SourceEstimates) -> Cell:
    own, quoted = one.estimates
    return Cell(
        group=group,
        source=one.sums.source,
        articles=one.sums.articles,
        sentences=one.sums.total("sentences"),
        enough=one.enough,
        own_share=own,
        quoted_share=quoted,
    )
