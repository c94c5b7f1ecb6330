"""Makes known to the database which articles tell one event and which repeat another's wording."""

from pathlib import Path

import pyarrow as pa

from framing.report.compare import place_and_write, read_events
from framing.report.events import EventOptions, PlacedArticles, find_events
from framing.report.options import ReportOptions
from framing.report.table import ScoreTable

_PLACED = pa.schema([("article_id", pa.string()), ("event", pa.int32()), ("copy_of", pa.string())])


def placed_articles(
    table: ScoreTable, out: Path, options: ReportOptions, *, keep: bool
) -> PlacedArticles | None:
    """Give the events of a score table: those already found, else found now.

    Args:
        table: An open score table.
        out: Its folder, where ``events.parquet`` may stand.
        options: Whether events are wanted.
        keep: Whether to write events found now to ``events.parquet``.

    Returns:
        The articles; ``None`` where events are not wanted, or the table holds too many articles to look
        through them unasked.

    Raises:
        OutputError: The folder cannot be written to.
    """
    if options.events is False:
        return None
    found = read_events(table, out)
    if found is not None:
        return found
    articles = table.connection.sql("SELECT count(*) FROM articles").fetchall()[0][0]
    if options.events is None and articles > options.events_unasked:
        return None
    return place_and_write(table, out, EventOptions()) if keep else find_events(table, EventOptions())


def register(table: ScoreTable, placed: PlacedArticles | None) -> None:
    """Make the events known to the database.

    Afterwards there are ``placed`` (article, event, copy_of; no row where events were not looked for),
    ``repeats`` (articles that repeat another one of the same source), ``borrowed`` (articles that repeat
    one of another source), ``counted``: the sentences that estimates are made of, without repeats, since
    a text that a source prints twice counts once, as an exact duplicate does when scoring; and
    ``original``: those of them that are no other source's wording, for words, names and examples.

    Args:
        table: An open score table.
        placed: Its articles, each with its event; ``None`` where events were not looked for.
    """
    articles = placed.articles if placed else ()
    rows = {name: [getattr(one, name) for one in articles] for name in _PLACED.names}
    table.connection.register("placed_now", pa.table(rows, schema=_PLACED))
    for statement in _STATEMENTS:
        table.connection.execute(statement)
    table.connection.unregister("placed_now")
    _view(table, "counted", "scores", without="repeats")
    _view(table, "original", "counted", without="borrowed")


def _view(table: ScoreTable, name: str, of: str, *, without: str) -> None:
    """Make a view without some articles; ten million rows are not joined with an empty table."""
    some = table.connection.sql(f"SELECT count(*) FROM {without}").fetchall()[0][0]
    rest = f" ANTI JOIN {without} USING (article_id)" if some else ""
    table.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {of}{rest}")


_STATEMENTS = (
    "CREATE OR REPLACE TEMP TABLE placed AS SELECT * FROM placed_now",
    # Of one wording the original stays, or the earliest where the original is another source's.
    """
    CREATE OR REPLACE TEMP TABLE repeats AS
    SELECT article_id, source FROM articles JOIN placed USING (article_id)
    QUALIFY row_number() OVER (
        PARTITION BY source, coalesce(copy_of, article_id)
        ORDER BY copy_of IS NOT NULL, published NULLS LAST, article_id
    ) > 1
    """,
    # Copies of another source's article; copies of its own are among the repeats.
    """
    CREATE OR REPLACE TEMP TABLE borrowed AS
    SELECT article_id, articles.source AS source FROM articles JOIN placed USING (article_id)
    JOIN (SELECT article_id AS copy_of, source AS from_source FROM articles) USING (copy_of)
    ANTI JOIN repeats USING (article_id)
    WHERE articles.source <> from_source
    """,
)
