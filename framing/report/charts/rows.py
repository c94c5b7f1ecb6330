"""What a chart of rows shows: one or two dots with whiskers in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from framing.report.bootstrap import Estimate
from framing.report.breakdown import Breakdown
from framing.report.drawing import Axis, Mark, axis_for
from framing.report.summary import SourceSummary
from framing.report.wording import counted, percent, spread

OWN, QUOTED = "in its own words", "only in quotes"

# More rows make a picture that fits no page.
_MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A dot with its whisker.

    Attributes:
        kind: ``own`` or ``quoted``: its colour and shape.
        at: Its place.
        figure: The same in figures.
    """

    kind: str
    at: Mark
    figure: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of a chart.

    Attributes:
        name: What the row is about.
        size: How much it rests on.
        marks: One or two marks.
    """

    name: str
    size: str
    marks: tuple[ChartMark, ...]


@dataclass(frozen=True, slots=True)
class RowChart:
    """A chart of rows on one scale.

    Attributes:
        title: What it shows.
        axis: Its scale.
        rows: From top to bottom.
        kinds: The kinds of marks, with their names; empty where there is but one.
    """

    title: str
    axis: Axis
    rows: tuple[ChartRow, ...]
    kinds: tuple[tuple[str, str], ...]


_KINDS = (("own", OWN), ("quoted", QUOTED))


def sources_chart(sources: Sequence[SourceSummary]) -> RowChart | None:
    """Chart how much each source's sentences are loaded.

    Args:
        sources: The sources, in the order to show.

    Returns:
        The chart; ``None`` where no source was read enough, or it is not decided which sentences are loaded.
    """
    known = [source for source in sources if source.enough and source.own_share][:_MOST_ROWS]
    named = [(source.source, _size(source.articles, source.sentences)) for source in known]
    pairs = [(source.own_share, source.quoted_share) for source in known]
    return _voices("Share of sentences that are loaded, with 95 % intervals", named, pairs)


def groups_chart(groups: Breakdown | None) -> RowChart | None:
    """Chart how much each source's sentences are loaded within groups of its articles.

    Args:
        groups: The groups, if any.

    Returns:
        The chart; ``None`` where no group was read enough, or it is not decided which sentences are loaded.
    """
    known = [cell for cell in groups.cells if cell.enough and cell.own_share][:_MOST_ROWS] if groups else []
    if groups is None or not known:
        return None
    named = [
        (f"{groups.groups[cell.group]} · {cell.source}", _size(cell.articles, cell.sentences))
        for cell in known
    ]
    pairs = [(cell.own_share, cell.quoted_share) for cell in known]
    return _voices(f"Share of sentences that are loaded, by {groups.by}, with 95 % intervals", named, pairs)


def frames_chart(source: SourceSummary, axis: Axis) -> RowChart | None:
    """Chart which frames a source evokes.

    Args:
        source: The source.
        axis: A scale for all sources, so that their charts can be laid side by side.

    Returns:
        The chart; ``None`` where the source was not read enough, or evokes none.
    """
    shares = [(frame, frame.share) for frame in source.frames if frame.share and frame.share.numerator]
    shares.sort(key=lambda pair: (-pair[1].numerator, pair[0].name))
    rows = tuple(
        ChartRow(frame.title, _of(share), (ChartMark("own", mark, _figure(share)),))
        for frame, share in shares
        if (mark := axis.mark(share))
    )
    title = f"{source.source}: share of sentences that evoke a frame, with 95 % intervals"
    return RowChart(title, axis, rows, ()) if rows and source.enough else None


def _voices(
    title: str, named: list[tuple[str, str]], pairs: list[tuple[Estimate | None, Estimate | None]]
) -> RowChart | None:
    axis = axis_for([one for pair in pairs for one in pair])
    rows = [
        ChartRow(
            name,
            size,
            tuple(
                ChartMark(kind, mark, _figure(one))
                for kind, one in zip(("own", "quoted"), pair, strict=True)
                if one and (mark := axis.mark(one))
            ),
        )
        for (name, size), pair in zip(named, pairs, strict=True)
    ]
    return RowChart(title, axis, tuple(rows), _KINDS) if rows else None


def _size(articles: int, sentences: int) -> str:
    return f"{counted(articles, 'article')}, {counted(sentences, 'sentence')}"


def _of(share: Estimate) -> str:
    return f"{int(share.numerator):,} of {counted(share.denominator, 'sentence')}"


def _figure(one: Estimate) -> str:
    return f"{percent(one.value)} ({spread(one)})"
