"""Which places of a text stand inside quotation marks.

Each paragraph is read by itself: an unclosed quotation ends with its paragraph, and one that goes on
opens again at the start of the next, as printers do. Only the outermost quotation counts.
"""

from collections.abc import Iterator

from framing.segmenting.boundaries import paragraph_spans
from framing.segmenting.marks import Family, Mark, Role, find_marks
from framing.segmenting.single_quotes import pair_singles
from framing.text import Span

# One quotation within another takes two pairs of marks.
_FEWEST_NESTED = 4


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Find the quotations of a text, scare quotes among them. The marks belong to the quotation.

    Args:
        text: Cleaned text, paragraphs parted by a blank line.

    Returns:
        Place of each outermost quotation, ascending, without overlap, none across paragraphs.

    >>> text = "He told 'em: “We call it ‘peace’,” but the so-called “peace” didn't hold."
    >>> [text[span.start : span.end] for span in quoted_spans(text)]
    ['“We call it ‘peace’,”', '“peace”']
    """
    return tuple(span for paragraph in paragraph_spans(text) for span in _quoted(text, paragraph))


def _quoted(text: str, paragraph: Span) -> Iterator[Span]:
    marks = find_marks(text, paragraph)
    if not marks:
        return
    singles = pair_singles(text, paragraph, marks)
    nests = _nesting_families(marks)
    index = 0
    while index < len(marks):
        end = _end_of_quotation(marks, index, singles, nests)
        if end is not None:
            closed = marks[end].end if end < len(marks) else paragraph.end
            yield Span(marks[index].start, closed)
            index = end
        index += 1


def _end_of_quotation(
    marks: list[Mark], index: int, singles: dict[int, int], nests: frozenset[Family]
) -> int | None:
    mark = marks[index]
    if mark.family is Family.SINGLE:
        return singles.get(index)
    if mark.role is Role.CLOSES:
        # A stray closing mark, its opening lost: it must not turn the rest of the paragraph around.
        return None
    return _end_of_double(marks, index, nested=mark.family in nests)


def _end_of_double(marks: list[Mark], index: int, *, nested: bool) -> int:
    family, depth = marks[index].family, 1
    for end in range(index + 1, len(marks)):
        mark = marks[end]
        if mark.family is not family:
            continue
        if mark.role is not Role.OPENS:
            depth -= 1
        elif nested:
            depth += 1
        if depth == 0:
            return end
    return len(marks)


def _nesting_families(marks: list[Mark]) -> frozenset[Family]:
    # Marks nest within their own kind only where every opening has its closing; elsewhere a second
    # opening more likely means that a closing was forgotten.
    if len(marks) < _FEWEST_NESTED:
        return frozenset()
    counts = [[0] * len(Role) for _ in Family]
    for mark in marks:
        counts[mark.family][mark.role] += 1
    balanced = (family for family in Family if counts[family][Role.OPENS] == counts[family][Role.CLOSES])
    return frozenset(family for family in balanced if not counts[family][Role.EITHER])
