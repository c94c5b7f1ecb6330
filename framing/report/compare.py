"""The same event told by several sources: finds the events of a score table and writes them next to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from framing.report.events import (
    EventOptions,
    EventOverview,
    PlacedArticle,
    PlacedArticles,
    find_events,
    largest_events,
)
from framing.report.files import write_whole
from framing.report.options import ReportOptions
from framing.report.table import ScoreTable, open_table

EVENTS_FILE = "events.parquet"

EVENTS_SCHEMA_VERSION = 1
"""Rises with every change that a reader of ``events.parquet`` could notice."""

EVENTS_SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("url", pa.string()),
        pa.field("event", pa.int32()),
        pa.field("copy_of", pa.string()),
    ]
)
"""``events.parquet``: one row per article of the score table, in the order of the ids."""

_LARGEST = 10

_VERSION_KEY, _TABLE_KEY, _DAYS_KEY = b"framing.schema_version", b"framing.articles", b"framing.days"


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
        found = place_and_write(table, out, events or EventOptions())
        largest = largest_events(table, found, _LARGEST)
    return EventFiles(out / EVENTS_FILE, found, largest)


def place_and_write(table: ScoreTable, out: Path, events: EventOptions) -> PlacedArticles:
    """Find the events of an open table and write ``events.parquet``.

    Args:
        table: An open score table.
        out: Its folder.
        events: How near in time and how alike.

    Returns:
        The articles, each with its event.

    Raises:
        OutputError: The folder cannot be written to.
    """
    found = find_events(table, events)
    metadata = {
        _VERSION_KEY: str(EVENTS_SCHEMA_VERSION),
        _TABLE_KEY: _fingerprint(table),
        _DAYS_KEY: str(events.days),
    }
    sink = pa.BufferOutputStream()
    pq.write_table(_arrow(found, EVENTS_SCHEMA.with_metadata(metadata)), sink)
    write_whole(out / EVENTS_FILE, sink.getvalue().to_pybytes())
    return found


def read_events(table: ScoreTable, out: Path) -> PlacedArticles | None:
    """Read ``events.parquet``, if it was made from this very table.

    Args:
        table: An open score table.
        out: Its folder.

    Returns:
        The articles; ``None`` where there is no such file, or one of other articles or another version.
    """
    path = out / EVENTS_FILE
    try:
        metadata = pq.read_schema(path).metadata or {}
        if metadata.get(_VERSION_KEY) != str(EVENTS_SCHEMA_VERSION).encode():
            return None
        if metadata.get(_TABLE_KEY) != _fingerprint(table).encode():
            return None
        rows = pq.read_table(path, schema=EVENTS_SCHEMA).to_pylist()
    except (pa.ArrowException, OSError):
        return None
    articles = tuple(PlacedArticle(**row) for row in rows)
    return PlacedArticles(articles, len({one.event for one in articles if one.event is not None}))


def _arrow(found: PlacedArticles, schema: pa.Schema) -> pa.Table:
    columns: dict[str, Iterable[object]] = {
        name: [getattr(article, name) for article in found.articles] for name in schema.names
    }
    return pa.table(columns, schema=schema)


def _fingerprint(table: ScoreTable) -> str:
    """Digest what events are found from, whatever the order of the rows."""
    digest = table.connection.sql(
        "SELECT count(*), bit_xor(md5_number_lower(concat_ws(chr(31), article_id, source, "
        "coalesce(title, ''), coalesce(published::VARCHAR, ''), text_digest))) "
        "FROM articles WHERE sentences > 0"
    ).fetchall()[0]
    return f"{digest[0]}-{digest[1] or 0:016x}"
