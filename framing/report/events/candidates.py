"""Which articles to compare at all: those of near days that share words which tell much.

Comparing all with all would take hours for a hundred thousand articles. Two reports of one event share
names and rare words, so an index from each article's most telling words leads from one to the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.report.events.corpus import Corpus
from framing.report.events.options import EventOptions
from framing.report.events.weights import Floats

TELLING_WORDS = 80
"""Words of an article that lead to others."""

# Longer lists of articles under one word are not followed: the word is too common to lead anywhere.
_LONGEST_LIST = 3000

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Articles under each word, in the order of the corpus."""

    starts: Ints
    articles: NDArray[np.int32]
    weights: NDArray[np.float32]

    def under(self, word: int, first: int, last: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Give the articles from ``first`` up to but not including ``last`` that a word leads to."""
        begin, end = self.starts[word], self.starts[word + 1]
        begin, end = begin + np.searchsorted(self.articles[begin:end], (first, last))
        if end - begin > _LONGEST_LIST:
            end = begin
        return self.articles[begin:end], self.weights[begin:end]


@dataclass(frozen=True, slots=True, eq=False)
class _Telling:
    """The most telling words of each article, and their weights."""

    starts: Ints
    words: NDArray[np.int32]
    weights: NDArray[np.float32]

    def of(self, article: int) -> slice:
        return slice(self.starts[article], self.starts[article + 1])


def find_candidates(
    corpus: Corpus, weights: Floats, options: EventOptions
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Find for each article the later ones in the corpus that may tell of the same event.

    Args:
        corpus: Articles in the order of their days.
        weights: Weights of their words.
        options: Days apart, and the most articles to give.

    Yields:
        An article and those to compare it with, all of higher number, ascending. Articles without
        any are left out.
    """
    telling = _telling_words(corpus, weights)
    index = _index(telling, len(corpus.vocabulary.words))
    undated = int(np.searchsorted(corpus.days < 0, True))
    dated_days = corpus.days[:undated]
    for article in range(len(corpus)):
        last = undated
        if article < undated:
            last = int(np.searchsorted(dated_days, dated_days[article] + options.days, side="right"))
        near = _near(telling, index, article, ((article + 1, last), (max(undated, article + 1), len(corpus))))
        found = _best(*near, options.neighbours)
        if len(found):
            yield article, found


def _telling_words(corpus: Corpus, weights: Floats) -> _Telling:
    kept: list[NDArray[np.int64]] = []
    for begin, end in zip(corpus.starts[:-1], corpus.starts[1:], strict=True):
        row = weights[begin:end]
        best = np.argsort(-row, kind="stable")[:TELLING_WORDS]
        kept.append(begin + np.sort(best[row[best] > 0]))
    cells = np.concatenate(kept) if kept else np.empty(0, np.int64)
    starts = np.cumsum([0, *(len(cell) for cell in kept)], dtype=np.int64)
    return _Telling(starts, corpus.columns[cells], weights[cells])


def _index(telling: _Telling, words: int) -> _Index:
    order = np.argsort(telling.words, kind="stable")
    rows = np.repeat(np.arange(len(telling.starts) - 1, dtype=np.int32), np.diff(telling.starts))
    counts = np.bincount(telling.words, minlength=words)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return _Index(starts, rows[order], telling.weights[order])


def _near(
    telling: _Telling, index: _Index, article: int, ranges: tuple[tuple[int, int], ...]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give the articles within ranges that share telling words, and the sum of what they share."""
    mine = telling.of(article)
    articles: list[NDArray[np.int32]] = []
    shared: list[NDArray[np.float32]] = []
    for word, weight in zip(telling.words[mine], telling.weights[mine], strict=True):
        for first, last in ranges:
            if first < last:
                found, weights = index.under(int(word), first, last)
                articles.append(found)
                shared.append(weights * weight)
    if not articles:
        return np.empty(0, np.int64), np.empty(0, np.float64)
    distinct, places = np.unique(np.concatenate(articles), return_inverse=True)
    sums = np.zeros(len(distinct), np.float64)
    np.add.at(sums, places, np.concatenate(shared))
    return distinct.astype(np.int64), sums


# Pairs that share less are unrelated. Those that share but a subject are wanted: events are measured by them.
_LEAST_SHARED = 0.003


def _best(articles: NDArray[np.int64], shared: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    enough = shared >= _LEAST_SHARED
    articles, shared = articles[enough], shared[enough]
    if len(articles) <= most:
        return articles
    return np.sort(articles[np.argsort(-shared, kind="stable")[:most]])
