"""Writes a report's files whole or not at all."""

import json
from dataclasses import dataclass
from pathlib import Path

from framing.report.compiling import compile_report
from framing.report.document import to_json
from framing.report.files import write_whole
from framing.report.options import ReportOptions
from framing.report.placement import placed_articles
from framing.report.render import UnscoredInput, render_page
from framing.report.spreadsheet import to_csv
from framing.report.summary import Report
from framing.report.table import open_table
from framing.scores import ERRORS_FILE

_UNSCORED_LISTED = 50


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where a report was written.

    Attributes:
        html: The page.
        json: Every number of the page.
        csv: The estimates, one row per source.
    """

    html: Path
    json: Path
    csv: Path


def write_report(out: Path, options: ReportOptions | None = None) -> ReportFiles:
    """Compile a report from a score table and write it next to the table.

    The same table and options give the same bytes.

    Args:
        out: Folder that ``framing score`` wrote.
        options: The choices for the report; the defaults if left out.

    Returns:
        The written files: ``report.html``, ``report.json``, ``sources.csv``.

    Raises:
        ScoreTableError: The table is absent, incomplete, of another schema version, or mixes
            checkpoints.
        UsageError: There is no such column as the options ask for.
        OutputError: The folder cannot be written to.
    """
    report = _compile(out, options, keep_events=True)
    files = ReportFiles(out / "report.html", out / "report.json", out / "sources.csv")
    _write(files.json, to_json(report))
    _write(files.csv, to_csv(report))
    _write(files.html, page_of(report, out))
    return files


def compile_folder(out: Path, options: ReportOptions | None = None) -> Report:
    """Compile a report from a score table and write nothing.

    Args:
        out: Folder that ``framing score`` wrote.
        options: The choices for the report; the defaults if left out.

    Returns:
        The report.

    Raises:
        ScoreTableError: The table is absent, incomplete, of another schema version, or mixes
            checkpoints.
    """
    return _compile(out, options, keep_events=False)


def _compile(out: Path, options: ReportOptions | None, *, keep_events: bool) -> Report:
    chosen = options or ReportOptions()
    with open_table(out, chosen) as table:
        return compile_report(table, chosen, placed_articles(table, out, chosen, keep=keep_events))


def page_of(report: Report, out: Path) -> str:
    """Draw the page of a report.

    Args:
        report: A compiled report.
        out: The folder it was compiled from: names the inputs that were not scored.

    Returns:
        A whole HTML document.
    """
    return render_page(report, _read_unscored(out / ERRORS_FILE))


def _read_unscored(path: Path) -> tuple[UnscoredInput, ...]:
    if not path.is_file():
        return ()
    listed: list[UnscoredInput] = []
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                raw = json.loads(line)
                listed.append(UnscoredInput(str(raw["path"]), str(raw["reason"]), str(raw["detail"])))
            except (ValueError, KeyError, TypeError):
                listed.append(UnscoredInput(path.name, "unreadable", "A line of this file cannot be read."))
            if len(listed) == _UNSCORED_LISTED:
                break
    return tuple(listed)


def _write(path: Path, text: str) -> None:
    # A lone surrogate cannot be encoded; no text of a score table should hold one.
    write_whole(path, text.encode("utf-8", "replace"))
