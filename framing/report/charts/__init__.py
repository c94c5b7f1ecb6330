"""The report's charts as files of their own: SVG, and PNG where the extra for it is installed."""

from framing.report.charts.files import ChartFile, draw_charts
from framing.report.charts.rows import ChartMark, ChartRow, RowChart

__all__ = ["ChartFile", "ChartMark", "ChartRow", "RowChart", "draw_charts"]
