"""Lines that pass for body alone and not beside their neighbours: lists of links, boxes, comments, bios."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from framing.languages import PAGES
from framing.reading import captions, furniture
from framing.reading.lines import (
    BYLINE,
    QUOTED,
    Line,
    LineKind,
    ends_sentence,
    is_one_short_sentence,
)
from framing.reading.titles import letters_of

_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]*){1,3}")
_BYLINE_START = re.compile(rf"^(?:{'|'.join(PAGES.byline_starts)}) ")
_BIO = rf"\W+(?:{'|'.join(PAGES.does)})\b"
_LAST_LINES = 4
_LONGEST_BIO = 60
_BOX = 4
_LONGEST_BLURB = 25
_ENOUGH_BEFORE_COMMENTS = 3
_NEAR = 8
_LONGEST_CAPTION = 40
_DAY_AT_END = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.$")
_TOLD = re.compile(rf"\b(?:{'|'.join(PAGES.told)})\b")
_SHORTEST_PULLED = 6
_SHORTEST_PULLED_QUOTE = 3
_ALL_QUOTED = re.compile(r"^[\"“«][^\"“”»]+[\"”»]$")
_LARGEST_SEARCHED = 200_000
"""A longer text, in characters, is no article; looking for repeats in it would take long."""


def neighbour_kinds(lines: Sequence[Line]) -> Mapping[int, LineKind]:
    """Find body lines whose neighbours show that they are none.

    Args:
        lines: The page's lines, each taken for what it is alone.

    Returns:
        The right kinds, by place.
    """
    found: dict[int, LineKind] = dict.fromkeys(_listed(lines), "teaser")
    found |= dict.fromkeys(_captions(lines), "caption")
    for places in (_boxed(lines), _comments(lines), _bios(lines)):
        found |= dict.fromkeys(places, "furniture")
    found |= dict.fromkeys(_pulled(lines, frozenset(found)), "heading")
    return found


def _listed(lines: Sequence[Line]) -> Iterator[int]:
    """Questions and exclamations among the headlines of a list of links."""
    end = 0
    for label, line in enumerate(lines):
        if label < end or line.kind == "body" or not furniture.LIST_LABEL.search(line.text):
            continue
        end = label + 1
        while end < len(lines) and _may_be_listed(lines[end]):
            end += 1
        # A label alone is a button; only a headline beside it shows that a list begins.
        if any(entry.kind == "heading" for entry in lines[label + 1 : end]):
            yield from (place for place in range(label + 1, end) if lines[place].kind == "body")


def _may_be_listed(line: Line) -> bool:
    numbered = line.kind == "furniture" and line.text.strip(" .#").isdigit()
    return (
        numbered
        or line.kind in ("heading", "teaser")
        or (line.kind == "body" and line.text.endswith(("?", "!")) and is_one_short_sentence(line.text))
    )


def _boxed(lines: Sequence[Line]) -> Iterator[int]:
    """What a newsletter says of itself, between its name and the field for the address."""
    for first, line in enumerate(lines):
        if line.kind == "body" or not furniture.SIGN_UP.search(line.text):
            continue
        box = range(first + 1, min(first + _BOX, len(lines)))
        last = next((place for place in box if _is_form(lines[place], line)), first)
        inside = [place for place in range(first + 1, last) if lines[place].kind == "body"]
        if all(_is_blurb(lines[place].text) for place in inside):
            yield from inside


def _is_form(line: Line, first: Line) -> bool:
    return line.kind != "body" and line.text != first.text and furniture.FORM.search(line.text) is not None


def _is_blurb(text: str) -> bool:
    return len(text.split()) <= _LONGEST_BLURB and not QUOTED.search(text)


def _comments(lines: Sequence[Line]) -> Iterator[int]:
    """Everything from the heading of the readers' comments on."""
    bodies = 0
    for place, line in enumerate(lines):
        if bodies >= _ENOUGH_BEFORE_COMMENTS and furniture.COMMENTS.search(line.text):
            below = lines[place + 1 : place + 1 + _NEAR]
            if any(furniture.COMMENT_PARTS.search(other.text) for other in below):
                yield from (later for later in range(place, len(lines)) if lines[later].kind == "body")
                return
        bodies += line.kind == "body"


def _captions(lines: Sequence[Line]) -> Iterator[int]:
    """Captions whose credit stands on the line below, or that stand between a site's marks of one."""
    for first, line in enumerate(lines):
        if captions.CAPTION_OPENS.search(line.text):
            marks = range(first + 1, min(first + _BOX, len(lines)))
            last = next(
                (place for place in marks if captions.CAPTION_CLOSES.search(lines[place].text)), first
            )
            yield from (place for place in range(first + 1, last) if lines[place].kind == "body")
    for place, line in enumerate(lines[:-1]):
        if line.kind == "body" and lines[place + 1].kind == "credit" and _may_be_caption(line.text):
            yield place


def _may_be_caption(text: str) -> bool:
    """Tell whether a sentence is not in the past and ends with a day, as agencies' captions do."""
    short = len(text.split()) <= _LONGEST_CAPTION and _DAY_AT_END.search(text) is not None
    return short and not _TOLD.search(text) and not QUOTED.search(text)


def _bios(lines: Sequence[Line]) -> Iterator[int]:
    """What the last lines tell of the author whom a byline names."""
    names = {name for line in lines if line.kind in ("byline", "date") for name in _names(line.text)}
    bodies = [place for place, line in enumerate(lines) if line.kind == "body"]
    if not names:
        return
    bio = re.compile(rf"^\W*(?:{'|'.join(sorted(map(re.escape, names)))}){_BIO}", re.IGNORECASE)
    for place in bodies[1:][-_LAST_LINES:]:
        text = lines[place].text
        if bio.search(text) and len(text.split()) <= _LONGEST_BIO:
            yield place


def _names(byline: str) -> list[str]:
    return _NAME.findall(_BYLINE_START.sub("", byline, count=1) if BYLINE.search(byline) else byline)


def _pulled(lines: Sequence[Line], gone: frozenset[int]) -> Iterator[int]:
    """Lines set large between paragraphs that say again what a paragraph says."""
    bodies = [place for place, line in enumerate(lines) if line.kind == "body" and place not in gone]
    if sum(len(lines[place].text) for place in bodies) > _LARGEST_SEARCHED:
        return
    letters = {place: letters_of(lines[place].text) for place in bodies}
    said = "\n".join(letters.values())
    whole = Counter(letters.values())
    for place in bodies[1:]:
        own = letters[place]
        # The whole of another line again is a refrain, not a pull quote.
        if _may_be_pulled(lines[place].text) and said.count(own) > whole[own]:
            yield place


def _may_be_pulled(text: str) -> bool:
    words = len(text.split())
    if _ALL_QUOTED.search(text):
        return words >= _SHORTEST_PULLED_QUOTE
    return words >= _SHORTEST_PULLED and (not ends_sentence(text) or is_one_short_sentence(text))
