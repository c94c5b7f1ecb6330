"""``framing report``: a score table compiled by source."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The directory that 'framing score' wrote.")],
) -> int:
    """Compile a score table by source into report.html, report.json and sources.csv."""
    typer.echo("\n".join(str(path) for path in report(out)))
    return 0


def report(out: Path) -> tuple[Path, ...]:
    """Write the report of a score table next to it.

    Args:
        out: The directory that ``framing score`` wrote.

    Returns:
        The files written, the page first.

    Raises:
        ScoreTableError: The directory holds no score table, or a mixed one.
    """
    # Here and not above, so that --help answers at once.
    from framing.report import ReportOptions, write_report  # noqa: PLC0415

    files = write_report(out, ReportOptions())
    return files.html, files.json, files.csv
