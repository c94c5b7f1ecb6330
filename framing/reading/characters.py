"""Characters: one form for each, and none that cannot be seen."""

import re
import unicodedata

# Cut out: control characters, soft hyphens, zero-width characters, marks that steer the direction of
# writing (they let a text show in another order than it is stored), tags and the byte order mark.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ODD_SPACE = "\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# A single space stands between any two words: to find each and put another in its place takes long.
_SPACE = re.compile(f" [ {_ODD_SPACE}]+|[{_ODD_SPACE}][ {_ODD_SPACE}]*")
# Python tells no marks by class; letters, digits and spaces are none.
_MAY_BE_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_MOST_MARKS = 30
"""As many accents on one letter as Unicode's format for streams allows; sorting more takes for ever."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_characters(text: str) -> str:
    r"""Bring the characters of a text into one form.

    Unicode NFC; every kind of line end becomes ``\n``, every run of every kind of space one space;
    invisible characters go, and accents beyond the thirtieth on one letter; half characters (lone
    surrogates) become U+FFFD. Quotation marks and dashes stay as they are.

    >>> clean_characters("a\u00a0b\u00ad\u200bc\r\n“d”")
    'a bc\n“d”'
    """
    text = _NEWLINE.sub("\n", text)
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
    text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = _MAY_BE_MARKS.sub(_without_heaps, text)
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text))


def _without_heaps(run: re.Match[str]) -> str:
    kept = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    r"""Bring a text into one form, on one line.

    >>> one_line(" The\u00a0Lantern\r\nPost ")
    'The Lantern Post'
    """
    return " ".join(clean_characters(text).split())
