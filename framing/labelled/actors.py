"""Villain and victim of a sentence under each other's name: the roles must follow the wording."""

from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
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
    if not any(character.isalnum() for character in text[: place.start]):
        return name[:1].upper() + name[1:]
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in _ARTICLES else name
