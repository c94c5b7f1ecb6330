"""Single quotation marks: quotations in British style, or apostrophes?

An opening mark counts only when a closing one follows in its paragraph. A mark after ``s``, as in
"the workers’ rights", closes only when no clearer candidate stands before the next opening.
"""

import re

from framing.languages import SMALL
from framing.segmenting.marks import Family, Mark, Role
from framing.text import Span

# Words that begin with an apostrophe, and years: '90s, rock 'n' roll.
_ELISION = re.compile(rf"(?:\d\ds?|{'|'.join(SMALL.elided)})\b", re.IGNORECASE)
# Words that end with one: the workers' rights, the class of '98' said.
_POSSESSIVE = re.compile(rf"(?:{'|'.join(SMALL.before_apostrophe)}|\d)\Z", re.IGNORECASE)
_OPENS_ON = frozenset("[($£€#@…")


def pair_singles(text: str, paragraph: Span, marks: list[Mark]) -> dict[int, int]:
    """Find for each single mark that opens a quotation where that quotation ends.

    Args:
        text: The whole text.
        paragraph: Place of the paragraph in it.
        marks: All marks of the paragraph, in reading order.

    Returns:
        From the index of the opening mark in ``marks`` to that of the closing one; to
        ``len(marks)`` when the quotation runs to the end of the paragraph.
    """
    pairs: dict[int, int] = {}
    # Read backwards, so that the nearest end is known at every opening: its index, and how many double
    # marks come after it in the paragraph.
    clear: tuple[int, int] | None = None
    doubtful: tuple[int, int] | None = None
    doubles = 0
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        if mark.family is Family.DOUBLE:
            doubles += 1
        elif mark.family is not Family.SINGLE:
            continue
        elif _opens(text, mark):
            end = clear or doubtful or _end_of_paragraph(paragraph, mark, len(marks))
            # Half a pair of double marks inside: what was taken for a quotation cuts across a real one.
            if end is not None and (doubles - end[1]) % 2 == 0:
                pairs[index] = end[0]
            clear = doubtful = None
        elif _closes(mark):
            if _may_be_possessive(text, mark):
                doubtful = index, doubles
            else:
                clear = index, doubles
    return pairs


def _end_of_paragraph(paragraph: Span, mark: Mark, n_marks: int) -> tuple[int, int] | None:
    # Only a paragraph that opens with it may leave a quotation open: it goes on in the next.
    return (n_marks, 0) if mark.start == paragraph.start and mark.right.isupper() else None


def _opens(text: str, mark: Mark) -> bool:
    if mark.role is not Role.OPENS or not (mark.right.isalnum() or mark.right in _OPENS_ON):
        return False
    return _ELISION.match(text, mark.end) is None


def _closes(mark: Mark) -> bool:
    if mark.role is Role.OPENS or not mark.left or mark.left.isspace():
        return False
    # Between two letters it stands inside a word: a stray mark of another shape, not an end.
    return not (mark.left.isalnum() and mark.right.isalnum())


def _may_be_possessive(text: str, mark: Mark) -> bool:
    return mark.right.isspace() and _POSSESSIVE.search(text, max(0, mark.start - 4), mark.start) is not None
