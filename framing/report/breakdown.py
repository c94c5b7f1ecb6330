"""The shares of each source within groups of its articles: periods of time, or values of a column."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from framing.report.aggregate import SourceSums
from framing.report.bootstrap import Estimate
from framing.report.estimates import SourceEstimates, estimate_source
from framing.report.extremes import bound_extremes
from framing.report.measures import LOADED_MEASURES
from framing.report.options import ReportOptions

Unit = Literal["day", "week", "month", "quarter", "year"]

# Longest span in days that is told by the unit; longer ones by the next.
_UNITS: tuple[tuple[Unit, int], ...] = (("day", 14), ("week", 100), ("month", 800), ("quarter", 2000))

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
        own_share: Share of sentences loaded in the source's own words.
        quoted_share: Share of sentences loaded only in what they quote.
    """

    group: int
    source: str
    articles: int
    sentences: int
    enough: bool
    own_share: Estimate
    quoted_share: Estimate


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The sources within groups of their articles.

    Attributes:
        by: The column, or the unit of time: ``day``, ``week``, ``month``, ``quarter`` or ``year``.
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
    """Compile the sources by periods of time.

    Args:
        sources: Their per-article sums.
        options: Seed, and how much is enough.

    Returns:
        The periods; ``None`` where all dated articles fall into one, or none has a date.
    """
    dated = [source.days[source.days >= 0] for source in sources]
    days = np.concatenate(dated) if dated else np.empty(0, np.int64)
    if not len(days):
        return None
    unit = _unit(int(days.max() - days.min()))
    labels = [tuple(_period(day, unit) for day in source.days.tolist()) for source in sources]
    groups = tuple(sorted({label for row in labels for label in row if label is not None}))
    if len(groups) < 2:
        return None
    cells = _cells(list(zip(sources, labels, strict=True)), groups, options)
    return Breakdown(unit, groups, cells, _unplaced(labels), 0)


def by_column(sources: Sequence[SourceSums], options: ReportOptions, *, most: int = 60) -> Breakdown | None:
    """Compile the sources by a column of their articles.

    Args:
        sources: Their per-article sums, with groups.
        options: The column, seed, and how much is enough.
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
    return Breakdown(options.by, groups, cells, _unplaced(labels), len(sizes) - len(groups))


def _unit(span: int) -> Unit:
    return next((unit for unit, most in _UNITS if span <= most), "year")


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
        case "year":
            return f"{when.year}"


_Labels = tuple[str | None, ...]


def _unplaced(labels: Sequence[_Labels]) -> int:
    return sum(label is None for row in labels for label in row)


def _cells(
    sources: list[tuple[SourceSums, _Labels]], groups: tuple[str, ...], options: ReportOptions
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
