"""What each source puts around the central words of an event."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from framing.report.events.words import plain
from framing.report.telling.reading import EventText, Word
from framing.report.telling.values import Naming, Phrase

# Words kept around the central one.
_BEFORE = 4
_AFTER = 6

_PER_SOURCE = 2

# A shorter phrase says nothing about how the word is used.
_SHORTEST = 4

# Where a phrase ends at the latest.
_BREAKS = ',;:.!?()[]“”"«»–—'

_Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """A use of a central word or two: sentence, and place of the first among its words."""

    sentence: int
    place: int


def find_namings(text: EventText, most: int) -> tuple[Naming, ...]:
    """Find words that several sources use for what happened, and how each of them surrounds them.

    Names, numbers and quoted words are left out: what counts is how a source calls things itself. A use
    counts if a use by another source has a further word in common close by: one word alone may stand for
    two things. Given are words near which a source's own wording is loaded; where there are none,
    two words that all sources share.

    Args:
        text: The sentences of an event.
        most: The most words to give.

    Returns:
        The words with a phrase or two of each source; no sentence stands under two words.
    """
    uses = _uses(text)
    interest = {key: _interest(text, key, found) for key, found in uses.items()}
    if any(loaded for loaded, _ in interest.values()):
        uses = {key: found for key, found in uses.items() if interest[key][0]}
    else:
        uses = {key: found for key, found in uses.items() if _all_share(text, key, found)}
    ranked = sorted(uses, key=lambda key: (-interest[key][0], -interest[key][1], _spelled(text, key)))
    namings: list[Naming] = []
    taken: set[int] = set()
    used: set[int] = set()
    for key in ranked:
        free = _told_alike(text, key, [use for use in uses[key] if use.sentence not in taken])
        phrases = _phrases(text, key, free)
        if len({phrase.sentence.source for phrase in phrases}) < 2 or used.intersection(key):
            continue
        if interest[key][0] and not any(_wordings_around(text, key, phrase) for phrase in phrases):
            continue
        used.update(key)
        numbers = {(phrase.sentence.article_id, phrase.sentence.sentence) for phrase in phrases}
        taken |= {use.sentence for use in free if _place(text, use) in numbers}
        namings.append(Naming(_written(text, key, uses[key]), phrases))
        if len(namings) == most:
            break
    return tuple(namings)


def _all_share(text: EventText, key: _Key, uses: list[_Use]) -> bool:
    """Tell whether two words name something for every source."""
    return len(key) == 2 and _n_sources(text, uses) == len(text.sources())


def _told_alike(text: EventText, key: _Key, uses: list[_Use]) -> list[_Use]:
    """Keep the uses that have a further word in common with a use by another source."""
    contexts = [_context(text, key, use) for use in uses]
    users: dict[int, set[str]] = defaultdict(set)
    for use, context in zip(uses, contexts, strict=True):
        for number in context:
            users[number].add(text.sentences[use.sentence].source)
    return [
        use
        for use, context in zip(uses, contexts, strict=True)
        if any(len(users[number]) > 1 for number in context)
    ]


def _context(text: EventText, key: _Key, use: _Use) -> set[int]:
    """Give the telling words around a use but for its neighbours, which may only make it a fixed term."""
    first, last = _around(text, key, use)
    words = text.words[use.sentence]
    around = (*words[first : max(use.place - 1, first)], *words[use.place + len(key) + 1 : last + 1])
    return {word.number for word in around if text.telling[word.number] > 0} - set(key)


def _place(text: EventText, use: _Use) -> tuple[str, int]:
    sentence = text.sentences[use.sentence]
    return sentence.article_id, sentence.sentence


def _uses(text: EventText) -> dict[_Key, list[_Use]]:
    """Find where each word, and each two neighbours, stand in the sources' own words."""
    uses: dict[_Key, list[_Use]] = defaultdict(list)
    for number, words in enumerate(text.words):
        for place, word in enumerate(words):
            if _counts(text, word):
                uses[(word.number,)].append(_Use(number, place))
        for place, (first, second) in enumerate(pairwise(words)):
            if _counts(text, first) and _counts(text, second):
                uses[(first.number, second.number)].append(_Use(number, place))
    alike = {key: _told_alike(text, key, found) for key, found in uses.items() if _n_sources(text, found) > 1}
    return {
        key: found
        for key, found in alike.items()
        if _n_sources(text, found) > 1 and 2 * sum(_is_loaded(text, key, use) for use in found) <= len(found)
    }


