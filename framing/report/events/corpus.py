"""Articles as rows of word counts: what is compared, and nothing else, so that many fit into memory."""

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from framing.report.events.copies import shingles
from framing.report.events.texts import ArticleText
from framing.report.events.words import Vocabulary

SENTENCES_READ = 40
"""Sentences read of each article. What it is about stands at its beginning."""

LEAD = 4
"""Sentences that, with the headline, make the head of an article."""

_MOST_COUNTED = 255

Ints = NDArray[np.int64]
_Kind = TypeVar("_Kind", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Articles in the order of their days, those without a day last.

    Attributes:
        article_ids: Name of each article.
        urls: Address of each, where known.
        sources: Publisher of each.
        days: Day of each as an ordinal, -1 where unknown. Shape: ``(n_articles,)``.
        starts: Where each article's words begin in the next three. Shape: ``(n_articles + 1,)``.
        columns: Number of a word. Shape: ``(n_cells,)``.
        head: Times that it stands in the headline and the lead.
        body: Times that it stands in the article.
        shingle_starts: Where each article's shingles begin. Shape: ``(n_articles + 1,)``.
        shingles: Digests of a sample of its runs of words, ascending.
        vocabulary: The words.
    """

    article_ids: tuple[str, ...]
    urls: tuple[str | None, ...]
    sources: tuple[str, ...]
    days: Ints
    starts: Ints
    columns: NDArray[np.int32]
    head: NDArray[np.uint8]
    body: NDArray[np.uint8]
    shingle_starts: Ints
    shingles: NDArray[np.uint64]
    vocabulary: Vocabulary

    def __len__(self) -> int:
        """Articles."""
        return len(self.article_ids)


@dataclass(slots=True)
class _Growing:
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    articles: list[tuple[str, str | None, str, int]] = field(default_factory=list)
    columns: list[NDArray[np.int32]] = field(default_factory=list)
    head: list[NDArray[np.uint8]] = field(default_factory=list)
    body: list[NDArray[np.uint8]] = field(default_factory=list)
    shingles: list[NDArray[np.uint64]] = field(default_factory=list)

    def add(self, article: ArticleText) -> None:
        title = self.vocabulary.read_title(article.title or "")
        lead = self.vocabulary.read(article.sentences[:LEAD])
        rest = self.vocabulary.read(article.sentences[LEAD:])
        columns, places = np.unique(np.array(title + lead + rest, np.int64), return_inverse=True)
        head = np.bincount(places[: len(title) + len(lead)], minlength=len(columns))
        body = np.bincount(places, minlength=len(columns))
        day = article.published.toordinal() if article.published else -1
        self.articles.append((article.article_id, article.url, article.source, day))
        self.columns.append(columns.astype(np.int32))
        self.head.append(np.minimum(head, _MOST_COUNTED).astype(np.uint8))
        self.body.append(np.minimum(body, _MOST_COUNTED).astype(np.uint8))
        self.shingles.append(shingles(np.array(lead + rest, np.uint64)))


def build_corpus(articles: Iterable[ArticleText]) -> Corpus:
    """Count the words of articles.

    Args:
        articles: Articles in the order of their days, those without a day last; read once.

    Returns:
        Their counts.
    """
    growing = _Growing()
    for article in articles:
        growing.add(article)
    ids, urls, sources, days = zip(*growing.articles, strict=True) if growing.articles else ((), (), (), ())
    return Corpus(
        article_ids=ids,
        urls=urls,
        sources=sources,
        days=np.array(days, np.int64),
        starts=_starts(growing.columns),
        columns=_joined(growing.columns, np.int32),
        head=_joined(growing.head, np.uint8),
        body=_joined(growing.body, np.uint8),
        shingle_starts=_starts(growing.shingles),
        shingles=_joined(growing.shingles, np.uint64),
        vocabulary=growing.vocabulary,
    )


def _starts(rows: Sequence[Sized]) -> Ints:
    return np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)


def _joined(rows: list[NDArray[_Kind]], kind: type[_Kind]) -> NDArray[_Kind]:
    joined = np.concatenate(rows) if rows else np.empty(0, kind)
    # Large: the parts are not needed beside the whole.
    rows.clear()
    return joined
