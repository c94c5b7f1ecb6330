"""The day of publication in a page's own lines."""

import re
from datetime import date

from framing.languages import PAGES
from framing.reading.dates import parse_date

_MONTH = rf"(?:{'|'.join(PAGES.months)})\.?"
_WEEKDAY = rf"(?:(?:{'|'.join(PAGES.weekdays)})\.?,?\s+)?"
_LABELS = rf"(?:{'|'.join((*PAGES.published, *PAGES.dated))})"
_ZONE = r"(?:Z|[+\-]\d{2}:?\d{2}|GMT|UTC|[A-Z]{2,4}\b)?"
_CLOCK = (
    r"(?:[T,|•·\-–]?\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*" + _ZONE + ")?"
)
_DAY = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
)
_LONGEST = 200
"""A longer line, in characters, holds more than a day and who wrote."""
_LABEL = re.compile(rf"\W*(?:{'|'.join(PAGES.published)})\b", re.IGNORECASE)
_HOUR = r",? \d{1,2} ?[AaPp]\.?[Mm]\.?(?: [A-Z]{2,4})?"
_MORE = (
    rf"(?:[\s|/·•,–-]*{_LABELS}\b[^.!?]{{0,60}}"
    rf"|[\s|/·•,–-]+(?:{'|'.join(PAGES.byline_starts)}) [A-Z][^.!?|]{{1,60}})?"
)
_HEADER = re.compile(
    rf"^\W{{0,3}}(?P<label>{_LABELS}\s*[:\-–|]?\s*)?{_WEEKDAY}"
    rf"(?P<day>{_DAY})\b{_CLOCK}\)?(?=\s|$)",
    re.IGNORECASE,
)
# "PUBLISHED: 18:04 GMT, 3 May 2031 | UPDATED: ...", "May 3, 2031 / 9:41 AM / Updated 3 hours ago".
_LINE = re.compile(
    r"(?:[^\W\d][\w.'’\-]*(?: [^\W\d][\w.'’\-]*){1,3} ?[|•·–—] ?)?"
    rf"\W{{0,3}}(?:{_LABELS}\s*[:\-–|]?\s*)?(?:\d{{1,2}}[:.]\d{{2}}\s*{_ZONE},?\s+)?{_WEEKDAY}"
    rf"(?P<day>{_DAY}|\d{{1,2}} {_MONTH},? \d{{4}})\b(?:\s*[/|]\s*(?=\d))?(?:{_CLOCK}|{_HOUR}){_MORE}\W*",
    re.IGNORECASE,
)


def is_date_line(line: str) -> bool:
    """Tell whether a line holds a date and nothing else, a label and a time of day allowed."""
    return len(line) <= _LONGEST and (_HEADER.fullmatch(line) or _LINE.fullmatch(line)) is not None


def labelled_date(line: str, *, day_first: bool = False) -> date | None:
    """Read a line that says when the page was published, wherever it stands.

    Args:
        line: Any line of a page.
        day_first: Read ``3/4/2022`` as the third of April.

    Returns:
        The day; ``None`` where the line says none, or does not say what the day is of.

    >>> labelled_date("Published: 18:04 GMT, 3 May 2031")
    datetime.date(2031, 5, 3)
    """
    return header_date(line, day_first=day_first)[0] if is_date_line(line) and _LABEL.match(line) else None


def header_date(line: str, *, day_first: bool = False) -> tuple[date | None, str]:
    """Part a day of publication from the line that begins with it.

    Args:
        line: A line at the top of a page, such as ``date 2022-03-01 The talks began.``
        day_first: Read ``3/4/2022`` as the third of April.

    Returns:
        The day, if the line begins with one, and the rest of the line.

    >>> header_date("date 2022-03-01 The talks began.")
    (datetime.date(2022, 3, 1), 'The talks began.')
    """
    whole = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    if whole is not None and (only := parse_date(whole.group("day"), day_first=day_first)) is not None:
        return only, ""
    match = _HEADER.match(line)
    if match is None or not (match.group("label") or match.end() == len(line)):
        return None, line
    day = parse_date(match.group("day"), day_first=day_first)
    return (None, line) if day is None else (day, line[match.end() :].strip())
