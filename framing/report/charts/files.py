"""Draws charts as SVG from the templates, and turns them into PNG."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from framing.errors import MissingExtraError
from framing.report.charts.rows import RowChart, frames_chart, groups_chart, sources_chart
from framing.report.choosing import most_read
from framing.report.drawing import axis_for
from framing.report.summary import Report
from framing.report.templating import markup_environment
from framing.report.timelines import draw_timelines

# Charts of frames; further sources stand on the page and in report.json.
_MOST_SOURCES = 40

# Dots of the picture per unit of the drawing: sharp in print at half a page's width.
_PNG_SCALE = 2.0

# A name longer than this runs into the picture.
_LONGEST_NAME = 34


@dataclass(frozen=True, slots=True)
class ChartFile:
    """A chart as a file.

    Attributes:
        name: Name of the file.
        content: All of it.
    """

    name: str
    content: bytes


def draw_charts(report: Report, formats: Iterable[str]) -> Iterator[ChartFile]:
    """Draw every chart of a report.

    Args:
        report: A compiled report.
        formats: ``svg``, ``png`` or both.

    Yields:
        The files.

    Raises:
        MissingExtraError: PNG is asked for without the extra for it.
    """
    wanted = tuple(formats)
    for name, drawing in _drawings(report):
        if "svg" in wanted:
            yield ChartFile(f"{name}.svg", drawing.encode("utf-8"))
        if "png" in wanted:
            yield ChartFile(f"{name}.png", _png(drawing))


def _drawings(report: Report) -> Iterator[tuple[str, str]]:
    frame_axis = axis_for([frame.share for source in report.sources for frame in source.frames])
    charts: list[tuple[str, RowChart | None]] = [
        ("sources", sources_chart(report.by_name)),
        ("groups", groups_chart(report.groups)),
    ]
    framed = [
        (source.source, chart)
        for source in most_read(report.by_name, _MOST_SOURCES)
        if (chart := frames_chart(source, frame_axis))
    ]
    charts += [(f"frames-{number:02}-{_slug(name)}", chart) for number, (name, chart) in enumerate(framed, 1)]
    for name, chart in charts:
        if chart:
            yield name, _drawn("rows.svg", chart=chart)
    timelines = draw_timelines(report.periods)
    if timelines.lines and report.periods:
        yield "time", _drawn("timelines.svg", timelines=timelines, periods=report.periods)


def _drawn(template: str, **values: object) -> str:
    environment = markup_environment()
    environment.filters["short"] = _short
    return environment.get_template(template).render(**values)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "source"


def _png(drawing: str) -> bytes:
    try:
        import vl_convert  # noqa: PLC0415 - only where PNG is asked for
    except ImportError:
        raise MissingExtraError("charts", "Charts as PNG") from None
    picture: bytes = vl_convert.svg_to_png(drawing, scale=_PNG_SCALE)
    return picture
