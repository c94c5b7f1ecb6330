"""Furniture within a line: datelines, credits in brackets, bullets."""

import re

from framing.languages import PAGES

_AGENCIES = (
    "Reuters|REUTERS|AP|AFP|UPI|EFE|ANI|PTI|IANS|dpa|DPA|TASS|Tass|Xinhua|CNN|CNN Business|CNNMoney|BBC|NPR|"
    "ANSA|Bloomberg|Sputnik|Interfax"
)
_PART = r"(?:[A-Z][\w.'’\-]*|of|de|la|the)"
_PLACE = rf"(?!(?:The|A|An|In)\b)[A-Z][\w.'’\-]*(?:[ ,/]+(?:{_PART}|\d{{1,2}}))*"
_OPENING = r"(?=[\"'“‘«(\[]*[A-Z0-9À-Þ])"

# "GENEVA (Reuters) - ", "Washington (CNN) ", "KYIV, March 1 (AFP) — ". Without dash, or after an
# agency we do not know, a sentence must begin: "The Harbour Union (HU) - the largest - met" is one.
_AGENCY_LINE = re.compile(
    rf"^(?:{_PLACE},? ?)?\((?:{_AGENCIES})\)(?:\s*[-–—]+\s*(?=\S)|\s+{_OPENING})"
    rf"|^{_PLACE},? \([A-Z][\w .&/]{{1,30}}\)\s*[-–—]+\s+{_OPENING}"
)
# "WASHINGTON — The": capitals only, and a sentence must begin after the dash.
_PLACE_LINE = re.compile(
    rf"^[A-Z]{{3,}}(?:[ .'’\-][A-Z]{{2,}})*(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)? ?[–—] ?{_OPENING}"
)
# "NEW DELHI: The": capitals only, as a label ("EXCLUSIVE: The") is no word of the sentence either.
_PLACE_COLON = re.compile(rf"^[A-Z]{{3,}}(?:[ .'’\-][A-Z]{{2,}}){{0,2}}(?:/[A-Z]{{3,}})?: {_OPENING}")
_CREDIT = re.compile(rf"\s*[(\[](?:{'|'.join(PAGES.credits)})[^()\[\]]{{0,80}}[)\]]", re.IGNORECASE)
_BYLINE_TAIL = re.compile(rf"\s*\((?:{'|'.join(PAGES.edited_by)})[^()]{{0,300}}\)$", re.IGNORECASE)
# "said Oster Bram Jan OsterRegent's purse stays shut Wall crumbles MORE on Monday": a box of links that
# a name opens. The name comes again in full, glued to the first link; the box ends with MORE. No word of a
# name has more than 60 letters: without a bound each place in a longer one would be tried to its end.
_LINK_BOX = re.compile(
    r"\b([A-Z][\w.'’\-]{0,60}[a-z]) (?:[A-Z(\"][\w.()'’\"\-]{0,60},? ){1,7}\1(?=[A-Z0-9'‘“\"])"
    r"[^\n]{10,600}? MORE\b"
)
_LONGEST = 50_000
"""A longer line, in characters, is no paragraph."""
MOST_ROUNDS = 10
"""So often something is taken off a line at most: what still goes on then was made to keep us busy."""
BULLET = re.compile(r"^(?:[•▪◦‣·●■►▶➤*]|[-–—](?= ))\s*")
_BULLETS = re.compile(rf"^(?:{BULLET.pattern.removeprefix('^')})+")


def strip_inline(line: str, *, first: bool = False) -> str:
    """Take out of a line what belongs to the page and not to its sentences.

    Credits in brackets, boxes of links, a news agency's dateline, editors' names at the end, a bullet.
    The place of a dateline goes too: it is no word of the sentence that follows.

    Args:
        line: One paragraph.
        first: It opens the body; only there a place in capitals before a dash is a dateline.

    Returns:
        What is left of the line; empty where nothing is. A line that it never ends on is left as it is.

    >>> strip_inline("GENEVA (Reuters) - The talks began on Monday. (Image: AP)")
    'The talks began on Monday.'
    """
    left = line
    for _ in range(MOST_ROUNDS if len(line) <= _LONGEST else 0):
        stripped = _once(left, first=first).strip()
        if stripped == left:
            return left
        left = stripped
    return line


def _once(line: str, *, first: bool) -> str:
    # Hardly any line holds what these patterns end in, and to try them at each of its characters takes long.
    if " MORE" in line:
        line = _LINK_BOX.sub(r"\1", line)
    if "(" in line or "[" in line:
        line = _BYLINE_TAIL.sub("", _CREDIT.sub("", line))
    line = _AGENCY_LINE.sub("", _BULLETS.sub("", line), count=1)
    return _PLACE_COLON.sub("", _PLACE_LINE.sub("", line, count=1), count=1) if first else line
