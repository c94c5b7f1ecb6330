"""Which mentions name the same: the one rule for a source's whole section and for one event."""

import re

from framing.languages import SMALL
from framing.report.events.words import plain

# Words at either end of a span that belong to what stands around the name: "the crew of".
_TRAILING = frozenset(SMALL.linking)
_LEADING = _TRAILING | frozenset(SMALL.pointing)
_NAMELESS = frozenset(SMALL.pronouns + SMALL.titles)

_MARKS_AROUND = re.compile(r"^[\W_]+|[^\w.]+$")
_POSSESSIVE = re.compile(r"['’][sS]?$")


def bare_mention(mention: str) -> str:
    """Take off what a name is without: marks, an article or possessive word before it, a possessive ending.

    Args:
        mention: Words labelled with a role.

    Returns:
        The name on one line, letter case kept; empty where nothing is left.

    >>> bare_mention("the  Council's"), bare_mention("“The crew of"), bare_mention("his")
    ('Council', 'crew', '')
    """
    words = _MARKS_AROUND.sub("", " ".join(mention.split())).split()
    while words and words[-1] in _TRAILING:
        words.pop()
    while words and words[0].lower() in _LEADING:
        words.pop(0)
    return _POSSESSIVE.sub("", " ".join(words))


def mention_key(bare: str) -> str:
    """Give what all forms of a name share: letter case, points, possessives and simple plurals do not count.

    Args:
        bare: A name as `bare_mention` gives it.

    Returns:
        Equal for forms of one name; empty where it names nobody, as pronouns and bare titles do.

    >>> mention_key("U.S.") == mention_key("US"), mention_key("Mayors"), mention_key("us")
    (True, 'mayor', '')
    """
    words = bare.split()
    if not re.search(r"[^\W_]", bare) or all(_nameless(word) for word in words):
        return ""
    return " ".join(plain(word) for word in words)


def _nameless(word: str) -> bool:
    # Upper-case "US" is a country; "I" is a pronoun in upper case too.
    return word.lower().rstrip(".") in _NAMELESS and (word != word.upper() or len(word) < 2)
