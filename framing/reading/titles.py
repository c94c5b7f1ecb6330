"""Lines that repeat a headline."""

import re

_NO_LETTER = re.compile(r"[\W_]+")


def is_title(line: str, title: str) -> bool:
    """Tell whether a line repeats a headline, whatever its case, spaces and punctuation."""
    return letters_of(line) == letters_of(title) != ""


def letters_of(text: str) -> str:
    """Give the letters and digits of a text in lower case and nothing else."""
    return _NO_LETTER.sub("", text).casefold()
