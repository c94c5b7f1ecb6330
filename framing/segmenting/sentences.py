"""An article's text as sentences that know which of their words are quoted."""

from collections.abc import Iterator

from framing.segmenting.boundaries import sentence_spans
from framing.segmenting.quotations import quoted_spans
from framing.text import Sentence, Span, quoted_words, word_spans


def segment(text: str, language: str | None = None) -> tuple[Sentence, ...]:
    """Cut a text into sentences and mark in each what is quoted.

    Quotations are found on the whole text and then cut to the sentences, so that a quotation over
    several sentences is quoted in each of them.

    Args:
        text: Cleaned text, paragraphs parted by a blank line.
        language: ISO 639-1 code of the language it is in; ``None`` where that could not be told.

    Returns:
        The sentences in reading order. With the white space between them they rebuild the text.
        Empty for a blank text.

    >>> for sentence in segment('It “has begun. We are ready,” she said.'):
    ...     print(sentence.text, [sentence.text[span.start : span.end] for span in sentence.quoted])
    It “has begun. ['“has begun.']
    We are ready,” she said. ['We are ready,”']
    """
    sentences, quotations = sentence_spans(text, language), quoted_spans(text)
    return tuple(
        Sentence(text=text[place.start : place.end], start=place.start, end=place.end, quoted=quoted)
        for place, quoted in zip(sentences, _cut(quotations, sentences), strict=True)
    )


def quoted_share(sentence: Sentence) -> float:
    """Tell how much of a sentence is quoted.

    Args:
        sentence: A sentence with its quotations.

    Returns:
        Share of its words inside quotation marks, in [0, 1]; 0 for a sentence without words.
    """
    words = word_spans(sentence.text)
    if not words:
        return 0.0
    return sum(quoted_words(words, sentence.quoted)) / len(words)


def _cut(quotations: tuple[Span, ...], sentences: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    first = 0
    for sentence in sentences:
        while first < len(quotations) and quotations[first].end <= sentence.start:
            first += 1
        last = first
        while last < len(quotations) and quotations[last].start < sentence.end:
            last += 1
        yield tuple(_clip(quotation, sentence) for quotation in quotations[first:last])


def _clip(quotation: Span, sentence: Span) -> Span:
    start = max(quotation.start, sentence.start) - sentence.start
    return Span(start, min(quotation.end, sentence.end) - sentence.start)
