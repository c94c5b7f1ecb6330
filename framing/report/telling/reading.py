"""The sentences of one event, cut into weighted words: what every comparison of them starts from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.report.events.weights import rarity_in_news
from framing.report.events.words import Vocabulary, numbered_words
from framing.scores import SentenceScore
from framing.segmenting import quoted_spans
from framing.text import Span

# One word in common makes two short sentences look alike that have nothing to do with each other.
_LEAST_SHARED = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    Attributes:
        start: First code point within the sentence.
        end: One past the last code point.
        number: Its number in the vocabulary.
        quoted: Whether it stands inside quotation marks.
    """

    start: int
    end: int
    number: int
    quoted: bool


@dataclass(frozen=True, slots=True, eq=False)
class EventText:
    """All sentences of an event.

    Attributes:
        sentences: By source, article and position.
        words: Words of each.
        vocabulary: Their words.
        rarity: How rare each word of the vocabulary is in news; 0 for words that tell nothing.
        telling: How much it tells here: rare in news, and not in every sentence.
        named: Which words of the vocabulary are names.
        likeness: Cosine of the weighted words of any two sentences, in [0, 1]; 0 where they share fewer
            than three words that tell anything. Shape: ``(n, n)``.
    """

    sentences: tuple[SentenceScore, ...]
    words: tuple[tuple[Word, ...], ...]
    vocabulary: Vocabulary
    rarity: NDArray[np.float64]
    telling: NDArray[np.float64]
    named: NDArray[np.bool_]
    likeness: NDArray[np.float64]

    def sources(self) -> tuple[str, ...]:
        """Give the sources in the order of their names."""
        return tuple(sorted({sentence.source for sentence in self.sentences}))

    def other_sources_words(self, source: str) -> set[int]:
        """Give the words that sources other than this one use."""
        return {
            word.number
            for sentence, words in zip(self.sentences, self.words, strict=True)
            if sentence.source != source
            for word in words
        }


def read_event(articles: Sequence[Sequence[SentenceScore]]) -> EventText:
    """Read the articles of an event.

    Args:
        articles: Sentences of each article, in reading order; articles by source.

    Returns:
        Their words and how alike the sentences are.
    """
    vocabulary = Vocabulary()
    words = [line for article in articles for line in _words(article, vocabulary)]
    sentences = tuple(sentence for article in articles for sentence in article)
    counts = np.zeros((len(sentences), len(vocabulary.words)))
    for row, line in enumerate(words):
        np.add.at(counts[row], [word.number for word in line], 1.0)
    common = np.log1p(len(sentences) / np.maximum((counts > 0).sum(axis=0), 1))
    rarity = rarity_in_news(vocabulary.words)
    telling = rarity * common
    named = np.array(vocabulary.capital) > np.array(vocabulary.small)
    likeness = _likeness(counts, telling)
    return EventText(sentences, tuple(words), vocabulary, rarity, telling, named, likeness)


def _likeness(counts: NDArray[np.float64], telling: NDArray[np.float64]) -> NDArray[np.float64]:
    weighted = np.log1p(counts) * telling
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    unit = weighted / np.where(lengths == 0, 1.0, lengths)
    told = (weighted > 0).astype(np.float64)
    return np.where(told @ told.T >= _LEAST_SHARED, np.minimum(unit @ unit.T, 1.0), 0.0)


def _words(article: Sequence[SentenceScore], vocabulary: Vocabulary) -> list[tuple[Word, ...]]:
    quoted = quoted_spans(_rebuilt(article))
    return [
        tuple(
            Word(start, end, number, _inside(quoted, sentence.start + start))
            for start, end, number in numbered_words(sentence.text, vocabulary)
        )
        for sentence in article
    ]


def _rebuilt(article: Sequence[SentenceScore]) -> str:
    """Give the article's text with every sentence at its place, so that quotations over several are seen."""
    parts: list[str] = []
    end = 0
    for sentence in article:
        # One blank keeps to the paragraph; a wider gap parts paragraphs.
        gap = sentence.start - end
        parts += ["\n\n" + " " * (gap - 2) if gap >= 2 else " " * gap, sentence.text]
        end = sentence.end
    return "".join(parts)


def _inside(quoted: Sequence[Span], place: int) -> bool:
    return any(span.start <= place < span.end for span in quoted)
