"""Where each article belongs: its event, and the article that it copies."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """An article and its event: one row of ``events.parquet``.

    Attributes:
        article_id: Name of the article.
        source: Its publisher.
        url: Its address, if known.
        event: Number of its event, from 0; ``None`` when no other source tells of it.
        copy_of: The article whose wording it repeats; ``None`` when its wording is its own.
    """

    article_id: str
    source: str
    url: str | None
    event: int | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class PlacedArticles:
    """All articles of a score table, placed.

    Attributes:
        articles: One per article, in the order of their ids.
        events: Number of events. They are numbered by the day of their first article.
    """

    articles: tuple[PlacedArticle, ...]
    events: int


@dataclass(frozen=True, slots=True)
class EventOverview:
    """An event in a line.

    Attributes:
        event: Its number.
        title: Headline of its first article that has one; ``None`` when none has.
        first: Day of its first article, if known.
        articles: Articles that tell of it.
        sources: Their sources, in the order of their names.
    """

    event: int
    title: str | None
    first: date | None
    articles: int
    sources: tuple[str, ...]