def _is_loaded(text: EventText, key: _Key, use: _Use) -> bool:
    """Tell whether the words themselves are loaded: then they do not name what both mean."""
    words = text.words[use.sentence][use.place : use.place + len(key)]
    return bool(_loaded((Phrase(text.sentences[use.sentence], words[0].start, words[-1].end),)))


def _counts(text: EventText, word: Word) -> bool:
    spelled = text.vocabulary.words[word.number]
    plain = not text.named[word.number] and not spelled[0].isdigit()
    return plain and not word.quoted and text.telling[word.number] > 0


def _n_sources(text: EventText, uses: list[_Use]) -> int:
    return len({text.sentences[use.sentence].source for use in uses})


def _interest(text: EventText, key: _Key, uses: list[_Use]) -> tuple[int, float]:
    """Rank by the sources that have loaded wording of their own close by, then by how much the words tell."""
    wordings: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        wordings[text.sentences[use.sentence].source].update(
            _wordings_around(text, key, _phrase(text, key, use))
        )
    common = set.intersection(*wordings.values())
    loaded = [source for source, found in wordings.items() if found - common]
    return len(loaded), float(sum(text.telling[number] for number in key)) * _n_sources(text, uses)


def _wordings(phrase: Phrase) -> list[str]:
    """Give the loaded wording of the source's own within a phrase."""
    return [
        phrase.sentence.text[span.start : span.end].lower()
        for span in phrase.sentence.spans
        if span.label == "loaded" and not span.quoted and span.start < phrase.end and span.end > phrase.start
    ]


def _wordings_around(text: EventText, key: _Key, phrase: Phrase) -> list[str]:
    """Give the loaded wording of the source's own within a phrase that is more than the central words."""
    central = {text.vocabulary.words[number] for number in key}
    return [
        wording for wording in _wordings(phrase) if not {plain(word) for word in wording.split()} <= central
    ]


def _loaded(phrases: tuple[Phrase, ...]) -> int:
    """Count loaded wording of the source's own within phrases."""
    return sum(len(_wordings(phrase)) for phrase in phrases)


def _phrases(text: EventText, key: _Key, uses: list[_Use]) -> tuple[Phrase, ...]:
    """Choose for each source the uses with most loaded wording, in reading order."""
    by_source: dict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        if _n_words(text, key, use) >= _SHORTEST:
            by_source[text.sentences[use.sentence].source].append(use)
    chosen = []
    for source in sorted(by_source):
        ranked = sorted(by_source[source], key=lambda use: -_loaded((_phrase(text, key, use),)))
        # The same words twice show nothing more.
        distinct = {_worded(_phrase(text, key, use)): use for use in reversed(ranked)}
        best = [use for use in ranked if use in distinct.values()][:_PER_SOURCE]
        places = {use.sentence: use for use in reversed(best)}
        chosen += [_phrase(text, key, places[sentence]) for sentence in sorted(places)]
    return tuple(chosen)


def _phrase(text: EventText, key: _Key, use: _Use) -> Phrase:
    """Cut the words around a use, up to the next mark."""
    first, last = _around(text, key, use)
    words = text.words[use.sentence]
    return Phrase(text.sentences[use.sentence], words[first].start, words[last].end)


def _worded(phrase: Phrase) -> str:
    return phrase.sentence.text[phrase.start : phrase.end].lower()


def _n_words(text: EventText, key: _Key, use: _Use) -> int:
    first, last = _around(text, key, use)
    return last - first + 1


def _around(text: EventText, key: _Key, use: _Use) -> tuple[int, int]:
    sentence, words = text.sentences[use.sentence], text.words[use.sentence]
    first, last = use.place, use.place + len(key) - 1
    while first > max(0, use.place - _BEFORE) and not _broken(sentence.text, words[first - 1], words[first]):
        first -= 1
    end = min(len(words) - 1, use.place + len(key) - 1 + _AFTER)
    while last < end and not _broken(sentence.text, words[last], words[last + 1]):
        last += 1
    return first, last


def _broken(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    # A colon between figures tells the time.
    return gap != ":" and any(mark in gap for mark in _BREAKS)


def _spelled(text: EventText, key: _Key) -> str:
    return " ".join(text.vocabulary.words[number] for number in key)


def _written(text: EventText, key: _Key, uses: list[_Use]) -> str:
    """Give the form that is used most, in lower case; of equals, the shortest."""
    forms: Counter[str] = Counter()
    for use in uses:
        words = text.words[use.sentence]
        last = words[use.place + len(key) - 1]
        forms[text.sentences[use.sentence].text[words[use.place].start : last.end].lower()] += 1
    return min(forms, key=lambda form: (-forms[form], len(form), form))
