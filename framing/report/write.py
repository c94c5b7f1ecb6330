"""Writes a report's files whole or not at all."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from framing.errors import OutputError
from framing.report.charts import draw_charts
from framing.report.compiling import compile_report
from framing.report.document import to_json
from framing.report.files import write_whole
from framing.report.markdown import to_markdown
from framing.report.options import FORMATS, ReportOptions
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
        files: Each format of `framing.report.options.FORMATS` that was asked for, and its file.
        charts: The charts, each a file.
    """

    files: Mapping[str, Path]
    charts: tuple[Path, ...]

    @property
    def html(self) -> Path | None:
        """The page; ``None`` where it was not asked for."""
        return self.files.get("html")

    @property
    def json(self) -> Path | None:
        """Every number of the page, or ``None``."""
        return self.files.get("json")

    @property
    def csv(self) -> Path | None:
        """The estimates, one row per source, or ``None``."""
        return self.files.get("csv")

    @property
    def md(self) -> Path | None:
        """The main figures and examples as Markdown, or ``None``."""
        return self.files.get("md")

    @property
    def written(self) -> tuple[Path, ...]:
        """Every file, the page first."""
        return (*self.files.values(), *self.charts)


def write_report(out: Path, options: ReportOptions | None = None) -> ReportFiles:
    """Compile a report from a score table and write it next to the table.

    The same table and options give the same bytes.

    Args:
        out: Folder that ``framing score`` wrote.
        options: The choices for the report; the defaults if left out.

    Returns:
        The written files: ``report.html``, ``report.json``, ``sources.csv``, or those asked for.

    Raises:
        ScoreTableError: The table is absent, incomplete, of another schema version, or mixes
            checkpoints.
        UsageError: There is no such column as the options ask for.
        MissingExtraError: Charts are asked for as PNG without the extra for it.
        OutputError: The folder cannot be written to.
    """
    chosen = options or ReportOptions()
    report = _compile(out, chosen, keep_events=True)
    charts = _write_charts(report, out / "charts", chosen)
    files = {form: out / name for form, name in FORMATS.items() if form in chosen.formats}
    for form, file in files.items():
        # A lone surrogate cannot be encoded; no text of a score table should hold one.
        write_whole(file, _WRITERS[form](report, out).encode("utf-8", "replace"))
    return ReportFiles(files, charts)


def _write_charts(report: Report, folder: Path, options: ReportOptions) -> tuple[Path, ...]:
    if not options.charts:
        return ()
    if folder.is_symlink():
        raise OutputError(f"{folder} is a link: charts are written nowhere but in the output; remove it")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
    paths = []
    for chart in draw_charts(report, options.charts):
        paths.append(folder / chart.name)
        write_whole(paths[-1], chart.content)
    return tuple(paths)


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


_WRITERS: Mapping[str, Callable[[Report, Path], str]] = {
    "html": page_of,
    "json": lambda report, _: to_json(report),
    "csv": lambda report, _: to_csv(report),
    "md": lambda report, _: to_markdown(report),
}


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
