"""Quotations that several sources have."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from framing.report.telling.reading import EventText, Word
from framing.report.telling.values import SharedQuote

# A shared run this long is the same quotation, however much of it either source has.
_LONG_RUN = 6

# A shorter one is, if it is all of what one source quotes.
_SHORT_RUN = 3

# Sum of the words' rarity: "made it clear" may be quoted twice by chance.
_LEAST_TELLING = 4.5


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A run of quoted words of one sentence."""

    sentence: int
    words: tuple[Word, ...]

    @property
    def numbers(self) -> list[int]:
        return [word.number for word in self.words]


@dataclass(frozen=True, slots=True)
class _Shared:
    first: _Quotation
    second: _Quotation
    start: int
    length: int


def find_shared_quotes(text: EventText) -> tuple[SharedQuote, ...]:
    """Find what at least two sources quote.

    Args:
        text: The sentences of an event.

    Returns:
        Shared quotations, the longest first; a source stands in each at most once.
    """
    shared = sorted(_pairs(text), key=lambda one: (-one.length, one.first.sentence, one.second.sentence))
    taken: set[int] = set()
    found: list[SharedQuote] = []
    for one in shared:
        if one.first.sentence in taken or one.second.sentence in taken:
            continue
        members = _members(one, shared, text)
        taken.update(members)
        wording = one.first.words[one.start : one.start + one.length]
        sentence = text.sentences[one.first.sentence]
        quote = sentence.text[wording[0].start : wording[-1].end]
        found.append(SharedQuote(quote, tuple(text.sentences[member] for member in sorted(members))))
    return tuple(found)


def _quotations(text: EventText) -> Iterator[_Quotation]:
    for number, words in enumerate(text.words):
        run: list[Word] = []
        for word in (*words, None):
            if word is not None and word.quoted:
                run.append(word)
            elif len(run) >= _SHORT_RUN:
                yield _Quotation(number, tuple(run))
                run = []
            else:
                run = []


def _pairs(text: EventText) -> Iterator[_Shared]:
    for first, second in combinations(_quotations(text), 2):
        if text.sentences[first.sentence].source == text.sentences[second.sentence].source:
            continue
        matcher = SequenceMatcher(None, first.numbers, second.numbers, autojunk=False)
        match = matcher.find_longest_match()
        shortest = min(len(first.words), len(second.words))
        whole = match.size >= _SHORT_RUN and match.size == shortest
        tells = sum(text.rarity[word.number] for word in first.words[match.a : match.a + match.size])
        if (match.size >= _LONG_RUN or whole) and tells >= _LEAST_TELLING:
            yield _Shared(first, second, match.a, match.size)


def _members(one: _Shared, shared: list[_Shared], text: EventText) -> set[int]:
    """Give the sentences that share a quotation with the pair, one for each source."""
    members = {text.sentences[place].source: place for place in (one.first.sentence, one.second.sentence)}
    for other in shared:
        places = (other.first.sentence, other.second.sentence)
        if set(places) & set(members.values()):
            for place in places:
                members.setdefault(text.sentences[place].source, place)
    return set(members.values())
