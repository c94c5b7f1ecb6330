"""Villain and victim of a sentence under each other's name: the roles must follow the wording."""

import re
from collections.abc import Mapping

from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
from framing.labels import ROLE_NAMES
from framing.text import Span, overlaps

SIDES = ("villain", "victim")

_SMALL = frozenset({"the", "a", "an", "of", "and", "in", "on", "for", "de", "du", "la"})
_ARTICLES = ("The", "A", "An")
_PRONOUNS = frozenset({"He", "She", "It", "They", "We", "You", "I", "This", "That", "These", "Those", "Who"})


def exchange_actors(example: Example) -> Example | None:
    """Let the villain and the victim of a sentence change names.

    Args:
        example: An example.

    Returns:
        The example with each name in the other's place: labels stay with the places. ``None`` where there is
        not exactly one place of each, or one of them is no name: "hardliners" and "the poor" carry their
        role with them.
    """
    places = [example.spans.get(role, ()) for role in SIDES]
    if [len(found) for found in places] != [1, 1] or SIDES[0] in example.degrees:
        return None
    villain, victim = places[0][0], places[1][0]
    text = example.sentence.text
    names = {place: text[place.start : place.end] for place in (villain, victim)}
    if overlaps(villain, victim) or not all(map(is_name, names.values())):
        return None
    others = {villain: names[victim], victim: names[villain]}
    edits = [Edit(place, fitted(others[place], place, text)) for place in sorted(others)]
    return apply_edits(example, edits)


def rename(example: Example, names: Mapping[str, str]) -> Example:
    """Let names in a sentence give way to others, wherever they stand.

    Args:
        example: An example.
        names: What stands there, and what is to stand there.

    Returns:
        The example under the other names; labels stay with the places.
    """
    if not names:
        return example
    text = example.sentence.text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
    places = [Span(*match.span()) for match in pattern.finditer(text)]
    edits = [Edit(place, fitted(names[text[place.start : place.end]], place, text)) for place in places]
    return apply_edits(example, edits)


def named_actors(example: Example) -> tuple[Span, ...]:
    """Give the places of whoever has a role in a sentence and goes by a name there.

    Args:
        example: An example.

    Returns:
        The places, ascending; none of roles that are told by degrees.
    """
    text = example.sentence.text
    told = [role for role in ROLE_NAMES if role not in example.degrees]
    places = sorted({place for role in told for place in example.spans.get(role, ())})
    return tuple(place for place in places if is_name(text[place.start : place.end]))


def begun(text: str, place: Span) -> bool:
    """Tell whether a sentence has begun before a place of it: else a capital proves no name."""
    return any(character.isalnum() for character in text[: place.start])


def is_name(mention: str) -> bool:
    """Tell whether a mention is a proper name.

    Args:
        mention: Words that name somebody.

    Returns:
        Whether all of its words but small ones have a capital, and it is no pronoun that begins a sentence.

    >>> is_name("the Bank of England"), is_name("the bank"), is_name("They")
    (True, False, False)
    """
    words = [word for word in mention.split() if word.lower() not in _SMALL]
    return bool(words) and all(word[:1].isupper() for word in words) and mention not in _PRONOUNS


def fitted(name: str, place: Span, text: str) -> str:
    """Write a name as its new place asks for: a capital where the sentence begins, a small article within.

    Args:
        name: The name.
        place: What it comes to stand for.
        text: The sentence that this stands in.

    Returns:
        The name.
    """
    if not begun(text, place):
        return name[:1].upper() + name[1:]
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in _ARTICLES else name
