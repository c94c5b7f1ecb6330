"""On which weekdays articles say that things happened: reports of one event name the same ones.

Without dates this tells an event from another of the same subject, weeks or years apart.
"""

import numpy as np
from numpy.typing import NDArray

from framing.languages import SMALL
from framing.report.events.corpus import Corpus

_DAYS = 7

# So alike are the weekdays of articles on different events, since one day of seven falls together by chance
# and most articles name several.
_BY_CHANCE = 0.35

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


def name_weekdays(corpus: Corpus) -> Array:
    """Count how often each article names each weekday.

    Args:
        corpus: Articles as word counts.

    Returns:
        Logarithms of 1 + the times; each article's squares sum to 1, or to 0 where it names none.
        Shape: ``(n_articles, 7)``.
    """
    places = {word: place % _DAYS for place, word in enumerate(SMALL.weekdays)}
    place_of = np.array([places.get(word, -1) for word in corpus.vocabulary.words], np.int64)
    rows = np.repeat(np.arange(len(corpus)), np.diff(corpus.starts))
    place = place_of[corpus.columns] if len(rows) else np.empty(0, np.int64)
    found = np.zeros((len(corpus), _DAYS))
    found[rows[place >= 0], place[place >= 0]] = np.log1p(corpus.body[place >= 0])
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    unit: Array = np.divide(found, lengths, out=found, where=lengths > 0)
    return unit


def alike_in_weekdays(named: Array, first: Ints, second: Ints) -> Array:
    """Compare the weekdays of pairs of articles.

    Args:
        named: Weekdays of each article, as `name_weekdays` gives them.
        first: Number of an article of each pair.
        second: Number of the other.

    Returns:
        Their cosine less what is so by chance, in [-.35, .65]; 0 where one names none. Shape: ``(n_pairs,)``.
    """
    known = named.sum(axis=1) > 0
    cosine = np.einsum("pd,pd->p", named[first], named[second])
    return np.where(known[first] & known[second], cosine - _BY_CHANCE, 0.0)
