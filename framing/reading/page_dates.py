"""The day of a web page, where it can be read in two ways."""

import calendar
import re
from datetime import date

from framing.reading.dates import parse_date

_STROKES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")


def page_date(found: str | None, html: str, *, day_first: bool) -> date | None:
    """Settle which of two days ``3/4/2022`` means, by the same rule as in tables.

    The search for dates in pages always takes the first number for the day. That stands where the page
    spells the same day out elsewhere; otherwise the rule decides.

    Args:
        found: What was found in the page, as an ISO date.
        html: The page.
        day_first: Read ``3/4/2022`` as the third of April. Otherwise it is the fourth of March.

    Returns:
        The day; ``None`` where none was found.

    >>> page_date("2022-04-03", "<p>Posted 3/4/2022</p>", day_first=False)
    datetime.date(2022, 3, 4)
    >>> page_date("2022-04-03", "<p>Posted 3/4/2022</p><p>3 April 2022</p>", day_first=False)
    datetime.date(2022, 4, 3)
    """
    day = parse_date(found)
    if day is None or day.day > 12 or day.day == day.month or _is_spelled_out(day, html):
        return day
    for strokes in _STROKES.finditer(html):
        first, second, year = map(int, strokes.groups())
        if year == day.year and {first, second} == {day.day, day.month}:
            return parse_date(strokes.group(), day_first=day_first)
    return day


def _is_spelled_out(day: date, html: str) -> bool:
    month = f"{calendar.month_abbr[day.month]}[a-z]*"
    number = f"0?{day.day}(?:st|nd|rd|th)?"
    forms = (
        f"{day:%Y-%m-%d}|{day:%Y%m%d}|{day:%Y/%m/%d}",
        rf"\b{month}\.? {number},? {day.year}\b|\b{number} {month}\.?,? {day.year}\b",
    )
    return re.search("|".join(forms), html, re.IGNORECASE) is not None
