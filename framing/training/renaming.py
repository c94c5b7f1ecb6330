"""Whoever has a role, under another name: the wording tells the role, not the name."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from framing.labelled.actors import fitted, is_name
from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
from framing.labels import ROLE_NAMES
from framing.text import Span
from framing.training.naming import known_names

_LONGEST = 4
"""Words of the longest name that is lent to others."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names to be lent, each once however often and in whatever role it was met.

    Attributes:
        one: Names of one person, state or body.
        many: Names of several, such as "Democrats": verbs after them differ.
    """

    one: tuple[str, ...]
    many: tuple[str, ...]

    def like(self, name: str) -> tuple[str, ...]:
        """Give the names of the same number as one."""
        return self.many if _is_many(name) else self.one


def collect_names(examples: Iterable[Example]) -> Names:
    """Collect the names of whoever has a role in some sentences, and those that change places anyway.

    Args:
        examples: Training sentences.

    Returns:
        The names. One that begins a sentence is passed over: its capital proves nothing.
    """
    found = dict.fromkeys(known_names())
    for example in examples:
        text = example.sentence.text
        for place in _actors(example):
            mention = text[place.start : place.end]
            if _begun(text, place) and is_name(mention) and len(mention.split()) <= _LONGEST:
                found.setdefault(mention)
    return Names(
        one=tuple(name for name in found if not _is_many(name)),
        many=tuple(name for name in found if _is_many(name)),
    )


def rename_actors(example: Example, names: Names, chance: random.Random) -> Example:
    """Give whoever has a role in a sentence another name, wherever it stands there.

    Args:
        example: The example.
        names: The names to choose from.
        chance: Where the chances come from.

    Returns:
        The example under other names; labels stay, places move along. Who goes by no name ("hardliners",
        "the poor") stays: such a word carries its role with it.
    """
    text = example.sentence.text
    lent: dict[str, str] = {}
    for place in _actors(example):
        mention = text[place.start : place.end]
        known = is_name(mention) and (_begun(text, place) or mention in {*names.one, *names.many})
        if known and (choice := names.like(mention)):
            lent.setdefault(mention, chance.choice(choice))
    return apply_edits(example, list(_edits(text, lent)))


def _edits(text: str, lent: dict[str, str]) -> Iterator[Edit]:
    if not lent:
        return
    longest_first = sorted(lent, key=len, reverse=True)
    for match in re.finditer(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", text):
        place = Span(*match.span())
        yield Edit(place, fitted(lent[match.group()], place, text))


def _actors(example: Example) -> Sequence[Span]:
    told = [role for role in ROLE_NAMES if role not in example.degrees]
    return sorted({place for role in told for place in example.spans.get(role, ())})


def _begun(text: str, place: Span) -> bool:
    """Tell whether the sentence has begun before a place."""
    return any(character.isalnum() for character in text[: place.start])


def _is_many(name: str) -> bool:
    return name.endswith("s") and not name.endswith(
        ("ss", "us", "is", "as", "United States", "United Nations")
    )
