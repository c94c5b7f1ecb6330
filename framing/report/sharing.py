"""Reads the events that ``framing compare`` found, and compares the tellings of the largest."""

from dataclasses import dataclass
from pathlib import Path

from framing.errors import ScoreTableError
from framing.report.compare import EVENTS_FILE
from framing.report.options import ReportOptions
from framing.report.sentences import SentenceKey, fetch_sentences
from framing.report.table import ScoreTable
from framing.report.telling import EventComparison, compare_tellings
from framing.scores import SentenceScore

# More would neither fit side by side nor be read.
_SOURCES_PER_EVENT = 6
_ARTICLES_PER_SOURCE = 2
_SENTENCES_PER_ARTICLE = 60


@dataclass(frozen=True, slots=True)
class SharedEvents:
    """The events of a score table, and some of them side by side.

    Attributes:
        found: Events that more than one source tells.
        articles: Articles in them.
        copies: Articles that repeat another's wording, in an event or not.
        shown: The events told by most sources.
    """

    found: int
    articles: int
    copies: int
    shown: tuple[EventComparison, ...]


def compare_shared(table: ScoreTable, out: Path, options: ReportOptions) -> SharedEvents | None:
    """Compare the tellings of the largest events.

    Args:
        table: The score table.
        out: Its folder.
        options: How many events to show.

    Returns:
        The events; ``None`` where ``framing compare`` has not been run.

    Raises:
        ScoreTableError: The events were found in another score table.
    """
    path = out / EVENTS_FILE
    if not path.is_file():
        return None
    _load(table, path)
    found, articles, copies = table.connection.sql(
        "SELECT count(DISTINCT event), count(event), count(copy_of) FROM placed"
    ).fetchall()[0]
    table.connection.execute(_CHOSEN, {"events": options.events_shown, **_MOST})
    rows = table.connection.sql("SELECT * FROM chosen ORDER BY rank, source, place").fetchall()
    shown = _compare(table, rows)
    return SharedEvents(found, articles, copies, shown)


_MOST = {"sources": _SOURCES_PER_EVENT, "articles": _ARTICLES_PER_SOURCE}

# Rank, event, copies, source, place within the source, article, its sentences.
_Row = tuple[int, int, int, str, int, str, int]


def _load(table: ScoreTable, path: Path) -> None:
    table.connection.execute(
        "CREATE OR REPLACE TEMP TABLE placed AS "
        "SELECT article_id, source, event, copy_of FROM read_parquet($path)",
        {"path": str(path)},
    )
    strange = table.connection.sql(
        "WITH whole AS (SELECT article_id FROM articles WHERE sentences > 0) "
        "SELECT (SELECT count(*) FROM placed ANTI JOIN whole USING (article_id)) "
        "+ (SELECT count(*) FROM whole ANTI JOIN placed USING (article_id))"
    ).fetchall()[0][0]
    if strange:
        raise ScoreTableError(f"{path} belongs to another score table: run 'framing compare' again")


def _compare(table: ScoreTable, rows: list[_Row]) -> tuple[EventComparison, ...]:
    keys = [
        SentenceKey(article_id, number)
        for *_, article_id, sentences in rows
        for number in range(min(sentences, _SENTENCES_PER_ARTICLE))
    ]
    fetched = fetch_sentences(table, keys)
    events: dict[tuple[int, int], list[list[SentenceScore]]] = {}
    for _, event, copies, _, _, article_id, sentences in rows:
        article = [fetched[SentenceKey(article_id, k)] for k in range(min(sentences, _SENTENCES_PER_ARTICLE))]
        events.setdefault((event, copies), []).append(article)
    threshold = table.run.threshold("loaded")
    return tuple(
        compare_tellings(event, articles, threshold=threshold, copies=copies)
        for (event, copies), articles in events.items()
    )


# Copies are left out; an event that then has one source left is not compared.
_CHOSEN = """
CREATE OR REPLACE TEMP TABLE chosen AS
WITH own AS (
    SELECT event, source, article_id, sentences,
        row_number() OVER (PARTITION BY event, source ORDER BY published NULLS LAST, article_id) AS place
    FROM placed JOIN (SELECT article_id, published, sentences FROM articles) USING (article_id)
    WHERE event IS NOT NULL AND copy_of IS NULL
),
counted AS (
    SELECT event, count(DISTINCT source) AS n_sources, count(*) AS n_articles FROM own GROUP BY event
),
largest AS (
    SELECT event, row_number() OVER (ORDER BY n_sources DESC, n_articles DESC, event) AS rank
    FROM counted WHERE n_sources > 1 QUALIFY rank <= $events
),
copied AS (
    SELECT event, count(copy_of) AS copies FROM placed WHERE event IS NOT NULL GROUP BY event
)
SELECT rank::INTEGER AS rank, event, copies::INTEGER AS copies, source, place::INTEGER AS place,
    article_id, sentences
FROM own JOIN largest USING (event) JOIN copied USING (event)
WHERE place <= $articles
QUALIFY dense_rank() OVER (PARTITION BY event ORDER BY source) <= $sources
"""
