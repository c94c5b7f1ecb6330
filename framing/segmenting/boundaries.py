"""Where sentences end.

Every run of ``. ! ? …`` before white space may end a sentence. What stands before and after it
decides: a lower-case word or a dash goes on; an abbreviation goes on unless the next word looks like
the first of a sentence. Rules and the word lists of `framing.languages` only: no model, so the same text
is cut alike everywhere and for ever. `docs/segmenting.md` has the comparison with libraries.
"""

import re
from collections.abc import Iterator
from functools import cache

from framing.languages import SentenceWords, sentence_words
from framing.text import Span

_CLOSING_QUOTES = "\"'”’»›“‘"
# Swallows everything that may stick to a full stop, so that no character is looked at twice; also an outer
# closing mark that typesetters part from an inner one: ‘... it.’ ”
_STOP = re.compile(rf"[.!?…][.!?…)\]}}*{_CLOSING_QUOTES}]*+(?:\s”(?=\s|\Z)|(?<=['’])\s\"(?=\s|\Z))?")
_GAP = re.compile(r"\n\s*\n")
_OPENING = "\"'“‘«‹„‚([{¿¡*"
_NEXT = re.compile(rf"\s+([{re.escape(_OPENING)}]*+)(\w*+)")
_GOES_ON = frozenset("-‐‑–—―.,;:!?…)]}&/+=")
# A window is enough: no abbreviation is longer, and a window keeps endless words cheap.
_WINDOW = 16
_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})")


def paragraph_spans(text: str) -> tuple[Span, ...]:
    """Find the paragraphs of a text: what blank lines part.

    Args:
        text: Any text.

    Returns:
        Place of each paragraph, without white space around it, ascending. Blank ones are left out.
    """
    gaps = [gap.span() for gap in _GAP.finditer(text)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    stripped = (_strip(text, start, end) for start, end in zip(starts, ends, strict=True))
    return tuple(paragraph for paragraph in stripped if paragraph.start < paragraph.end)


def sentence_spans(text: str, language: str | None = None) -> tuple[Span, ...]:
    """Find the sentences of a text. None crosses a paragraph.

    Args:
        text: Cleaned text, paragraphs parted by a blank line.
        language: ISO 639-1 code of the language it is in; ``None`` where that could not be told.

    Returns:
        Place of each sentence, ascending, never blank, without white space around it; only white
        space lies between them.

    >>> text = "Gen. Ray left the U.S. on Jan. 6. He did not return."
    >>> [text[sentence.start : sentence.end] for sentence in sentence_spans(text)]
    ['Gen. Ray left the U.S. on Jan. 6.', 'He did not return.']
    """
    words = sentence_words(language)
    return tuple(span for paragraph in paragraph_spans(text) for span in _split(text, paragraph, words))


def _split(text: str, paragraph: Span, words: SentenceWords) -> Iterator[Span]:
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        following = _NEXT.match(text, stop.end(), paragraph.end)
        if following and _ends_sentence(start, stop, following, words):
            yield Span(start, stop.end())
            start = following.start(1)
    yield Span(start, paragraph.end)


def _ends_sentence(start: int, stop: re.Match[str], following: re.Match[str], words: SentenceWords) -> bool:
    text, end, word = stop.string, stop.start(), following[2]
    if not word:
        return _mark_begins(following[1], text[following.end() : following.end() + 1])
    if word[0].islower():
        # "iPhone" and "eBay" open sentences; other lower-case words do not.
        return word[1:2].isupper()
    if _ENUMERATOR.fullmatch(text, start, end):
        return False
    before = _BEFORE.search(text, max(start, end - _WINDOW), end)
    abbreviation = before[0] if before else ""
    # A second full stop, as in "(R-Ga.).", can only be the sentence's; two in a row are an ellipsis.
    if stop[0][0] == "." and not any(mark in ".!?…" for mark in stop[0][1:]):
        return _full_stop_ends(abbreviation, following, words)
    if abbreviation in words.may_be_last:
        return word in words.starters
    return word in words.starters or not _is_attributed(stop, words)


def _full_stop_ends(abbreviation: str, following: re.Match[str], words: SentenceWords) -> bool:
    opening, word = following.groups()
    if abbreviation in words.never_last:
        return False
    if abbreviation in words.before_number:
        return not word[0].isdigit()
    if abbreviation.lower() in words.clock:
        return word not in words.after_clock
    if abbreviation in words.may_be_last or _ACRONYM.fullmatch(abbreviation):
        # A quotation opens a sentence, 'left the U.S. "Never again', unlike after an initial, 'B. "Bo" Ray'.
        return _opens_sentence(following, words) or any(mark in '"“' for mark in opening)
    is_initial = len(abbreviation) == 1 and abbreviation.isupper()
    return not is_initial or _opens_sentence(following, words)


def _opens_sentence(following: re.Match[str], words: SentenceWords) -> bool:
    word, after_word = following[2], following.string[following.end() : following.end() + 1]
    # "A. A. Milne" and "the U.S. All-Stars" are names, whatever their first letters spell.
    in_name = after_word == "-" or (after_word == "." and len(word) == 1)
    return word in words.starters and not in_name


def _mark_begins(opening: str, mark: str) -> bool:
    # A lone quotation mark at the end of a paragraph closes, however far it stands off.
    return not mark.isspace() and mark != "" and (bool(opening) or mark not in _GOES_ON)


def _is_attributed(stop: re.Match[str], words: SentenceWords) -> bool:
    closed = any(mark in _CLOSING_QUOTES for mark in stop[0])
    return (
        closed
        and _attribution(words.speech_verbs).match(stop.string, stop.end(), stop.end() + 120) is not None
    )


@cache
def _attribution(verbs: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[^\W\d_][\w.'’-]*+\s+){{1,5}}?(?:{'|'.join(sorted(verbs))})\b")


def _strip(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return Span(start + left, max(start + left, start + len(body.rstrip())))
