"""Labelled sentences: one value for every data set, with what it does not say left unknown."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framing.text import Sentence, Span, overlaps, quoted_words, word_spans

UNKNOWN = math.nan
"""A label that a data set does not carry. The loss and every metric pass over it."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled sentence.

    Attributes:
        sentence: The sentence, with its quotations.
        data_set: Name of the data set it is from.
        group: What must not be divided by a split: its article, its event, or the sentence itself.
        source: Publisher, or ``None``.
        labels: Sentence label to 0..1; a label that is not there is unknown.
        own_loaded: ``loaded`` of the source's own words, 0..1, NaN when unknown.
        spans: Word label to the places that carry it; a label that is not there is unknown.
        degrees: Word label to how much each of its places carries it, 0..1, in the order of ``spans``, NaN
            where that is unknown; where a label is not there, each carries it fully.
        version: Which telling of an event it is, where the same event is told in several wordings: its group
            holds the others.
    """

    sentence: Sentence
    data_set: str
    group: str
    source: str | None = None
    labels: Mapping[str, float] = field(default_factory=dict)
    own_loaded: float = UNKNOWN
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    degrees: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    version: str | None = None


def word_labels(example: Example, label: str) -> tuple[float, ...]:
    """Give one label of every word.

    Args:
        example: The example.
        label: A word label.

    Returns:
        1, or its degree, for a word that shares a code point with a labelled span, else 0; all NaN where the
        data set does not carry the label. Shape: ``(n_words,)``.
    """
    words = word_spans(example.sentence.text)
    if label not in example.spans:
        return (UNKNOWN,) * len(words)
    places = example.spans[label]
    degrees = example.degrees.get(label) or (1.0,) * len(places)
    graded = tuple(zip(places, degrees, strict=True))
    return tuple(
        max((degree for place, degree in graded if overlaps(word, place)), default=0.0) for word in words
    )


def own_loaded(sentence: Sentence, loaded: float, places: Sequence[Span] | None) -> float:
    """Work out whether the source's own words are loaded.

    Args:
        sentence: The sentence.
        loaded: Its label over all words, 0..1.
        places: Its loaded wording; ``None`` where the data set does not say.

    Returns:
        The label for own words, or NaN where it does not follow from what is known.
    """
    words = word_spans(sentence.text)
    quoted = quoted_words(words, sentence.quoted)
    if not any(quoted):
        return loaded
    if all(quoted) or loaded == 0:
        return 0.0
    if places is None:
        return UNKNOWN
    own = [word for word, is_quoted in zip(words, quoted, strict=True) if not is_quoted]
    return loaded if any(overlaps(word, place) for word in own for place in places) else 0.0


def find_all(text: str, wordings: Sequence[str]) -> tuple[Span, ...]:
    """Find where given wordings stand in a text.

    Args:
        text: The text.
        wordings: Substrings, matched exactly where possible, else regardless of case.

    Returns:
        Places of every occurrence that starts and ends at a word boundary, ascending; an
        occurrence inside a word only where there is no other.
    """
    found = [span for wording in wordings for span in _find(text, wording)]
    return tuple(sorted(set(found)))


def _find(text: str, wording: str) -> list[Span]:
    wording = wording.strip()
    if not wording:
        return []
    inside: list[Span] = []
    for haystack, needle in ((text, wording), (text.lower(), wording.lower())):
        # Lower case can change the length of a few letters; then places would be wrong.
        if len(haystack) != len(text):
            continue
        places = [Span(at, at + len(needle)) for at in _occurrences(haystack, needle)]
        whole = [place for place in places if _is_whole(text, place)]
        if whole:
            return whole
        inside = inside or places
    return inside


def _occurrences(text: str, wording: str) -> list[int]:
    places, at = [], text.find(wording)
    while at >= 0:
        places.append(at)
        at = text.find(wording, at + len(wording))
    return places


def _is_whole(text: str, place: Span) -> bool:
    before, after = text[place.start - 1 : place.start], text[place.end : place.end + 1]
    return not before.isalnum() and not after.isalnum()
