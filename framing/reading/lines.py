"""What a line of a page is: a sentence of the body, or something around it."""

import re
from dataclasses import dataclass
from typing import Literal

from framing.reading import captions, furniture
from framing.reading.headers import is_date_line

LineKind = Literal[
    "body", "headline", "heading", "date", "byline", "caption", "credit", "teaser", "embed", "furniture"
]
"""What a line is. Only ``body`` lines become sentences."""

_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»›)\]*†]*$")
_TRAILING_NOTE = re.compile(r"(?<=[.!?\"”])\d{1,2}$")
_CLAUSE_END = re.compile(r"[,;–—:][\"'”’»›)]*$")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"[\"“«][^\"“”»]{3,}[\"”»]")
_EMBED = re.compile(r"[—–\-] [^—–]{1,60}\(@\w{1,20}\)\s+\w+\.? \d{1,2}, \d{4}$")
_BYLINE = re.compile(r"^(?:By|BY|Written by|Posted by|Story by|Reported by)\s+(?=[A-ZÀ-Þ])[^.!?]{2,80}$")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_FUNCTION_END = re.compile(
    r"\b(?:the|an?|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|as|is|was|were|are|has|had|have|be|its|their|his|her)$"
)
_FINITE = re.compile(r"\b(?:is|was|were|are|has|had|have|will|would|said|says|told|announced|did|does)\b")
_SENTENCE_START = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z©])")
_DIGITS = re.compile(r"\d")

_LONGEST = 600
"""A longer line, in characters, is a paragraph or a gallery: no pattern for short lines is tried."""
_LONG = 16
"""From so many words on, a line in lower case is a sentence that lost its full stop."""


@dataclass(frozen=True, slots=True)
class LineContext:
    """What is known of the page around a line.

    Attributes:
        title: The article's headline, if known.
        tags: Endings by which the page marks its pictures (`framing.reading.captions.store_tag`),
            each found on at least two lines.
        opening: No body line came before.
    """

    title: str | None = None
    tags: frozenset[str] = frozenset()
    opening: bool = False


_ALONE = LineContext()


def line_kind(line: str, context: LineContext = _ALONE) -> LineKind:
    """Tell what a line of a page is, by its shape and its words.

    A line that ends like a sentence is body, unless it calls on the reader, credits a picture or
    tells of the article itself. A line that does not is a heading or a link, unless it is long, in
    lower case and reads like a sentence. In doubt a line is body.

    Args:
        line: One paragraph, its characters cleaned, without bullet or dateline.
        context: What is known of the page around it.

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
    return _SENTENCE_END.search(_TRAILING_NOTE.sub("", line)) is not None


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
    return captions.store_tag(line) in context.tags and not ends_sentence(line)


def _is_credited(line: str) -> bool:
    match = captions.CREDIT_END.search(line)
    # A caption is a sentence or two; a longer paragraph only happens to end with a credit.
    return match is not None and len(_SENTENCE_START.split(line[: match.start()].strip())) <= 3


def _ending(line: str, context: LineContext) -> LineKind:
    if furniture.ABOUT.search(line) and len(line) <= 300:
        return "furniture"
    if furniture.TEASER.search(line) and _is_title_case(line) and _is_one_short_sentence(line):
        return "teaser"
    if not _QUOTED.search(line) and without_calls(line) == "":
        return "furniture"
    words = _WORD.findall(line)
    if context.opening and 4 <= len(words) <= 25 and _is_title_case(line) and not line.endswith("."):
        return "heading"
    return "body"


def _is_one_short_sentence(line: str) -> bool:
    return len(line.split()) <= 20 and not _QUOTED.search(line) and len(_SENTENCE_START.split(line)) == 1


def without_calls(line: str) -> str:
    """Take the sentences that call on the reader out of a line.

    What a site says of itself beside them ("The latest news and stories from the coast.") goes too.

    >>> without_calls("The ferry sank on Monday. Sign up for our newsletter here.")
    'The ferry sank on Monday.'
    """
    sentences = _SENTENCE_START.split(line)
    kept = [sentence for sentence in sentences if not furniture.CALL.search(sentence)]
    if len(kept) == len(sentences):
        return line
    kept = [sentence for sentence in kept if not furniture.BANNER.search(sentence)]
    return " ".join(kept)


def _endless(line: str) -> LineKind:
    """Tell a line that does not end like a sentence."""
    if _BYLINE.search(line):
        return "byline"
    if furniture.ABOUT.search(line) or furniture.CALL.search(line):
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
    if _QUOTED.search(line):
        return words >= 9
    return words >= 9 and _FINITE.search(line) is not None and line.startswith(_DETERMINED)


_DETERMINED = (
    "The ",
    "A ",
    "An ",
    "He ",
    "She ",
    "They ",
    "It ",
    "We ",
    "I ",
    "This ",
    "That ",
    "These ",
    "In ",
    "On ",
    "But ",
    "And ",
)


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


def is_title(line: str, title: str) -> bool:
    """Tell whether a line repeats a headline, whatever its case, spaces and punctuation."""
    return _letters(line) == _letters(title) != ""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
