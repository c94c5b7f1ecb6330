"""The score table compiled by source and by event, with the uncertainty stated. Runs without a model.

Each name is loaded when first asked for: marking up a single article needs none of what compiles a report.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_LATER = {
    "EVENTS_FILE": "framing.report.compare",
    "EventFiles": "framing.report.compare",
    "EventOptions": "framing.report.events",
    "EventOverview": "framing.report.events",
    "PlacedArticle": "framing.report.events",
    "PlacedArticles": "framing.report.events",
    "Report": "framing.report.summary",
    "ReportFiles": "framing.report.write",
    "ReportOptions": "framing.report.options",
    "SourceSummary": "framing.report.summary",
    "write_events": "framing.report.compare",
    "write_report": "framing.report.write",
}


class _Callable(ModuleType):
    """Lets ``framing.report(scores)`` compile a report.

    The function and this package share a name, and Python binds the package to it as soon as anybody
    imports it; so the package itself can be called. What is called lies above, where scores are known.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_module("framing.face.reporting").report(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'framing.report' has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(_LATER[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
