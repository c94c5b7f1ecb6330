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
        weekdays: How alike the weekdays are that both name, 0 where one names none, or as alike as by chance.
    """

    first: Ints
    second: Ints
    likeness: Array
    days: Ints
    same_source: NDArray[np.bool_]
    weekdays: Array


# Logistic regression on events found in real news and on dealt articles, rounded; see docs/events.md.
# How alike two articles are says no more once it is known by what ratio that exceeds what else they are like.
_BIAS = -1.8
_OVER_RIVALS = 4.4
_OVER_SUBJECT = 4.5
_WEEKDAYS = 1.4
_PER_DAY = -1.0
# A source seldom reports an event twice on a day: two reports of one source are more often two events.
_SAME_SOURCE = -4.0

# So much alike are unrelated articles.
_UNRELATED = 0.07
# Beyond this much likeness a rival is a near-copy, and says nothing against the others.
_RIVAL_CAP = 0.6
_LEAD_LEAST, _LEAD_MOST = -2.0, 1.5
# What is this much alike is rather a large event than a subject, and says nothing against its own reports.
_SUBJECT_CAP = 0.2
# In a table of few articles nothing else shares the subject, so that more excess says no more.
_EXCESS_CAP = 0.8
_DAYS_CAP = 4

# The articles that are most like an article tell of its event; those of the next places, of its subject only.
_SUBJECT_PLACES = slice(4, 12)

# Share of pairs that are one event where the weights above were found; as if so many pairs more were known.
_USUAL_SHARE, _USUAL_PAIRS = 0.1, 50
_RAREST, _MOST_FREQUENT = -3.0, 1.0


def same_event(pairs: Pairs, articles: int) -> Array:
    """Give the probability that the articles of each pair tell of the same event.

    What counts is how many times more alike they are than either is with third articles: with the best
    of them, which may be the better partner, and with those after the best, which share only the
    subject. How alike reports of an event are depends on their length and on who wrote them; how many
    times more alike than others, far less.

    Args:
        pairs: All pairs of a corpus that were compared.
        articles: Articles in the corpus.

    Returns:
        Probability of each pair, in [0, 1]. Shape: ``(n_pairs,)``.
    """
    nearest = _nearest(pairs, articles)
    score = _BIAS + _OVER_RIVALS * _lead(pairs, nearest) + _OVER_SUBJECT * _excess(pairs, nearest)
    score += _WEEKDAYS * pairs.weekdays
    dated = pairs.days >= 0
    score += _PER_DAY * np.clip(pairs.days, 0, _DAYS_CAP)
    for kind in (dated, ~dated):
        score[kind] += _shift(score[kind & ~pairs.same_source])
    return 1 / (1 + np.exp(-score - _SAME_SOURCE * pairs.same_source))


def _shift(score: Array) -> float:
    """Give what is to be added to scores, since one event is rarer or more frequent here than usual.

    One step of the adjustment to new shares by Saerens, Latinne & Decaestecker (2002). Where articles
    without a day are compared with all, most of what is alike is so by chance: the more, the more
    articles there are, and the fewer of them have a partner.
    """
    expected = float(np.sum(1 / (1 + np.exp(-score))))
    share = (expected + _USUAL_PAIRS * _USUAL_SHARE) / (len(score) + _USUAL_PAIRS)
    odds = np.log(share / (1 - share)) - np.log(_USUAL_SHARE / (1 - _USUAL_SHARE))
    return float(np.clip(odds, _RAREST, _MOST_FREQUENT))


def _lead(pairs: Pairs, nearest: Array) -> Array:
    """Give by how much a pair is more alike than the best that one of the two makes with another source.

    A difference of logarithms. The article that this favours decides: of three reports, one often shares
    more with each of the others than they do with each other.
    """
    others = np.where(pairs.same_source, 0.0, pairs.likeness)
    against = np.full(len(others), np.inf)
    for side in (pairs.first, pairs.second):
        best, second_best = nearest[side, 0], nearest[side, 1]
        # A pair is not its own rival.
        against = np.minimum(against, np.where(others >= best, second_best, best))
    found: Array = _log(pairs.likeness, _RIVAL_CAP) - _log(against, _RIVAL_CAP)
    return np.clip(found, _LEAD_LEAST, _LEAD_MOST)


def _excess(pairs: Pairs, nearest: Array) -> Array:
    """Give by how much a pair is more alike than the two are with articles that share their subject only.

    A difference of logarithms, the mean of both articles'.
    """
    subject = _log(nearest[:, _SUBJECT_PLACES].mean(axis=1), _SUBJECT_CAP)
    excess = _log(pairs.likeness, 1.0) - (subject[pairs.first] + subject[pairs.second]) / 2
    found: Array = np.minimum(excess, _EXCESS_CAP)
    return found


def _log(likeness: Array, most: float) -> Array:
    """Give the logarithm of likeness; below that of unrelated articles and above a bound it says no more."""
    found: Array = np.log(np.clip(likeness, _UNRELATED, most))
    return found


def _nearest(pairs: Pairs, articles: int) -> Array:
    """Give for each article how alike those of other sources are that are most like it, the most first.

    Shape: ``(articles, places)``. 0 where there are no more.
    """
    apart = ~pairs.same_source
    ends = np.concatenate([pairs.first[apart], pairs.second[apart]])
    likeness = np.tile(pairs.likeness[apart], 2)
    order = np.lexsort((-likeness, ends))
    ends, likeness = ends[order], likeness[order]
    place = np.arange(len(ends)) - np.searchsorted(ends, ends)
    kept = place < _SUBJECT_PLACES.stop
    nearest = np.zeros((articles, _SUBJECT_PLACES.stop))
    nearest[ends[kept], place[kept]] = likeness[kept]
    return nearest


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
