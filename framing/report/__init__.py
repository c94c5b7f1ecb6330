"""The score table compiled by source and by event, with the uncertainty stated. Runs without a model."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

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


class _Callable(ModuleType):
    """Lets ``framing.report(scores)`` compile a report.

    The function and this package share a name, and Python binds the package to it as soon as anybody
    imports it; so the package itself can be called. What is called lies above, where scores are known.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_module("framing.face.reporting").report(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
