"""Chooses articles to show in full, so that a reader sees whole texts marked up."""

from dataclasses import dataclass
from datetime import date

from framing.report.sentences import SentenceKey
from framing.report.table import ScoreTable
from framing.scores import SentenceScore

# Sentences shown in full texts: keeps the page small whatever the length of the articles.
_MOST_SENTENCES = 4000


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article shown in full.

    Attributes:
        article_id: Its stable name.
        source: Its publisher.
        title: Headline, or ``None``.
        published: Day of publication, or ``None``.
        url: Address, or ``None``.
        foreign: Paragraphs left out because they are in another language.
        sentences: All its scored sentences, in reading order.
    """

    article_id: str
    source: str
    title: str | None
    published: date | None
    url: str | None
    foreign: int
    sentences: tuple[SentenceScore, ...]


@dataclass(frozen=True, slots=True)
class ArticleChoice:
    """An article chosen to be shown; its sentences are fetched with all others.

    Attributes:
        article_id: Its stable name.
        sentences: How many sentences it has.
        foreign: Paragraphs left out for their language.
    """

    article_id: str
    sentences: int
    foreign: int

    @property
    def keys(self) -> tuple[SentenceKey, ...]:
        """Where its sentences stand."""
        return tuple(SentenceKey(self.article_id, number) for number in range(self.sentences))


def choose_articles(table: ScoreTable, shown: int) -> tuple[ArticleChoice, ...]:
    """Choose articles to show: all of a small table; else evenly by source, at random within it.

    Repeats of a source's own articles are left out.

    "At random" is by the digest of the article's id, so that the choice is the same every time and
    has nothing to do with what the article says.

    Args:
        table: An open score table.
        shown: The most articles to choose.

    Returns:
        The choice, ordered by source, day and id.
    """
    rows = table.connection.execute(
        f"""
        WITH dealt AS (
            SELECT *, md5(article_id) AS chance,
                row_number() OVER (PARTITION BY source ORDER BY md5(article_id), article_id) AS round
            FROM articles ANTI JOIN repeats USING (article_id) WHERE sentences > 0
        ),
        counted AS (
            SELECT *, row_number() OVER turn AS place, sum(sentences) OVER turn AS running
            FROM dealt WINDOW turn AS (ORDER BY round, source ROWS UNBOUNDED PRECEDING)
        )
        SELECT article_id, sentences, len("foreign") FROM counted
        WHERE place <= $shown AND (running <= {_MOST_SENTENCES} OR place = 1)
        ORDER BY source, published NULLS LAST, article_id
        """,
        {"shown": shown},
    ).fetchall()
    return tuple(ArticleChoice(*row) for row in rows)
