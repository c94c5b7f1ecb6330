"""What a line of a page is: a sentence of the body, or something around it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from framing.languages import PAGES
from framing.reading import captions, furniture
from framing.reading.headers import is_date_line
from framing.reading.titles import is_title

LineKind = Literal[
    "body", "headline", "heading", "date", "byline", "caption", "credit", "teaser", "embed", "furniture"
]
"""What a line is. Only ``body`` lines become sentences."""

_SENTENCE_END = tuple(".!?…。！？؟۔।")
_CLOSING = "\"'”’»›)]*†"
_TRAILING_NOTE = re.compile(r"(?<=[.!?\"”])\d{1,2}$")
_LONGEST_NOTE = 4
"""Characters that a note at the end of a line may take, with the mark before it and room to spare."""
_CLAUSE_END = re.compile(r"[,;–—:][\"'”’»›)]*$")
_LETTER = re.compile(r"[^\W\d_]")
QUOTED = re.compile(r"[\"“«][^\"“”»]{3,}[\"”»]")
_EMBED = re.compile(r"[—–\-] [^—–]{1,60}\(@\w{1,20}\)\s+\w+\.? \d{1,2}, \d{4}$")
BYLINE = re.compile(rf"^(?:{'|'.join(PAGES.byline_starts)})\s+(?=[A-ZÀ-Þ])[^.!?]{{2,80}}$")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_FUNCTION_END = re.compile(rf"\b(?:{'|'.join(PAGES.small)})$")
_FINITE = re.compile(rf"\b(?:{'|'.join(PAGES.finite)})\b")
SENTENCE_START = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z©])")
_PAST = re.compile(rf"^(?!\W*(?:{'|'.join(PAGES.questions)})\b).*\b(?:{'|'.join(PAGES.past)})\b.*[^)]$")
_DIGITS = re.compile(r"\d")

_LONGEST = 600
"""A longer line, in characters, is a paragraph or a gallery: no pattern for short lines is tried."""
_LONGEST_COMPANION = 30
"""A longer sentence beside a call, in words, has something to say."""
_LONG = 16
"""From so many words on, a line in lower case is a sentence that lost its full stop."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, and what it was taken for.

    Attributes:
        text: The line, without bullet, dateline and credit in brackets.
        kind: What it is. Only ``body`` lines become text.
    """

    text: str
    kind: LineKind


@dataclass(frozen=True, slots=True)
class LineContext:
    """What is known of the page around a line.

    Attributes:
        title: The article's headline, if known.
        tags: Endings by which the page marks its pictures (`framing.reading.captions.store_tag`),
            each found on at least two lines.
        opening: No body line came before.
        day_first: ``3/4/2022`` is the third of April.
    """

    title: str | None = None
    tags: frozenset[str] = frozenset()
    opening: bool = False
    day_first: bool = False


_ALONE = LineContext()


# Cleaning asks for a line up to six times, before and after what it takes from it.
@lru_cache(maxsize=1024)
def line_kind(line: str, context: LineContext = _ALONE) -> LineKind:
    """Tell what a line of a page is, by its shape and its words.

    A line that ends like a sentence is body, unless it calls on the reader, credits a picture or
    tells of the article itself. A line that does not is a heading or a link, unless it is long, in
    lower case and reads like a sentence. In doubt a line is body.

    Args:
        line: One paragraph, its characters cleaned, without bullet or dateline.
        context: What is known of the page around it.

    Returns:
        What it is taken for.

    >>> line_kind("The talks began on Monday."), line_kind("Share this article")
    ('body', 'furniture')
    >>> line_kind("Ferry sinks off the coast of Morn"), line_kind("(Image: AP)")
    ('heading', 'credit')
    """
    if not _LETTER.search(line):
        return "furniture"
    if context.title is not None and is_title(line, context.title):
        return "headline"
    if len(line) > _LONGEST:
        return "caption" if captions.CAPTION_START.search(line) else "body"
    return _marked(line, context) or (_ending(line, context) if ends_sentence(line) else _endless(line))


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends like a sentence, closing quotes and brackets allowed.

    >>> ends_sentence("“We stay.”"), ends_sentence("Weather today")
    (True, False)
    """
    # Every line is asked several times: a pattern would try each of its characters.
    without_note = line[:-_LONGEST_NOTE] + _TRAILING_NOTE.sub("", line[-_LONGEST_NOTE:])
    return without_note.rstrip(_CLOSING).endswith(_SENTENCE_END)


def _marked(line: str, context: LineContext) -> LineKind | None:
    """Kinds that show whatever the line's ending."""
    if is_date_line(line):
        return "date"
    if _EMBED.search(line):
        return "embed"
    if captions.CREDIT_LINE.search(line):
        return "credit"
    if _is_caption(line, context):
        return "caption"
    if furniture.LINE.search(line):
        return "furniture"
    return "teaser" if furniture.TEASER_WORDS.search(line) else None


def _is_caption(line: str, context: LineContext) -> bool:
    if captions.STORE_TAG.search(line) or captions.CAPTION_START.search(line) or _is_credited(line):
        return True
    if ends_sentence(line):
        return False
    marked = captions.PICTURED.search(line) or captions.CAPTION_CLOSES.search(line)
    return marked is not None or captions.store_tag(line) in context.tags


