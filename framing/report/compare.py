"""The same event told by several sources: finds the events of a score table and writes them next to it."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from framing.errors import OutputError
from framing.report.events import EventOptions, EventOverview, PlacedArticles, find_events, largest_events
from framing.report.options import ReportOptions
from framing.report.table import open_table

EVENTS_FILE = "events.parquet"

EVENTS_SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("url", pa.string()),
        pa.field("event", pa.int32()),
        pa.field("copy_of", pa.string()),
    ],
    metadata={"framing.schema_version": "1"},
)
"""``events.parquet``: one row per article of the score table, in the order of the ids."""

_LARGEST = 10


@dataclass(frozen=True, slots=True)
class EventFiles:
    """What comparing wrote, and what it found.

    Attributes:
        path: The file written.
        found: The articles, each with its event.
        largest: The events of which most articles tell, the largest first.
    """

    path: Path
    found: PlacedArticles
    largest: tuple[EventOverview, ...]


def write_events(
    out: Path, events: EventOptions | None = None, options: ReportOptions | None = None
) -> EventFiles:
    """Find which articles of a score table tell of the same event, and write ``events.parquet`` next to it.

    The same table and options give the same bytes.

    Args:
        out: Folder that ``framing score`` wrote.
        events: How near in time and how alike; the defaults if left out.
        options: Memory and threads for reading the table; the defaults if left out.

    Returns:
        The file and what stands in it.

    Raises:
        ScoreTableError: The table is absent, incomplete, of another schema version, or mixes
            checkpoints.
        OutputError: The folder cannot be written to.
    """
    with open_table(out, options or ReportOptions()) as table:
        found = find_events(table, events or EventOptions())
        largest = largest_events(table, found, _LARGEST)
    path = out / EVENTS_FILE
    _write(path, found)
    return EventFiles(path, found, largest)


def _write(path: Path, found: PlacedArticles) -> None:
    """Write under another name first, so that a half-written file is never under its final name."""
    try:
        with tempfile.NamedTemporaryFile(prefix=f".{path.name}.", dir=path.parent, delete=False) as file:
            temporary = Path(file.name)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    try:
        pq.write_table(_table(found), temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def _table(found: PlacedArticles) -> pa.Table:
    columns: dict[str, Iterable[object]] = {
        name: [getattr(article, name) for article in found.articles] for name in EVENTS_SCHEMA.names
    }
    return pa.table(columns, schema=EVENTS_SCHEMA)
