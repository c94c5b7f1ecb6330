"""The score table compiled by source and by event, with the uncertainty stated. Runs without a model."""

from framing.report.compare import EVENTS_FILE, EventFiles, write_events
from framing.report.events import EventOptions, EventOverview, PlacedArticle, PlacedArticles
from framing.report.options import ReportOptions
from framing.report.summary import Report, SourceSummary
from framing.report.write import ReportFiles, write_report

__all__ = [
    "EVENTS_FILE",
    "EventFiles",
    "EventOptions",
    "EventOverview",
    "PlacedArticle",
    "PlacedArticles",
    "Report",
    "ReportFiles",
    "ReportOptions",
    "SourceSummary",
    "write_events",
    "write_report",
]
