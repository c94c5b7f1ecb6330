"""Whoever has a role in a sentence, under another name: the roles must follow the wording."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
from framing.labels import ROLE_NAMES
from framing.text import Span, overlaps

SIDES = ("villain", "victim")

_SMALL = frozenset({"the", "a", "an", "of", "and", "in", "on", "for", "de", "du", "la"})
_ARTICLES = ("The", "A", "An")
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_PRONOUNS = frozenset(
    "He She It They We You I This That These Those Who His Her Its Their Our My Your".split()  # noqa: SIM905
)


def exchange_actors(example: Example, known: Set[str] = frozenset()) -> Example | None:
    """Let the villain and the victim of a sentence change names.

    Args:
        example: An example.
        known: Names known from elsewhere, without articles.

    Returns:
        The example with each name in the other's place: labels stay with the places. ``None`` where there is
        not exactly one place of each, or one of them is no name: "hardliners" and "the poor" carry their
        role with them.
    """
    places = [example.spans.get(role, ()) for role in SIDES]
    if [len(found) for found in places] != [1, 1]:
        return None
    villain, victim = places[0][0], places[1][0]
    if overlaps(villain, victim) or not {villain, victim} <= set(named_actors(example, known)):
        return None
    text = example.sentence.text
    others = {villain: _at(text, victim), victim: _at(text, villain)}
    edits = [Edit(place, _fitted(others[place], place, text)) for place in sorted(others)]
    return apply_edits(example, edits)


def rename(example: Example, names: Mapping[str, str]) -> Example:
    """Let names in a sentence give way to others, wherever they stand by themselves.

    Args:
        example: An example.
        names: What stands there, and what is to stand there.

    Returns:
        The example under the other names, an article before them replaced with them; labels stay with the
        places. A name within a longer one ("Biden" in "Hunter Biden") stays where no role is given to it.
    """
    text = example.sentence.text
    return apply_edits(example, list(_edits(text, names, _actors(example)))) if names else example


def _edits(text: str, names: Mapping[str, str], actors: tuple[Span, ...]) -> Iterator[Edit]:
    longest_first = sorted(names, key=len, reverse=True)
    # No \b: a name may end in a full stop, as in "the U.S.".
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    for match in pattern.finditer(text):
        place = Span(*match.span())
        if place not in actors and _within_longer(text, place):
            continue
        before = re.search(r"\b(?:the|an?) \Z", text[: place.start], re.IGNORECASE)
        whole = Span(before.start(), place.end) if before else place
        yield Edit(whole, _fitted(names[match.group()], whole, text))


def _within_longer(text: str, place: Span) -> bool:
    before = re.search(r"(\w[\w.-]*) \Z", text[: place.start])
    joined = before is not None and before[1][0].isupper() and begun(text, Span(before.start(1), place.start))
    return joined or re.match(r" [A-Z]", text[place.end :]) is not None


def named_actors(example: Example, known: Set[str] = frozenset()) -> tuple[Span, ...]:
    """Give the places of whoever has a role in a sentence and goes by a name there.

    Args:
        example: An example.
        known: Names known from elsewhere, without articles.

    Returns:
        The places, ascending; none of roles that are told by degrees. A single word that begins the sentence
        is a name only if known: its capital proves nothing.
    """
    text = example.sentence.text
    return tuple(place for place in _actors(example) if _is_named(text, place, known))


def _is_named(text: str, place: Span, known: Set[str]) -> bool:
    mention = _at(text, place)
    proven = begun(text, place) or any(word[:1].isupper() for word in mention.split()[1:])
    return is_name(mention) and (proven or without_article(mention) in known)


def met_names(examples: Iterable[Example]) -> dict[str, None]:
    """Collect the names that whoever has a role goes by, where capitals prove them to be names.

    Args:
        examples: Examples.

    Returns:
        The names, each once, in the order in which they are met; an article before them with a small letter.
    """
    return dict.fromkeys(
        _small(_at(example.sentence.text, place)) for example in examples for place in named_actors(example)
    )


def without_article(name: str) -> str:
    """Leave out the article that a name begins with.

    >>> without_article("The Kremlin")
    'Kremlin'
    """
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def begun(text: str, place: Span) -> bool:
    """Tell whether a sentence has begun before a place of it."""
    return any(character.isalnum() for character in text[: place.start])


def is_name(mention: str) -> bool:
    """Tell whether a mention is a proper name.

    Args:
        mention: Words that name somebody.

    Returns:
        Whether all of its words but small ones have a capital, and the first is no pronoun.

    >>> is_name("the Bank of England"), is_name("the bank"), is_name("Their Kids")
    (True, False, False)
    """
    words = [word for word in mention.split() if word.lower() not in _SMALL]
    return bool(words) and all(word[:1].isupper() for word in words) and words[0] not in _PRONOUNS


def _actors(example: Example) -> tuple[Span, ...]:
    told = [role for role in ROLE_NAMES if role not in example.degrees]
    return tuple(sorted({place for role in told for place in example.spans.get(role, ())}))


def _at(text: str, place: Span) -> str:
    return text[place.start : place.end]


def _fitted(name: str, place: Span, text: str) -> str:
    """Write a name as its new place asks for: a capital where the sentence begins, a small article within."""
    return _small(name) if begun(text, place) else name[:1].upper() + name[1:]


def _small(name: str) -> str:
    """Write the article that a name begins with as it stands within a sentence."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in _ARTICLES else name
