"""Reads the articles of a score table one by one, in the order of their days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from framing.report.table import ScoreTable

_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The text of an article, as far as it tells events apart.

    Attributes:
        article_id: Name of the article.
        source: Its publisher.
        url: Its address, if known.
        title: Its headline, if known.
        published: Its day, if known.
        sentences: Its first sentences.
    """

    article_id: str
    source: str
    url: str | None
    title: str | None
    published: date | None
    sentences: tuple[str, ...]


def read_texts(table: ScoreTable, most: int) -> Iterator[ArticleText]:
    """Read every article that has a sentence.

    Args:
        table: An open score table.
        most: Sentences to read of each article, from its beginning.

    Yields:
        Articles by day, then by id; those without a day last.
    """
    table.connection.execute(_ORDERED, {"most": most})
    yield from _rows(table.connection)


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[ArticleText]:
    while rows := connection.fetchmany(_AT_ONCE):
        for article_id, source, url, title, published, sentences in rows:
            yield ArticleText(article_id, source, url, title, published, tuple(sentences))


_ORDERED = """
WITH texts AS (
    SELECT article_id, list(text ORDER BY sentence) AS beginning
    FROM scores WHERE sentence < $most GROUP BY article_id
)
SELECT article_id, source, url, title, published, beginning
FROM articles JOIN texts USING (article_id) ORDER BY published NULLS LAST, article_id
"""