def _is_credited(line: str) -> bool:
    if not any(mark in line for mark in captions.CREDIT_MARKS):
        return False
    match = captions.CREDIT_END.search(line)
    # A caption is a sentence or two; a longer paragraph only happens to end with a credit.
    return match is not None and len(SENTENCE_START.split(line[: match.start()].strip())) <= 3


def _ending(line: str, context: LineContext) -> LineKind:
    if len(line) <= 300 and furniture.ABOUT.search(line):
        return "furniture"
    if _is_link(line):
        return "teaser"
    if not QUOTED.search(line) and (without_calls(line) == "" or _is_service(line)):
        return "furniture"
    words = _WORD.findall(line)
    if line.endswith("?") and len(words) >= 2 and line.isupper():
        return "heading"
    if context.opening and 4 <= len(words) <= 25 and _is_title_case(line) and not line.endswith("."):
        return "heading"
    return "body"


def _is_service(line: str) -> bool:
    """Tell whether a line offers what the site offers, or how to write to it."""
    if "@" in line and furniture.CONTACT.search(line) and furniture.ADDRESS.search(line):
        return True
    if not furniture.OUR.search(line):
        return False
    return len({word.casefold() for word in furniture.SERVICE.findall(line)}) >= 2


def _is_link(line: str) -> bool:
    if not is_one_short_sentence(line):
        return False
    asks = furniture.KICKER.search(line) is not None and line.endswith("?")
    return asks or bool(
        furniture.LINK.search(line) or (furniture.TEASER.search(line) and _is_title_case(line))
    )


def is_one_short_sentence(line: str) -> bool:
    """Tell whether a line is one sentence of at most 20 words without a quotation, as headlines are."""
    return len(line.split()) <= 20 and not QUOTED.search(line) and len(SENTENCE_START.split(line)) == 1


def without_calls(line: str) -> str:
    """Take the sentences that call on the reader out of a line.

    What a site says of itself beside them ("All the headlines from the coast.") goes too, and
    what it says to the reader behind them ("We depend on you.").

    >>> without_calls("The ferry sank on Monday. Sign up for our newsletter here.")
    'The ferry sank on Monday.'
    """
    sentences = SENTENCE_START.split(line)
    calls = [furniture.CALL.search(sentence) is not None for sentence in sentences]
    if not any(calls):
        return line
    others = [sentence for sentence, call in zip(sentences, calls, strict=True) if not call]
    if all(furniture.PLEA.search(sentence) and _is_companion(sentence) for sentence in others):
        return ""
    first = calls.index(True)
    return " ".join(
        sentence
        for place, sentence in enumerate(sentences)
        if not calls[place] and not _accompanies(sentence, behind=place > first)
    )


def _accompanies(sentence: str, *, behind: bool) -> bool:
    """Tell whether a sentence beside a call is the site's too."""
    if furniture.BANNER.search(sentence):
        return True
    words = furniture.ADDRESS if behind else furniture.OWN_WORK
    return _is_companion(sentence) and words.search(sentence) is not None


def _is_companion(sentence: str) -> bool:
    return len(sentence.split()) <= _LONGEST_COMPANION and not QUOTED.search(sentence)


def _endless(line: str) -> LineKind:
    """Tell a line that does not end like a sentence."""
    if BYLINE.search(line):
        return "byline"
    if furniture.ABOUT.search(line) or furniture.CALL.search(line):
        return "furniture"
    if _is_service(line) and not QUOTED.search(line):
        return "furniture"
    if furniture.TEASER.search(line):
        return "teaser"
    words = _WORD.findall(line)
    # A line before a quotation may hold any number of names.
    introduces = line.endswith(":") and len(words) >= 6 and _lower_share(line) >= 0.3
    if not introduces and (_is_title_case(line) or _is_table(line)):
        return "heading"
    return "body" if introduces or len(words) >= _LONG or _reads_on(line, len(words)) else "heading"


def _reads_on(line: str, words: int) -> bool:
    if _CLAUSE_END.search(line):
        return words >= 4 and _lower_share(line) >= 0.4
    if _FUNCTION_END.search(line):
        return words >= 5
    if QUOTED.search(line):
        return words >= 9
    if words >= 9 and _FINITE.search(line) is not None and line.startswith(_OPENERS):
        return True
    # Headings leave out auxiliaries of the past, or put a label before a colon.
    return words >= 10 and ":" not in line and _PAST.search(line) is not None and _lower_share(line) >= 0.65


_OPENERS = tuple(f"{opener} " for opener in PAGES.openers)


def _is_title_case(line: str) -> bool:
    long_words = [word for word in _WORD.findall(line) if len(word) >= 4]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) >= 2 and capitals >= 0.75 * len(long_words)


def _lower_share(line: str) -> float:
    words: list[str] = _WORD.findall(line)
    return sum(word[0].islower() for word in words) / max(1, len(words))


def _is_table(line: str) -> bool:
    cells = line.split()
    return len(cells) >= 4 and sum(bool(_DIGITS.search(cell)) for cell in cells) >= 0.4 * len(cells)
