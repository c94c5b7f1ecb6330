"""Texts and places in them: the values that everything else passes around.

Two invariants hold everywhere: ``article.text[sentence.start:sentence.end] == sentence.text``, and
``sentence.text[span.start:span.end]`` is the wording a span names. Offsets count code points and are
half-open.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Reason = Literal[
    "empty",
    "binary",
    "encoding",
    "malformed",
    "missing_column",
    "unreadable",
    "unsupported",
    "no_source",
    "language",
    "duplicate",
    "duplicate_id",
]
"""Why an input was not scored. Stable: part of the ``errors.jsonl`` format."""

# A word keeps its inner apostrophes, hyphens, points and signs: "so-called", "Trump's", "U.S", "3.5".
_WORD = re.compile(r"\w+(?:['’.\-‐‑&,](?=\w)\w+)*", re.UNICODE)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: half-open, in code points.

    Attributes:
        start: First code point.
        end: One past the last code point.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ForeignSpan:
    """A paragraph of an article in another language than the article.

    Attributes:
        start: First code point in the article's text.
        end: One past the last code point.
        language: ISO 639-1 code of the paragraph's language.
    """

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news text, cleaned, with its source.

    Attributes:
        id: Stable name of the article, unique within a score table.
        source: Publisher of the article. Never empty.
        text: Cleaned body, NFC, paragraphs parted by one blank line, without the headline. Never blank.
        title: Headline, if known.
        published: Day of publication, if known.
        url: Address of the article, if known.
        language: ISO 639-1 code of the body's language; ``None`` when the text is too short to tell.
        foreign: Paragraphs in another language, in reading order.
        path: Where it was read from, as given by the user, with ``:line`` for a record of a table.
        kept: Further columns that the caller wished to keep, name and value.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    foreign: tuple[ForeignSpan, ...] = ()
    path: str = ""
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unscored:
    """An input that could not be scored, and why: one line of ``errors.jsonl``.

    Attributes:
        path: The file as given by the user; ``-`` for standard input.
        reason: Stable code for programs.
        detail: One sentence for a person.
        record: 1-based line or row within the file, where the input is one record of many.
    """

    path: str
    reason: Reason
    detail: str
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of scoring.

    Attributes:
        text: The sentence, exactly as it stands in the article.
        start: First code point in the article's text.
        end: One past the last code point.
        quoted: Places within the sentence that stand inside quotation marks, ascending, without
            overlap; the marks themselves belong to the quotation.
    """

    text: str
    start: int
    end: int
    quoted: tuple[Span, ...] = ()


def word_spans(text: str) -> tuple[Span, ...]:
    """Find the words of a text.

    A word is a run of letters, digits and underscores that keeps its inner apostrophes, hyphens
    and points, so that a clitic or a compound is one word.

    Args:
        text: Any text.

    Returns:
        Place of each word, ascending, without overlap.

    >>> text = "The so-called 'ally' doesn't pay $3.5bn."
    >>> [text[word.start : word.end] for word in word_spans(text)]
    ['The', 'so-called', 'ally', "doesn't", 'pay', '3.5bn']
    """
    return tuple(Span(start, end) for start, end in word_places(text))


def word_places(text: str) -> list[tuple[int, int]]:
    """Find the words of a text as `word_spans` does, as bare pairs: for those who read millions of them.

    Args:
        text: Any text.

    Returns:
        Start and end of each word, ascending, without overlap.
    """
    return [match.span() for match in _WORD.finditer(text)]


def has_word(text: str) -> bool:
    """Tell whether a text holds a word, without looking for more than the first."""
    return _WORD.search(text) is not None


def overlaps(first: Span, second: Span) -> bool:
    """Tell whether two places share at least one code point."""
    return first.start < second.end and second.start < first.end


def quoted_words(words: tuple[Span, ...], quoted: tuple[Span, ...]) -> tuple[bool, ...]:
    """Tell for each word whether it stands inside quotation marks.

    Args:
        words: Places of the words, ascending.
        quoted: Places of the quotations in the same text, ascending.

    Returns:
        One truth value per word. Shape: ``(n_words,)``.
    """
    inside = []
    nearest = 0
    for word in words:
        # Quotations that end before this word end before all later ones: each is passed once.
        while nearest < len(quoted) and quoted[nearest].end <= word.start:
            nearest += 1
        inside.append(nearest < len(quoted) and overlaps(word, quoted[nearest]))
    return tuple(inside)
