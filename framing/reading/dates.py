"""Days of publication, in the forms in which the news writes them."""

import re
from datetime import UTC, date, datetime, timedelta

from framing.languages import PAGES

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}\b")
_LABEL = re.compile(rf"^(?:{'|'.join((*PAGES.published, *PAGES.dated))})\s*:?\s*", re.IGNORECASE)
_PLAUSIBLE = re.compile(r"(?=.*\d{4}|.*'\d{2})[\w\s.,:/+\-']{6,64}")
_EARLIEST, _LATEST = 1500, 2199


def parse_date(value: object, *, day_first: bool = False) -> date | None:
    """Read a date.

    Understands dates as such, ISO 8601, RFC 2822, ``26.02.2022``, ``February 26, 2022`` and their
    kin, eight digits, and seconds or milliseconds since 1970. The day is taken as written, whatever
    the time zone. A date without day, month or year is none.

    Args:
        value: What a record holds in its date field.
        day_first: Read ``3/4/2022`` as the third of April. Dates with points always are.

    Returns:
        The day, or ``None`` when it cannot be told.

    >>> parse_date("26.02.2022"), parse_date("Tue, 01 Mar 2022 10:00:00 EST")
    (datetime.date(2022, 2, 26), datetime.date(2022, 3, 1))
    >>> parse_date("March 2022") is None
    True
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    if not isinstance(value, str):
        return None
    text = _LABEL.sub("", value.strip())
    if text.isdecimal():
        return _from_number(int(text)) if len(text) <= 14 else None
    day = _from_text(text, day_first=day_first)
    return day if day is not None and _EARLIEST <= day.year <= _LATEST else None


def _from_number(value: float) -> date | None:
    # Not asked whether it is a number at all: what is none lies between no bounds, and an integer may be
    # too large for the question.
    if not 0 < value < 1e14:
        return None
    digits = str(int(value))
    if len(digits) == 8:
        return _checked(digits[:4], digits[4:6], digits[6:])
    seconds = value / 1000 if value >= 1e11 else value
    # Below 1e8 seconds (March 1973) a number is more likely anything but a moment.
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date() if seconds >= 1e8 else None


def _from_text(text: str, *, day_first: bool) -> date | None:
    iso = _ISO.match(text)
    if iso:
        return _checked(*iso.groups())
    if not _PLAUSIBLE.fullmatch(text):
        return None
    from dateutil import parser  # noqa: PLC0415 - only needed for other forms

    day_first = day_first or _DOTTED.match(text) is not None
    read = []
    # What the text leaves out is taken from a default; two defaults show that something is.
    for default in (datetime(2001, 1, 1), datetime(2002, 2, 2)):
        try:
            read.append(parser.parse(text, default=default, dayfirst=day_first, ignoretz=True).date())
        except (ValueError, OverflowError, TypeError, ArithmeticError):
            return None
    return read[0] if read[0] == read[1] else None


def _checked(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
