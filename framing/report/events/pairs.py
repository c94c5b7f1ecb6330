"""How likely two articles are to tell of the same event."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.report.events.corpus import Corpus
from framing.report.events.weights import Floats

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of articles that were compared. Shape of each: ``(n_pairs,)``.

    Attributes:
        first: Number of the earlier article.
        second: Number of the later one.
        likeness: Cosine of their weighted words, in [0, 1].
        days: Days between them; -1 where a day is unknown.
        same_source: Whether one source published both.
    """

    first: Ints
    second: Ints
    likeness: Array
    days: Ints
    same_source: NDArray[np.bool_]


# Logistic regression on half of the labelled pairs; see docs/events.md.
_BIAS = -0.7
_LIKENESS = 10.0
_LEAD_OVER_RIVALS = 10.0
_PER_DAY = -1.4
# Without a day an article is compared with all others: the more there are, the more are alike by chance.
# Few articles without days are often one affair over several days, hence the least that is taken off.
_UNDATED, _UNDATED_PER_LOG_ARTICLES, _UNDATED_LEAST = 2.2, -0.6, -1.0
# A source seldom reports an event twice on a day: two reports of one source are more often two events.
_SAME_SOURCE = -2.5

# Beyond this much likeness a rival is a near-copy, and says nothing against the others.
_RIVAL_CAP = 0.45
_LEAD_CAP = 0.15
_DAYS_CAP = 4


def same_event(pairs: Pairs, articles: int) -> Array:
    """Give the probability that the articles of each pair tell of the same event.

    What counts is how alike they are, how near in time, and whether either is more like a third
    article, for then the two rather share a subject.

    Args:
        pairs: All pairs of a corpus that were compared.
        articles: Articles in the corpus.

    Returns:
        Probability of each pair, in [0, 1]. Shape: ``(n_pairs,)``.
    """
    score = _BIAS + _LIKENESS * pairs.likeness + _LEAD_OVER_RIVALS * _lead(pairs, articles)
    undated = min(_UNDATED_LEAST, _UNDATED + _UNDATED_PER_LOG_ARTICLES * np.log(max(articles, 1)))
    score += np.where(pairs.days < 0, undated, _PER_DAY * np.minimum(pairs.days, _DAYS_CAP))
    score += _SAME_SOURCE * pairs.same_source
    return 1 / (1 + np.exp(-score))


def _lead(pairs: Pairs, articles: int) -> Array:
    """Give by how much a pair is more alike than the best that either makes with another source."""
    rivals = np.where(pairs.same_source, 0.0, np.minimum(pairs.likeness, _RIVAL_CAP))
    best, second_best = _two_best(pairs, rivals, articles)
    own = np.minimum(pairs.likeness, _RIVAL_CAP)
    against = np.zeros(len(own))
    for side in (pairs.first, pairs.second):
        # A pair is not its own rival.
        mine = rivals >= best[side]
        against = np.maximum(against, np.where(mine, second_best[side], best[side]))
    return np.clip(own - against, -_LEAD_CAP, _LEAD_CAP)


def _two_best(pairs: Pairs, values: Array, articles: int) -> tuple[Array, Array]:
    ends = np.concatenate([pairs.first, pairs.second])
    both = np.concatenate([values, values])
    order = np.lexsort((-both, ends))
    ends, both = ends[order], both[order]
    place = np.arange(len(ends)) - np.searchsorted(ends, ends)
    best, second_best = np.zeros(articles), np.zeros(articles)
    best[ends[place == 0]] = both[place == 0]
    second_best[ends[place == 1]] = both[place == 1]
    return best, second_best


class Comparer:
    """Compares an article with others.

    Args:
        corpus: The articles.
        weights: Weights of their words.
    """

    def __init__(self, corpus: Corpus, weights: Floats) -> None:
        self._corpus = corpus
        self._weights = weights
        # One article's weights spread over the vocabulary; cleaned up after each use.
        self._spread = np.zeros(len(corpus.vocabulary.words), np.float32)

    def compare(self, article: int, others: Ints) -> Array:
        """Compare an article with others.

        Args:
            article: Number of the article.
            others: Numbers of the others.

        Returns:
            Cosine of the weighted words with each, in [0, 1]. Shape: ``(n_others,)``.
        """
        starts = self._corpus.starts
        lengths = starts[others + 1] - starts[others]
        ends = np.cumsum(lengths)
        cells = np.arange(ends[-1]) + np.repeat(starts[others] - ends + lengths, lengths)
        mine = slice(starts[article], starts[article + 1])
        self._spread[self._corpus.columns[mine]] = self._weights[mine]
        products = self._spread[self._corpus.columns[cells]] * self._weights[cells]
        self._spread[self._corpus.columns[mine]] = 0
        places = np.repeat(np.arange(len(others)), lengths)
        return np.minimum(np.bincount(places, products, minlength=len(others)), 1.0)
