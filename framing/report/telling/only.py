"""What only one source of an event mentions."""

from collections.abc import Iterator, Sequence, Set

import numpy as np

from framing.report.telling.reading import EventText, Word
from framing.scores import SentenceScore

# A sentence this like one of another source tells something that both have.
_ALIKE = 0.22

# Logarithm of articles per article with a word: weekdays and "General" stay below.
_RARE = 3.9


def only_sentences(text: EventText, source: str, most: int, *, shown: Set[int]) -> tuple[SentenceScore, ...]:
    """Choose sentences on what no other source mentions: names and numbers that only this one has.

    Args:
        text: The sentences of an event.
        source: The source.
        most: The most to give.
        shown: Sentences that stand beside one of another source elsewhere, by number; they are left out.

    Returns:
        In reading order.
    """
    others = text.other_sources_words(source)
    foreign = np.array([sentence.source != source for sentence in text.sentences])
    found: list[tuple[float, int]] = []
    said: set[str] = set()
    for number, (sentence, words) in enumerate(zip(text.sentences, text.words, strict=True)):
        if (
            sentence.source != source
            or number in shown
            or text.likeness[number, foreign].max(initial=0.0) >= _ALIKE
        ):
            continue
        alone = {word.number for word in words if word.number not in others}
        weight = sum(text.telling[one] for one in alone if _particular(text, one))
        if weight > 0 and sentence.text not in said:
            said.add(sentence.text)
            found.append((-float(weight) / np.sqrt(len(words)), number))
    return tuple(text.sentences[number] for number in sorted(number for _, number in sorted(found)[:most]))


def _particular(text: EventText, number: int) -> bool:
    return bool(text.named[number] or text.vocabulary.words[number][0].isdigit())


def only_names(text: EventText, source: str, most: int) -> tuple[str, ...]:
    """List names that no other source has.

    A name of several words is listed if its last word, and a rare one, are this source's alone: other
    titles and first names of somebody whom all mention are nothing new.

    Args:
        text: The sentences of an event.
        source: The source.
        most: The most to give.

    Returns:
        Names as they stand in the text, in reading order.
    """
    others = text.other_sources_words(source)
    found: dict[str, None] = {}
    for sentence, words in zip(text.sentences, text.words, strict=True):
        if sentence.source != source:
            continue
        for name in _names(text, sentence, words):
            alone = [word.number for word in name if word.number not in others]
            if name[-1].number in alone and max(text.rarity[alone]) >= _RARE:
                found.setdefault(sentence.text[name[0].start : name[-1].end])
    return tuple(found)[:most]


def _names(text: EventText, sentence: SentenceScore, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Give the runs of names that stand apart by a blank only."""
    run: list[Word] = []
    for word in words:
        fits = text.named[word.number] and sentence.text[word.start].isupper()
        if run and not (fits and sentence.text[run[-1].end : word.start] == " "):
            yield run
            run = []
        if fits:
            run.append(word)
    if run:
        yield run
