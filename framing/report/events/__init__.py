"""Finds articles of different sources on the same event, and near-copies among them."""

from framing.report.events.finding import find_events
from framing.report.events.largest import largest_events
from framing.report.events.options import EventOptions
from framing.report.events.placing import EventOverview, PlacedArticle, PlacedArticles

__all__ = [
    "EventOptions",
    "EventOverview",
    "PlacedArticle",
    "PlacedArticles",
    "find_events",
    "largest_events",
]
