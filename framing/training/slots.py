"""Places in a sentence where one word of a kind can give way to another, found without a parser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.text import Span, word_spans
from framing.training.small_words import AFTER_NOUN, DETERMINERS, NOT_BEFORE_PAST, NOT_VERBS, TO

KINDS = ("adjective", "noun", "infinitive", "past", "adverb")

_MAKES_SOUND = re.compile(r"[aeiou](?!n[ei]\b|ne[- ])|h(?:our|on|eir)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place.

    Attributes:
        kind: One of `KINDS`.
        place: The wording of that kind that stands there; empty where a word may be put in before the
            one that follows.
        article: Place of an "a" or "an" right before it, which must suit what comes to stand there.
    """

    kind: str
    place: Span
    article: Span | None = None


def find_slots(text: str) -> Iterator[Slot]:
    """Find the places of a sentence.

    What is a noun or a verb is told by its neighbours alone: a word between "the" and "of" is a
    noun, one between "to" and "the" a verb. Most places are missed so that few are wrong.

    Args:
        text: A sentence.

    Yields:
        Its places, ascending.

    >>> [(slot.kind, slot.place) for slot in find_slots("He asked the board to close a mine in Ohio.")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('adverb', Span(start=3, end=3)), ('past', Span(start=3, end=8)),
     ('adjective', Span(start=13, end=13)), ('noun', Span(start=13, end=18)),
     ('adverb', Span(start=22, end=22)), ('infinitive', Span(start=22, end=27)),
     ('adjective', Span(start=30, end=30)), ('noun', Span(start=30, end=34))]
    """
    places = word_spans(text)
    words = [text[place.start : place.end] for place in places]
    for at in range(1, len(words)):
        if not _joined(text, places[at - 1], places[at]) or not _plain(words[at]):
            continue
        before, after = words[at - 1], _next(text, words, places, at)
        place = places[at]
        if _is_noun(before, words[at], after):
            article = places[at - 1] if before.lower() in ("a", "an") else None
            yield Slot("adjective", Span(place.start, place.start), article)
            yield Slot("noun", place, article)
        elif verb := _verb_kind(before, words[at], after):
            yield Slot("adverb", Span(place.start, place.start))
            yield Slot(verb, place)


def kind_of(text: str, place: Span) -> str | None:
    """Tell what kind of word a wording is, by where it stands.

    Args:
        text: A sentence.
        place: A wording of it, from word to word.

    Returns:
        One of `KINDS`; ``None`` when the neighbours do not tell.

    >>> kind_of("They met the brutal regime in May.", Span(13, 19))
    'adjective'
    """
    wording = text[place.start : place.end]
    if not re.fullmatch(r"[a-z]+(?:[- ][a-z]+){0,2}", wording) or wording in AFTER_NOUN | DETERMINERS:
        return None
    if re.fullmatch(r"[a-z]{4,}ly", wording):
        return "adverb"
    words = word_spans(text)
    before = max((word for word in words if word.end <= place.start), default=None)
    after = min((word for word in words if word.start >= place.end), default=None)
    if before is None or not _joined(text, before, place):
        return None
    first = text[before.start : before.end]
    follower = text[after.start : after.end] if after and _joined(text, place, after) else ""
    if _is_noun(first, wording, follower):
        return "noun"
    if first.lower() in DETERMINERS and " " not in wording and _plain(follower):
        return "adjective"
    return _verb_kind(first, wording, follower)


def suits(text: str, slot: Slot, wording: str) -> bool:
    """Tell whether a wording keeps the number of the noun it replaces."""
    if slot.kind != "noun":
        return True
    replaced = text[slot.place.start : slot.place.end]
    return _is_plural(replaced) == _is_plural(wording) and not (slot.article and _is_plural(wording))


def indefinite(following: str) -> str:
    """Give the form of "a" that stands before a wording."""
    return "an" if _MAKES_SOUND.match(following) else "a"


def _joined(text: str, first: Span, second: Span) -> bool:
    return text[first.end : second.start] == " "


def _plain(word: str) -> bool:
    return word.isalpha() and word.islower() and word not in AFTER_NOUN | DETERMINERS


def _next(text: str, words: list[str], places: tuple[Span, ...], at: int) -> str:
    """Give the following word; nothing where punctuation or the end follows."""
    if at + 1 == len(words) or not _joined(text, places[at], places[at + 1]):
        return ""
    return words[at + 1]


def _is_noun(before: str, word: str, after: str) -> bool:
    determined = before.lower() in DETERMINERS - {"that", "no"}
    return determined and not word.endswith("ly") and (not after or after in AFTER_NOUN)


def _verb_kind(before: str, word: str, after: str) -> str | None:
    takes_object = after.lower() in DETERMINERS or after[:1].isupper()
    if not takes_object or word in NOT_VERBS:
        return None
    if before in TO:
        return "infinitive"
    if re.fullmatch(r"[a-z]+(?:ed|ed [a-z]+)", word) and before.lower() not in NOT_BEFORE_PAST:
        return "past"
    return None


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
