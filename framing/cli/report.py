"""``framing report``: a score table compiled by source and by event."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from framing.errors import UsageError

if TYPE_CHECKING:
    from framing.report import ReportOptions


class OneDirectory(TyperCommand):
    """Tells whoever names several directories how their sources come into one report."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # typer has vendored click since 0.26
        """Read the arguments of a call.

        Args:
            ctx: The call.
            args: Its arguments.

        Returns:
            What is left of them: nothing.

        Raises:
            UsageError: There is more than one directory.
        """
        ctx.allow_extra_args = True
        more: list[str] = super().parse_args(ctx, args)
        if more and not ctx.resilient_parsing:
            raise UsageError(
                f"a report is of one directory, not of {len(more) + 1}; to compare sources, score all their "
                "articles into one: framing score ARTICLES MORE-ARTICLES -o OUT, then framing report OUT"
            )
        return more


def command(  # noqa: PLR0913 - one parameter per option of the command line
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The directory that 'framing score' wrote.")],
    *,
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Files to write, of html, json, csv and md.")
    ] = "html,json,csv",
    by: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Compile by this column of the articles, too.")
    ] = None,
    columns: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Table with that column and article_id, id, url or path."),
    ] = None,
    charts: Annotated[
        str, typer.Option(metavar="LIST", help="Write each chart to OUT/charts as well, of svg and png.")
    ] = "",
    events: Annotated[
        bool | None,
        typer.Option(
            "--events/--no-events",
            help="Look for events that several sources tell. Unasked: up to 20,000 articles.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Compile a score table by source and by event into report.html, report.json and sources.csv."""
    # Here and not above, so that --help answers at once.
    from framing.report import ReportOptions  # noqa: PLC0415

    options = ReportOptions(
        formats=_listed(formats), by=by, columns=columns, charts=_listed(charts), events=events
    )
    typer.echo("\n".join(str(path) for path in report(out, options)))
    return 0


def report(out: Path, options: "ReportOptions") -> tuple[Path, ...]:
    """Write the report of a score table next to it.

    Args:
        out: The directory that ``framing score`` wrote.
        options: What to compile, and which files to write.

    Returns:
        The files written, the page first.

    Raises:
        ScoreTableError: The directory holds no score table, or a mixed one.
        UsageError: There is no such column.
    """
    from framing.report import write_report  # noqa: PLC0415

    return write_report(out, options).written


def _listed(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
