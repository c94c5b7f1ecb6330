"""How much a word tells: rare words, names and numbers tell events apart, common ones do not."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.languages import FUNCTION_WORDS
from framing.report.events.corpus import Corpus

_BACKGROUND = Path(__file__).parent / "background.tsv"

_BACKGROUND_ARTICLES = 3000
# What an article list of that size has of a word too rare to be in the file.
_UNLISTED = 2.0

# Words in more than a quarter of all articles tell nothing.
_LEAST_WEIGHT = float(np.log(4))

# Chosen on real events and dealt articles; see docs/events.md. Names count less than their rarity suggests:
# the next day's report about the same people shares all of them.
_NAME = 0.85
_HEAD = 1.0

Floats = NDArray[np.float32]


def weigh(corpus: Corpus) -> Floats:
    """Weigh the words of a corpus by how rare they are, in it and in news in general.

    Counts of news in general keep a small or narrow corpus from taking its very subject for
    something that everybody writes about. Words of the headline and the lead count twice.

    Args:
        corpus: Articles as word counts.

    Returns:
        Weight of each cell; each article's squares sum to 1, or to 0 where no word of it tells
        anything. Shape: ``(n_cells,)``.
    """
    words = corpus.vocabulary
    named = np.array(words.capital, np.int64) > np.array(words.small, np.int64)
    telling = (_rarity(corpus) * np.where(named, _NAME, 1.0)).astype(np.float32)
    return _unit(telling[corpus.columns] * np.log1p(corpus.body + _HEAD * corpus.head), corpus)


def _rarity(corpus: Corpus) -> NDArray[np.float64]:
    """Give the logarithm of articles per article with the word; 0 for words that tell nothing."""
    words = corpus.vocabulary.words
    here = np.bincount(corpus.columns, minlength=len(words))
    listed = _background()
    elsewhere = np.array([listed.get(word, _UNLISTED) for word in words], np.float64)
    rarity = np.log((len(corpus) + _BACKGROUND_ARTICLES) / (here + elsewhere))
    function = np.array([word in FUNCTION_WORDS for word in words], bool)
    rarity[function | (rarity < _LEAST_WEIGHT)] = 0.0
    return rarity


def rarity_in_news(words: Sequence[str]) -> NDArray[np.float64]:
    """Give how rare words are in news in general.

    Args:
        words: Words as `framing.report.events.words.plain` gives them.

    Returns:
        Logarithm of articles per article with the word; 0 for words that tell nothing.
    """
    listed = _background()
    articles = np.array([listed.get(word, _UNLISTED) for word in words], np.float64)
    rarity = np.log(_BACKGROUND_ARTICLES / articles)
    rarity[rarity < _LEAST_WEIGHT] = 0.0
    rarity[np.array([word in FUNCTION_WORDS for word in words], bool)] = 0.0
    return rarity


@cache
def _background() -> dict[str, float]:
    lines = _BACKGROUND.read_text("utf-8").splitlines()
    return {word: float(articles) for word, articles in (line.split("\t") for line in lines)}


def _unit(weights: NDArray[np.floating], corpus: Corpus) -> Floats:
    """Scale each article's weights to length 1."""
    rows = np.repeat(np.arange(len(corpus)), np.diff(corpus.starts))
    lengths = np.sqrt(np.bincount(rows, np.square(weights, dtype=np.float64), minlength=len(corpus)))
    lengths[lengths == 0] = 1.0
    return (weights / lengths[rows]).astype(np.float32)
