"""The report as ``sources.csv``: one row per source, safe to open in a spreadsheet."""

import csv
import io

from framing import cells
from framing.report.bootstrap import Estimate
from framing.report.summary import Report, SourceSummary
from framing.report.visible import visible

_ABOUT = (
    "source",
    "articles",
    "sentences",
    "repeated",
    "borrowed",
    "enough",
    "first",
    "last",
    "dated",
    "own_corrected",
    "own_corrected.low",
    "own_corrected.high",
    "own_corrected.positives",
    "own_corrected.negatives",
)
_LOADED = (
    "own_share",
    "quoted_share",
    "own_rate",
    "quoting_share",
    "own_mean_prob",
    "mean_prob",
    "quoting_mean_prob",
)


def to_csv(report: Report) -> str:
    """Give the estimates of every source as CSV.

    Args:
        report: A compiled report.

    Returns:
        CSV with a header line, lines ending in CRLF as RFC 4180 asks. Undefined cells are empty.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    names = [*_LOADED, *(f"frame.{frame}" for frame in _frames(report)), *_roles(report)]
    estimates = [f"{name}{part}" for name in names for part in ("", ".low", ".high", ".count", ".of")]
    writer.writerow([*_ABOUT, *map(harmless, estimates)])
    for source in report.sources:
        writer.writerow(_row(source))
    return text.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell, and make characters visible that cannot be seen.

    Args:
        cell: Text that somebody else wrote.

    Returns:
        The text, changed only where it would run or hide.
    """
    return cells.harmless(visible(cell))


def _frames(report: Report) -> list[str]:
    return [frame.name for frame in report.sources[0].frames] if report.sources else []


def _roles(report: Report) -> list[str]:
    return [f"role.{role.name}" for role in report.sources[0].roles] if report.sources else []


def _row(source: SourceSummary) -> list[str | int]:
    row: list[str | int] = [
        harmless(source.source),
        source.articles,
        source.sentences,
        source.repeated,
        source.borrowed,
        "yes" if source.enough else "no",
        source.first.isoformat() if source.first else "",
        source.last.isoformat() if source.last else "",
        source.dated,
        *_corrected(source),
    ]
    for name in _LOADED:
        row.extend(_cells(getattr(source, name), summed=name.endswith("mean_prob")))
    for frame in source.frames:
        row.extend(_cells(frame.share))
    for role in source.roles:
        row.extend(_cells(role.share))
    return row


def _corrected(source: SourceSummary) -> list[str | int]:
    one = source.own_corrected
    if one is None:
        return [""] * 5
    return [*_ratios(one.value, one.low, one.high), one.positives, one.negatives]


def _ratios(*ratios: float | None) -> list[str]:
    return ["" if ratio is None else f"{ratio:.6f}" for ratio in ratios]


def _cells(estimate: Estimate | None, *, summed: bool = False) -> list[str | int]:
    """Write an estimate; its count is a sum of probabilities where ``summed``, else a number of sentences."""
    if estimate is None:
        return [""] * 5
    return [
        *_ratios(estimate.value, estimate.low, estimate.high),
        f"{estimate.numerator:.6f}" if summed else int(estimate.numerator),
        estimate.denominator,
    ]
