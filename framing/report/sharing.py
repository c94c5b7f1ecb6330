"""Compares the tellings of the largest events of a score table."""

from dataclasses import dataclass
from itertools import chain

from framing.report.events import PlacedArticles
from framing.report.options import ReportOptions
from framing.report.sentences import SentenceKey, fetch_sentences
from framing.report.table import ScoreTable
from framing.report.telling import ArticleLine, CopiedArticle, EventComparison, compare_tellings
from framing.scores import SentenceScore

# More would neither fit side by side nor be read.
_SOURCES_PER_EVENT = 6
_ARTICLES_PER_SOURCE = 2
_SENTENCES_PER_ARTICLE = 60

_COPIES_LISTED = 20


@dataclass(frozen=True, slots=True)
class SharedEvents:
    """The events of a score table, and some of them side by side.

    Attributes:
        found: Events that more than one source tells.
        articles: Articles in them.
        copies: Articles that repeat another's wording, in an event or not.
        shown: The events told by most sources in wording of their own.
        only_copied: Articles on events that only one source tells in wording of its own; 20 at most.
    """

    found: int
    articles: int
    copies: int
    shown: tuple[EventComparison, ...]
    only_copied: tuple[CopiedArticle, ...]

    def articles_shown(self) -> list[ArticleLine | CopiedArticle]:
        """Give every article that the events name."""
        told = [article for event in self.shown for one in event.tellings for article in one.articles]
        return [*told, *chain.from_iterable(event.copied for event in self.shown), *self.only_copied]


def compare_shared(table: ScoreTable, placed: PlacedArticles, options: ReportOptions) -> SharedEvents:
    """Compare the tellings of the largest events.

    Args:
        table: The score table, its events registered.
        placed: Its articles, each with its event.
        options: How many events to show.

    Returns:
        The events.
    """
    table.connection.execute(_CHOSEN, {"events": options.events_shown, **_MOST})
    rows = table.connection.sql("SELECT * FROM chosen ORDER BY rank, source, place").fetchall()
    copies = _copies(table)
    events = list(dict.fromkeys(row[1] for row in rows))
    return SharedEvents(
        found=placed.events,
        articles=sum(article.event is not None for article in placed.articles),
        copies=sum(article.copy_of is not None for article in placed.articles),
        shown=_compare(table, rows, {event: copies.get(event, ()) for event in events}),
        only_copied=_only_copied(table, copies),
    )


_MOST = {"sources": _SOURCES_PER_EVENT, "articles": _ARTICLES_PER_SOURCE}

# Rank, event, source, place within the source, article, its sentences.
_Row = tuple[int, int, str, int, str, int]


def _compare(
    table: ScoreTable, rows: list[_Row], copies: dict[int, tuple[CopiedArticle, ...]]
) -> tuple[EventComparison, ...]:
    keys = [
        SentenceKey(article_id, number)
        for *_, article_id, sentences in rows
        for number in range(min(sentences, _SENTENCES_PER_ARTICLE))
    ]
    fetched = fetch_sentences(table, keys)
    events: dict[int, list[list[SentenceScore]]] = {event: [] for event in copies}
    for _, event, _, _, article_id, sentences in rows:
        last = min(sentences, _SENTENCES_PER_ARTICLE)
        events[event].append([fetched[SentenceKey(article_id, number)] for number in range(last)])
    decided = "loaded" not in table.run.undecided
    threshold = table.run.threshold("loaded") if decided else None
    return tuple(
        compare_tellings(event, articles, threshold=threshold, copied=copies[event])
        for event, articles in events.items()
    )


def _copies(table: ScoreTable) -> dict[int, tuple[CopiedArticle, ...]]:
    """Give the articles that repeat another's wording, by event."""
    found: dict[int, tuple[CopiedArticle, ...]] = {}
    for event, *row in table.connection.sql(_COPIED).fetchall():
        found[event] = (*found.get(event, ()), CopiedArticle(*row))
    return found


def _only_copied(
    table: ScoreTable, copies: dict[int, tuple[CopiedArticle, ...]]
) -> tuple[CopiedArticle, ...]:
    told = table.connection.sql(
        "SELECT event FROM placed JOIN articles USING (article_id) WHERE event IS NOT NULL "
        "AND copy_of IS NULL GROUP BY event HAVING count(DISTINCT source) > 1"
    ).fetchall()
    several = {event for (event,) in told}
    listed = (copied for event, copied in sorted(copies.items()) if event not in several)
    return tuple(chain.from_iterable(listed))[:_COPIES_LISTED]


_COPIED = """
SELECT placed.event, one.source, one.article_id, one.title, one.published, one.url,
    original.source, original.article_id, original.title
FROM placed JOIN articles AS one USING (article_id)
JOIN articles AS original ON original.article_id = placed.copy_of
WHERE placed.event IS NOT NULL ORDER BY placed.event, one.source, one.published NULLS LAST, one.article_id
"""

# Copies are left out; an event that then has one source left is not compared.
_CHOSEN = """
CREATE OR REPLACE TEMP TABLE chosen AS
WITH own AS (
    SELECT event, source, article_id, sentences,
        row_number() OVER (PARTITION BY event, source ORDER BY published NULLS LAST, article_id) AS place
    FROM placed JOIN (SELECT article_id, source, published, sentences FROM articles) USING (article_id)
    WHERE event IS NOT NULL AND copy_of IS NULL
),
counted AS (
    SELECT event, count(DISTINCT source) AS n_sources, count(*) AS n_articles FROM own GROUP BY event
),
largest AS (
    SELECT event, row_number() OVER (ORDER BY n_sources DESC, n_articles DESC, event) AS rank
    FROM counted WHERE n_sources > 1 QUALIFY rank <= $events
)
SELECT rank::INTEGER AS rank, event, source, place::INTEGER AS place, article_id, sentences
FROM own JOIN largest USING (event)
WHERE place <= $articles
QUALIFY dense_rank() OVER (PARTITION BY event ORDER BY source) <= $sources
"""
