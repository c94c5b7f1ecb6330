"""The day of publication in a page's own lines."""

import re
from datetime import date

from framing.reading.dates import parse_date

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|"
    r"September|October|November|December)\.?"
)
_ZONE = r"(?:Z|[+\-]\d{2}:?\d{2}|GMT|UTC|[A-Z]{2,4}\b)?"
_CLOCK = (
    r"(?:[T,|•·\-–]?\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*" + _ZONE + ")?"
)
_DAY = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
)
_HEADER = re.compile(
    r"^\W{0,3}(?P<label>(?:date|(?:first |last )?(?:published|posted|updated|modified))(?: on)?"
    r"\s*[:\-–|]?\s*)?"
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
    rf"(?P<day>{_DAY})\b{_CLOCK}\)?(?=\s|$)",
    re.IGNORECASE,
)


def is_date_line(line: str) -> bool:
    """Tell whether a line holds a date and nothing else, a label and a time of day allowed."""
    return _HEADER.fullmatch(line) is not None


def header_date(line: str) -> tuple[date | None, str]:
    """Part a day of publication from the line that begins with it.

    Args:
        line: A line at the top of a page, such as ``date 2022-03-01 The talks began.``

    Returns:
        The day, if the line begins with one, and the rest of the line.

    >>> header_date("date 2022-03-01 The talks began.")
    (datetime.date(2022, 3, 1), 'The talks began.')
    """
    match = _HEADER.match(line)
    if match is None or not (match.group("label") or match.end() == len(line)):
        return None, line
    day = parse_date(match.group("day"))
    return (None, line) if day is None else (day, line[match.end() :].strip())
