"""Scraped text to clean body: characters, paragraphs, furniture."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from framing.reading.captions import store_tag
from framing.reading.characters import clean_characters, one_line
from framing.reading.head import head_kinds, headline, site_lines
from framing.reading.headers import header_date, labelled_date
from framing.reading.inline import BULLET, MOST_ROUNDS, strip_inline
from framing.reading.lines import (
    Line,
    LineContext,
    LineKind,
    ends_sentence,
    line_kind,
    without_calls,
)
from framing.reading.neighbours import neighbour_kinds
from framing.reading.paragraphs import split_paragraphs
from framing.reading.titles import is_title

_REPEATED = 40
"""A paragraph of so many characters that stands twice is one that the page shows twice."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning made of a page.

    Attributes:
        text: Body, paragraphs parted by one blank line. Blank when the page holds nothing but furniture.
        title: The headline: the one given, or the one found above the body.
        published: The day of publication found at the top of the page.
        lines: Every line in order, kept or not, for whoever asks where a sentence went.
    """

    text: str
    title: str | None
    published: date | None
    lines: tuple[Line, ...]


def clean(text: str, *, title: str | None = None, wrapped: bool = True, day_first: bool = False) -> Cleaned:
    r"""Make a clean body of a scraped text.

    Cleaning what is clean changes nothing.

    Args:
        text: The page's text.
        title: The headline, if known; where the text repeats it, it goes.
        wrapped: Lines may be wrapped by hand and are joined then. ``False`` when every line is known
            to be a paragraph.
        day_first: Read ``3/4/2022`` above the body as the third of April.

    Returns:
        The body, what was found beside it, and every line with what it was taken for.

    >>> clean("Ferry Sinks Off Morn\n(Image: LP)\nThe ferry sank on Monday.\nShare this article").text
    'The ferry sank on Monday.'
    """
    text = clean_characters(text)
    title = one_line(title) or None if title is not None else None
    paragraphs = split_paragraphs(text) if wrapped else [line.strip() for line in text.split("\n")]
    published, lines = _page([line for line in paragraphs if line], LineContext(title, day_first=day_first))
    if not any(line.kind == "body" for line in lines):
        lines = tuple(_headings_as_body(lines))
    elif title is None:
        title, lines = _take_headline(lines)
    body = _once_each([line.text for line in lines if line.kind == "body"])
    return Cleaned("\n\n".join(body), title, published, lines)


def _page(paragraphs: Sequence[str], context: LineContext) -> tuple[date | None, tuple[Line, ...]]:
    """Take each line for what it is alone, then for what it is in its place."""
    alone = _classified(paragraphs, context, {})
    beside = _of_bodies(neighbour_kinds(alone[1]), alone[1])
    above = {} if context.title is not None else _of_bodies(head_kinds(paragraphs, alone[1]), alone[1])
    for placed in ({**beside, **above}, beside) if beside or above else ():
        page = _classified(paragraphs, context, placed)
        # What would leave no body at all is no furniture.
        if any(line.kind == "body" for line in page[1]):
            return page
    return alone


def _of_bodies(kinds: Mapping[int, LineKind], lines: Sequence[Line]) -> Mapping[int, LineKind]:
    return {place: kind for place, kind in kinds.items() if lines[place].kind == "body"}


def _classified(
    paragraphs: Sequence[str], page: LineContext, placed: Mapping[int, LineKind]
) -> tuple[date | None, tuple[Line, ...]]:
    tags = Counter(tag for line in paragraphs if not ends_sentence(line) and (tag := store_tag(line)))
    shared = frozenset(tag for tag, count in tags.items() if count > 1)
    published: date | None = None
    lines: list[Line] = []
    opening = True
    above, below = (replace(page, tags=shared, opening=is_above) for is_above in (True, False))
    for place, paragraph in enumerate(paragraphs):
        if place in placed:
            lines.append(Line(paragraph, placed[place]))
            continue
        context = above if opening else below
        day, line = _dated(paragraph, context) if opening else (None, _line(paragraph, context))
        published = published or day
        opening = opening and line.kind != "body"
        lines.append(line)
    # A summary may stand between the headline and the day.
    dates = (line.text for line in lines if line.kind == "date")
    labelled = (day for text in dates if (day := labelled_date(text, day_first=page.day_first)))
    return published or next(labelled, None), tuple(lines)


def _dated(paragraph: str, context: LineContext) -> tuple[date | None, Line]:
    """Part the days of publication from a line above the body or opening it."""
    first: date | None = None
    text = paragraph
    for _ in range(MOST_ROUNDS):
        day, text = header_date(text, day_first=context.day_first)
        first = first or day
        if not text:
            return first, Line(paragraph, "date")
        line = _line(text, context)
        if day is None and line.text == text:
            return first, line
        # What was taken away may have stood before another date.
        text = line.text
    return None, _line(paragraph, context)


def _line(paragraph: str, context: LineContext) -> Line:
    kind = line_kind(BULLET.sub("", paragraph) or paragraph, context)
    if kind != "body":
        return Line(paragraph, kind)
    text = paragraph
    for _ in range(MOST_ROUNDS):
        stripped = without_calls(strip_inline(text, first=context.opening))
        if stripped in (text, ""):
            return Line(text, line_kind(text, context))
        text = stripped
    return Line(paragraph, kind)


def _headings_as_body(lines: Sequence[Line]) -> Iterator[Line]:
    # A text of one line without a full stop is a headline someone wants scored, not an empty page.
    for line in lines:
        yield Line(line.text, "body") if line.kind in ("heading", "headline") else line


def _take_headline(lines: Sequence[Line]) -> tuple[str | None, tuple[Line, ...]]:
    place = headline(lines, site_lines(lines))
    return (None, tuple(lines)) if place is None else _without_headline(lines[place].text, lines)


def _without_headline(title: str, lines: Sequence[Line]) -> tuple[str | None, tuple[Line, ...]]:
    parted = tuple(Line(line.text, "headline") if is_title(line.text, title) else line for line in lines)
    # A page that only says its headline twice has it as its text.
    return (title, parted) if any(line.kind == "body" for line in parted) else (None, tuple(lines))


def _once_each(paragraphs: Sequence[str]) -> list[str]:
    seen: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        if paragraph not in seen or len(paragraph) < _REPEATED:
            kept.append(paragraph)
        seen.add(paragraph)
    return kept
