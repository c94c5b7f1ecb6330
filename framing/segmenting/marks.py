"""Quotation marks in a paragraph: which characters may be some, and what each can do.

Two things tell whether a mark opens or closes: its shape (“ or ”) and its place (before or after a
word). Where both speak and agree, that is it; where one is silent, the other decides; where they
contradict each other, the mark fits whatever the quotation around it needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import zip_longest

from framing.text import Span


class Role(IntEnum):
    """What a mark can do."""

    OPENS = 0
    CLOSES = 1
    EITHER = 2


class Family(IntEnum):
    """Marks that pair with one another: "mixed” is a pair, “mixed» is not."""

    DOUBLE = 0
    SINGLE = 1
    GUILLEMET = 2
    SINGLE_GUILLEMET = 3


@dataclass(slots=True, eq=False)
class Mark:
    """One quotation mark. Never changed; not frozen because that doubles the time of quotation-heavy text.

    Attributes:
        start: First code point in the text.
        end: One past the last code point: two apostrophes in a row are one mark.
        family: What it pairs with.
        role: What it can do.
        left: The character before it and its neighbouring marks; empty at the start of a paragraph.
        right: The character after it and its neighbouring marks; empty at the end of a paragraph.
    """

    start: int
    end: int
    family: Family
    role: Role
    left: str
    right: str


_SHAPES: dict[str, tuple[Family, Role]] = {
    '"': (Family.DOUBLE, Role.EITHER),
    "''": (Family.DOUBLE, Role.EITHER),
    "＂": (Family.DOUBLE, Role.EITHER),
    "“": (Family.DOUBLE, Role.OPENS),
    "„": (Family.DOUBLE, Role.OPENS),
    "‟": (Family.DOUBLE, Role.OPENS),
    "``": (Family.DOUBLE, Role.OPENS),
    "‘‘": (Family.DOUBLE, Role.OPENS),
    "”": (Family.DOUBLE, Role.CLOSES),
    "’’": (Family.DOUBLE, Role.CLOSES),
    "'": (Family.SINGLE, Role.EITHER),
    "‘": (Family.SINGLE, Role.OPENS),
    "‚": (Family.SINGLE, Role.OPENS),
    "‛": (Family.SINGLE, Role.OPENS),
    "’": (Family.SINGLE, Role.CLOSES),
    "«": (Family.GUILLEMET, Role.OPENS),
    "»": (Family.GUILLEMET, Role.CLOSES),
    "‹": (Family.SINGLE_GUILLEMET, Role.OPENS),
    "›": (Family.SINGLE_GUILLEMET, Role.CLOSES),
}
# A lone backtick is no mark: two are, as old typesetting has them.
_RUN = re.compile("(?:``|[\"“”„‟＂'‘’‚‛«»‹›])+")
_MARK = re.compile("''|‘‘|’’|``|.")
# Quotations within quotations stack up three or four marks; a longer row is an ornament.
_LONGEST_RUN = 8
_OPEN_BEFORE = frozenset("([{-‐‑–—―/")
_CLOSED_AFTER = frozenset(".,;:!?…)]}-‐‑–—―/")
# Feet and inches: 6' 2" and 5'10.5".
_INCHES = re.compile(r"(?<!\w)\d{1,2}\s?['’]\s?\d{1,2}(?:\.\d+)?\Z")
_INCHES_WINDOW = 12


def find_marks(text: str, paragraph: Span) -> list[Mark]:
    """Find the quotation marks of a paragraph, without apostrophes inside words and without inches.

    Args:
        text: The whole text.
        paragraph: Place of the paragraph in it.

    Returns:
        The marks in reading order. An apostrophe at the edge of a word may be among them.
    """
    marks = list(_all_marks(text, paragraph))
    if not any(mark.left.isdecimal() for mark in marks):
        return marks
    doubles = [mark for mark in marks if mark.family is Family.DOUBLE]
    inches = {
        mark.start
        for mark, following in zip_longest(doubles, doubles[1:])
        if mark.left.isdecimal() and _is_inches(text, mark, following)
    }
    return [mark for mark in marks if mark.start not in inches]


def _all_marks(text: str, paragraph: Span) -> Iterator[Mark]:
    # Every article passes here with all its apostrophes: hence the short path for a mark that stands alone.
    first, last = paragraph.start, paragraph.end
    for run in _RUN.finditer(text, first, last):
        start, end = run.span()
        left = text[start - 1] if start > first else ""
        right = text[end] if end < last else ""
        if end - start > 1:
            yield from _marks_of_run(text, (start, end), left, right)
            continue
        mark = text[start]
        if mark in "'’" and left.isalnum() and right.isalnum():
            continue
        family, role = _read(mark, left, right)
        yield Mark(start, end, family, role, left, right)


def _marks_of_run(text: str, run: tuple[int, int], left: str, right: str) -> Iterator[Mark]:
    start, end = run
    if end - start <= _LONGEST_RUN:
        for mark in _MARK.finditer(text, start, end):
            yield Mark(mark.start(), mark.end(), *_read(mark[0], left, right), left, right)


@lru_cache(maxsize=4096)
def _read(mark: str, left: str, right: str) -> tuple[Family, Role]:
    family, shape = _SHAPES[mark]
    place = _place(left, right)
    if shape is place or place is Role.EITHER:
        return family, shape
    return family, place if shape is Role.EITHER else Role.EITHER


def _place(left: str, right: str) -> Role:
    free_before = not left or left.isspace() or left in _OPEN_BEFORE
    free_after = not right or right.isspace() or right in _CLOSED_AFTER
    if free_before == free_after:
        return Role.EITHER
    return Role.OPENS if free_before else Role.CLOSES


def _is_inches(text: str, mark: Mark, following: Mark | None) -> bool:
    if text[mark.start] not in "\"'" or mark.role is not Role.CLOSES:
        return False
    if _INCHES.search(text, max(0, mark.start - _INCHES_WINDOW), mark.start):
        return True
    # '"The 12" pipe burst," she said': the quotation cannot end twice, so the first mark is no end.
    return following is not None and following.role is Role.CLOSES
