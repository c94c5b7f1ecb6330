"""The little grammar that putting words into sentences takes: articles and capitals."""

import re
from typing import Final

_ARTICLE = re.compile(r"\b(a)n?( )$", re.IGNORECASE)
_AS_YOU = re.compile(r"uni(?!n|m)|unanim|use|usu|uti|eu|ewe|one\b|once\b|ubiq", re.IGNORECASE)
_SILENT_H = re.compile(r"hour|honest|honou?r|heir", re.IGNORECASE)
_NUMBER_WITH_VOWEL = re.compile(r"8|1[18](?!\d)")

_OPENERS: Final = re.compile(
    r"(a|an|the|about|at|asked|both|doctors|consumer|dockworkers|four|in|members|nine|observers|officials|parents|"
    r"residents|shareholders|some|three|two|unemployment|volunteers|workers|turnout|speaking) ",
    re.IGNORECASE,
)
"""First words of sentences that are no names, so that they lose their capital inside a sentence."""


def takes_an(word: str) -> bool:
    """Tell whether a word is spoken with a vowel first.

    >>> [takes_an(word) for word in ("outrageous", "union", "hour", "8-page", "unhinged", "18-year-old")]
    [True, False, True, True, True, True]
    """
    if _NUMBER_WITH_VOWEL.match(word) or _SILENT_H.match(word):
        return True
    return word[:1].lower() in {"a", "e", "i", "o", "u"} and not _AS_YOU.match(word)


def append(text: str, piece: str) -> str:
    """Put a piece behind a text that may end in an indefinite article, or be empty.

    Args:
        text: The text so far.
        piece: What follows, without leading space.

    Returns:
        The longer text, its article fitted to the piece, its first letter a capital.

    >>> append("The board rejected a ", "outrageous plan")
    'The board rejected an outrageous plan'
    """
    if not text:
        return capitalised(piece)
    article = _ARTICLE.search(text)
    if article is None or not piece[:1].isalnum():
        return text + piece
    fitted = article[1] + ("n" if takes_an(piece) else "") + article[2]
    return text[: article.start()] + fitted + piece


def capitalised(text: str) -> str:
    """Make the first letter a capital, behind an opening quotation mark too."""
    place = 1 if text.startswith('"') else 0
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]


def inside_sentence(text: str) -> str | None:
    """Write a sentence so that it can stand behind other words.

    Args:
        text: A sentence.

    Returns:
        The sentence without its first capital; ``None`` when its first word may be a name.
    """
    return text[0].lower() + text[1:] if _OPENERS.match(text) else None
