"""``framing compare``: which articles tell of the same event."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from framing.cli.terminal import harmless, numbered

if TYPE_CHECKING:
    from framing.report import EventFiles, EventOverview

WIDTH_OF_FILES = 120


def command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The directory that 'framing score' wrote.")],
    days: Annotated[
        int, typer.Option(min=0, help="Most days between two articles that may be on one event.")
    ] = 3,
) -> int:
    """Find articles of different sources on the same event, and near-copies of one text."""
    files = compare(out, days=days)
    console = Console(highlight=False)
    if not console.is_terminal:
        # A file has no width; without one, Rich would fold at 80 columns.
        console.width = WIDTH_OF_FILES
    if files.largest:
        console.print(_table(files.largest))
    for line in (_outcome(files), f"Table: {files.path}", f"Next: framing report {out}"):
        # Text, not markup: paths may hold square brackets. Soft wrap: a path must stay one word.
        console.print(Text(harmless(line)), soft_wrap=True)
    return 0


def compare(out: Path, *, days: int) -> "EventFiles":
    """Find the events of a score table and write them next to it.

    Args:
        out: The directory that ``framing score`` wrote.
        days: Most days between two articles that are compared.

    Returns:
        The file, and what was found.

    Raises:
        ScoreTableError: The directory holds no score table, or a mixed one.
    """
    # Here and not above, so that --help answers at once.
    from framing.report import EventOptions, write_events  # noqa: PLC0415

    return write_events(out, EventOptions(days=days))


def _table(events: "tuple[EventOverview, ...]") -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Event", "From", "Articles"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Sources", overflow="fold", ratio=2)
    table.add_column("Headline of the first article", overflow="fold", ratio=3)
    for event in events:
        table.add_row(
            str(event.event),
            event.first.isoformat() if event.first else "no date",
            f"{event.articles:,}",
            Text(harmless(", ".join(event.sources))),
            Text(harmless(event.title or "no headline")),
        )
    return table


def _outcome(files: "EventFiles") -> str:
    articles = files.found.articles
    shared = sum(article.event is not None for article in articles)
    copies = sum(article.copy_of is not None for article in articles)
    found = f"Events: {files.found.events:,}, with {shared:,} of {numbered(len(articles), 'article')}"
    shown = f"; the {len(files.largest)} largest are shown" if files.found.events > len(files.largest) else ""
    return f"{found}; near-copies: {copies:,}{shown}."
