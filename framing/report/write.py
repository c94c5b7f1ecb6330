"""Writes a report's files whole or not at all."""

import json
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from framing.errors import OutputError
from framing.report.compiling import compile_report
from framing.report.document import to_json
from framing.report.options import ReportOptions
from framing.report.render import UnscoredInput, render_page
from framing.report.sharing import compare_shared
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
        OutputError: The folder cannot be written to.
    """
    report = compile_folder(out, options)
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
    chosen = options or ReportOptions()
    with open_table(out, chosen) as table:
        return replace(compile_report(table, chosen), events=compare_shared(table, out, chosen))


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
    """Write under another name first, so that a half-written file is never under its final name."""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            # A lone surrogate cannot be encoded; no text of a score table should hold one.
            file.write(text.encode("utf-8", "replace"))
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
