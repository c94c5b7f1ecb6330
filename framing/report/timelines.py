"""Where the dots of the lines over time stand."""

from dataclasses import dataclass

from framing.report.breakdown import Breakdown, Cell
from framing.report.drawing import Axis, axis_for
from framing.report.wording import percent

# More small charts than this are not compared by eye.
_MOST = 24


@dataclass(frozen=True, slots=True)
class TimeDot:
    """A source's share in one period, in per cent of the chart's width and height.

    Attributes:
        x: Place of the period.
        y: Height of the share.
        low: Height of the lower end of its interval, or ``None``.
        high: Height of the upper end.
    """

    x: float
    y: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TimeStep:
    """A line between two neighbouring periods that both have a dot.

    Attributes:
        x: Place of the first.
        y: Height of the first.
        to_x: Place of the second.
        to_y: Height of the second.
    """

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A source over time.

    Attributes:
        source: Its name.
        dots: One per period with enough articles, in the order of time.
        steps: Lines between them.
        description: The same in words.
    """

    source: str
    dots: tuple[TimeDot, ...]
    steps: tuple[TimeStep, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Timelines:
    """The sources that have enough articles in at least two periods.

    Attributes:
        axis: Their common scale.
        lines: Those with most periods, by name; 24 at most.
        of: How many there are.
    """

    axis: Axis
    lines: tuple[Timeline, ...]
    of: int


def draw_timelines(periods: Breakdown | None) -> Timelines:
    """Place the dots of every source over time.

    Args:
        periods: The sources by period; ``None`` gives no line.

    Returns:
        The lines, on one scale.
    """
    told: dict[str, list[Cell]] = {}
    for cell in periods.cells if periods else ():
        if cell.enough and cell.own_share:
            told.setdefault(cell.source, []).append(cell)
    several = {source: cells for source, cells in told.items() if len(cells) > 1}
    axis = axis_for([cell.own_share for cells in several.values() for cell in cells])
    chosen = sorted(sorted(several, key=lambda source: (-len(several[source]), source))[:_MOST])
    groups = periods.groups if periods else ()
    lines = tuple(_line(source, several[source], groups, axis) for source in chosen)
    return Timelines(axis, lines, len(several))


def _line(source: str, cells: list[Cell], groups: tuple[str, ...], axis: Axis) -> Timeline:
    dots = {cell.group: _dot(cell, len(groups), axis) for cell in cells}
    steps = [(dots[place], dots[place + 1]) for place in sorted(dots) if place + 1 in dots]
    described = ", ".join(f"{groups[cell.group]} {_told(cell)}" for cell in cells)
    return Timeline(
        source=source,
        dots=tuple(dots.values()),
        steps=tuple(TimeStep(one.x, one.y, other.x, other.y) for one, other in steps),
        description=described,
    )


def _told(cell: Cell) -> str:
    return percent(cell.own_share.value if cell.own_share else None)


def _dot(cell: Cell, groups: int, axis: Axis) -> TimeDot:
    mark = axis.mark(cell.own_share) if cell.own_share else None
    x = round(100 * (cell.group + 0.5) / groups, 2)
    return TimeDot(x, mark.at, mark.low, mark.high) if mark else TimeDot(x, 0.0, None, None)
