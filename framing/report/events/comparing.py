"""Compares every article with those that may tell of the same event, and finds copies among them."""

from dataclasses import dataclass, field

import numpy as np

from framing.report.events.candidates import find_candidates
from framing.report.events.copies import contained
from framing.report.events.corpus import Corpus
from framing.report.events.options import EventOptions
from framing.report.events.pairs import Comparer, Ints, Pairs, same_event
from framing.report.events.weekdays import alike_in_weekdays, name_weekdays
from framing.report.events.weights import weigh

# Pairs less alike are unrelated: they would only fill memory.
_LEAST_LIKENESS = 0.05

# Less likely pairs count as 0.
_LEAST_PROBABILITY = 0.02

# A copy shares more than its subject with the original.
_COPY_LIKENESS = 0.4


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison of all articles gave.

    Attributes:
        links: Two articles by number, and the probability that they tell of the same event.
        originals: Article and the one whose wording it repeats.
    """

    links: tuple[tuple[int, int, float], ...]
    originals: dict[int, int] = field(hash=False)


def compare_articles(corpus: Corpus, options: EventOptions) -> Compared:
    """Compare every article with those of near days that share telling words.

    Args:
        corpus: The articles.
        options: Days apart, and what counts as a copy.

    Returns:
        Probable pairs, and copies.
    """
    pairs = _alike(corpus, options)
    probable = same_event(pairs, len(corpus))
    originals: dict[int, int] = {}
    for place in np.flatnonzero(pairs.likeness >= _COPY_LIKENESS).tolist():
        copy = _copy(corpus, int(pairs.first[place]), int(pairs.second[place]), options.copied)
        if copy:
            probable[place] = 1.0
            originals.setdefault(*copy)
    kept = probable >= _LEAST_PROBABILITY
    links = zip(pairs.first[kept].tolist(), pairs.second[kept].tolist(), probable[kept].tolist(), strict=True)
    return Compared(tuple(links), originals)


def _alike(corpus: Corpus, options: EventOptions) -> Pairs:
    weights = weigh(corpus)
    comparer = Comparer(corpus, weights)
    firsts: list[Ints] = [np.empty(0, np.int64)]
    seconds: list[Ints] = [np.empty(0, np.int64)]
    alike: list[np.ndarray[tuple[int], np.dtype[np.float64]]] = [np.empty(0)]
    for article, others in find_candidates(corpus, weights, options):
        likeness = comparer.compare(article, others)
        kept = likeness >= _LEAST_LIKENESS
        firsts.append(np.full(int(kept.sum()), article, np.int64))
        seconds.append(others[kept])
        alike.append(likeness[kept])
    return _pairs(corpus, np.concatenate(firsts), np.concatenate(seconds), np.concatenate(alike))


def _pairs(
    corpus: Corpus, first: Ints, second: Ints, likeness: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> Pairs:
    days = np.abs(corpus.days[first] - corpus.days[second])
    days[(corpus.days[first] < 0) | (corpus.days[second] < 0)] = -1
    codes = {source: number for number, source in enumerate(sorted(set(corpus.sources)))}
    sources = np.array([codes[source] for source in corpus.sources], np.int64)
    named = name_weekdays(corpus)
    return Pairs(
        first,
        second,
        likeness,
        days,
        sources[first] == sources[second],
        alike_in_weekdays(named, first, second),
    )


def _copy(corpus: Corpus, earlier: int, later: int, enough: float) -> tuple[int, int] | None:
    """Tell which of two articles copies which: the copy, then the original."""
    starts = corpus.shingle_starts
    first, second = (corpus.shingles[starts[one] : starts[one + 1]] for one in (earlier, later))
    earlier_share, later_share = contained(first, second)
    # The earlier article is the original, unless only the earlier one is contained in the other.
    if later_share >= enough:
        return later, earlier
    return (earlier, later) if earlier_share >= enough else None
