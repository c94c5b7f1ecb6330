"""Captions and credits of pictures."""

import re

from framing.languages import PAGES

_AGENCY = (
    r"(?:REUTERS|Reuters|AFP|AP|AP Photos?|AP Images|EPA(?:-EFE)?|EFE|UPI|TASS|Tass|Xinhua|ANSA|PA|PTI|"
    r"ANI|dpa|DPA|RIA|Sputnik|Bloomberg|Getty(?: Images)?|AFP via Getty Images|Shutterstock|Alamy|iStock|"
    r"Pixabay|Unsplash|Pexels|Flickr|Wikimedia(?: Commons)?|NurPhoto|Anadolu|Pool|File Photo|File|Landov|"
    r"Handout|Redux|Corbis|The New York Times|The Associated Press|Associated Press|USA TODAY(?: Sports)?)"
)
_NAME = r"[A-ZÀ-Þ][\w.'’\-]*(?:,? [A-ZÀ-Þ\d][\w.'’\-]*){0,4}"
_PICTURE = rf"(?:{'|'.join(PAGES.pictures)})(?:\s*:|\s+(?:{'|'.join(PAGES.taken_by)})\b)"

# The line is a credit and nothing else: "CC0 / / Red phone", "© AP Photo / Jane Doe", "Photo: Jane Doe",
# "Jane Doe for NPR".
CREDIT_LINE = re.compile(
    r"^\W*(?:CC ?0\b|CC[ -]BY\b|Creative Commons\b|©|\(c\) ?[A-Z\d]|Public domain\b)(?!.*\bsaid\b).{0,160}$"
    rf"|^[\W_]*{_PICTURE}[^.!?]{{0,100}}\W*$"
    rf"|^[(\[]?(?:{_NAME}\s?[/|]\s?)*{_AGENCY}(?:\s?[/|]\s?(?:{_NAME}|{_AGENCY}))*[)\]]?$"
    rf"|^(?-i:[A-ZÀ-Þ][\w'’\-]+ [A-ZÀ-Þ][\w'’\-]+ for (?:[Tt]he )?{_NAME})(?<!\.)$",
    re.IGNORECASE,
)
# A caption ends with who took the picture: "(Jane Doe/Reuters)", "REUTERS/Jane Doe/File Photo",
# "| AP Photos", "Credit... Jane Doe/The New York Times".
CREDIT_END = re.compile(
    rf"(?:\((?:Photo(?: by)?:? )?{_NAME}(?:/{_NAME})*\s?/\s?{_AGENCY}(?:/[^()]{{1,40}})?\)"
    r"|\(Photos?(?: by)?:? [^()]{3,60}[,/] ?[^()]{2,40}\)"
    rf"|\b(?:REUTERS|AFP|EPA|TASS)\s?/\s?{_NAME}(?:\s?/\s?(?:{_NAME}|Files?))*(?: via {_NAME})?"
    rf"|\|\s*(?:{_AGENCY}|Getty|{_NAME}/{_NAME}).{{0,80}}"
    r"|\b(?:via|VIA) (?:REUTERS|AP|AFP|Reuters)"
    rf"|\bCredits?(?:\.\.\.|:)\s?{_NAME}.{{0,60}}"
    rf"|\b{_NAME}\s?/\s?(?:AP|AFP|Getty Images|AFP/Getty Images|NPR|EPA)"
    r")[\s.]*$"
)
CREDIT_MARKS = ("/", "|", "Photo", "Credit", "via ", "VIA ")
"""One of these stands in every such credit; looking for them takes a fiftieth of trying the pattern."""
CAPTION_START = re.compile("|".join(PAGES.caption_starts))
CAPTION_OPENS = re.compile(rf"^\W*(?:{'|'.join(PAGES.caption_opens)})\W*$", re.IGNORECASE)
CAPTION_CLOSES = re.compile(rf"(?:^|[ .])(?:{'|'.join(PAGES.caption_closes)})\W*$", re.IGNORECASE)
PICTURED = re.compile(rf"\b(?:{'|'.join(PAGES.pictured)})\b", re.IGNORECASE)

# "Boats at the quay - Lantern International, 1920, 28.02.2022": the name of a picture store, a width, a day.
STORE_TAG = re.compile(
    r"(?:^|\s)[-–—|]\s*[A-ZÀ-Þ][^,|]{1,50}(?:,\s*\d{3,4})?"
    r"(?:,\s*\d{1,2}[./]\d{1,2}[./]\d{2,4}|,\s*\d{4}-\d{2}-\d{2})$"
    r"|(?:^|\s)[-–—|]\s*[A-ZÀ-Þ][^,|]{1,50},\s*\d{3,4}$"
)


def store_tag(line: str) -> str | None:
    """The site's name and what follows it at the end of a caption, digits left out, or ``None``.

    >>> store_tag("Boats at the quay - Lantern International, 1920, 28.02.2022")
    'lantern international'
    """
    parts = re.split(r"(?:^|\s)[-–—|]\s", line)
    if len(parts) < 2 or len(parts[-1]) > 60:
        return None
    return re.sub(r"[\d\W_]+", " ", parts[-1]).strip().casefold() or None
