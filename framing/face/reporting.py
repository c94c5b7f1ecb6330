"""A report compiled from scores in memory or from a finished folder."""

import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from framing.errors import OutputError
from framing.face.kept import Scores
from framing.report.document import to_dict
from framing.report.options import ReportOptions
from framing.report.summary import Report
from framing.report.write import compile_folder, page_of


@dataclass(frozen=True, slots=True)
class CompiledReport:
    """A report: what it says, and its page.

    Attributes:
        data: Every figure, as values.
        html: The page, a whole HTML document that asks nothing of anybody.
    """

    data: Report
    html: str

    def to_dict(self) -> dict[str, Any]:
        """Give every figure as ``report.json`` holds it."""
        return to_dict(self.data)

    def save(self, path: Path | str) -> Path:
        """Write the page.

        Args:
            path: The file, for instance ``report.html``.

        Returns:
            The file.

        Raises:
            OutputError: It cannot be written.
        """
        file = Path(path)
        try:
            file.write_text(self.html, "utf-8")
        except OSError as error:
            raise OutputError(f"{file} cannot be written: {error.strerror}") from error
        return file

    def _repr_html_(self) -> str:
        """Show the page in a frame of its own, as notebooks do."""
        page = escape(self.html, quote=True)
        return f'<iframe sandbox="allow-scripts" srcdoc="{page}" width="100%" height="600"></iframe>'


def report(scores: Scores | Path | str, *, options: ReportOptions | None = None) -> CompiledReport:
    """Compile scores by source: estimates with intervals, frames, roles, words, the same event side by side.

    Args:
        scores: Scores in memory, or a folder that ``framing score`` or `Scores.save` wrote.
        options: The choices for the report.

    Returns:
        The report. Nothing is written next to scores in memory.

    Raises:
        ScoreTableError: There is no sentence to report on, or the folder holds no score table.

    Examples:
        >>> import framing
        >>> text = "The regime launched an unprovoked onslaught. It began on Monday."
        >>> compiled = framing.report(framing.score(text, source="The Lantern"))
        >>> [source.source for source in compiled.data.sources]
        ['The Lantern']
    """
    if not isinstance(scores, Scores):
        return _compiled(Path(scores), options)
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        return _compiled(scores.save(Path(folder) / "scores"), options)


def _compiled(folder: Path, options: ReportOptions | None) -> CompiledReport:
    data = compile_folder(folder, options)
    return CompiledReport(data, page_of(data, folder))
