"""Near-copies: articles that share most of their runs of words, as reprints of agency text do."""

import numpy as np
from numpy.typing import NDArray

RUN = 5
"""Words in a run. Five in a row are seldom shared by chance, save in quotations."""

# One run in four is kept, chosen by its digest, so that the same runs are kept in every article.
_KEPT_BITS = np.uint64(62)
# Odd 64-bit constants: the golden ratio, and the mixer of SplitMix64 (Steele, Lea & Flood 2014).
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)

Digests = NDArray[np.uint64]


def shingles(words: Digests) -> Digests:
    """Digest a sample of the runs of words of a text.

    Args:
        words: Numbers of the words, in reading order. Shape: ``(n_words,)``.

    Returns:
        Distinct digests, ascending; about a quarter of the text's runs of five words.
    """
    if len(words) < RUN:
        return np.empty(0, np.uint64)
    length = len(words) - RUN + 1
    digest = np.zeros(length, np.uint64)
    for place in range(RUN):
        digest = (digest ^ (words[place : place + length] + np.uint64(1))) * _GOLDEN
        digest ^= digest >> np.uint64(29)
    digest = digest * _MIX
    return np.unique(digest[(digest >> _KEPT_BITS) == 0])


def contained(first: Digests, second: Digests) -> tuple[float, float]:
    """Give the share of each text's runs that stands in the other.

    Args:
        first: Digests of a text, ascending and distinct.
        second: Digests of another.

    Returns:
        Share of the first in the second, and of the second in the first, in [0, 1]. 0 for a text
        too short to have a run.
    """
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / max(len(first), 1), shared / max(len(second), 1)
