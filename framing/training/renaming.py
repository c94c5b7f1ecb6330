"""Whoever has a role, under another name: the wording tells the role, not the name."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from framing.labelled.actors import begun, named_actors, rename
from framing.labelled.examples import Example
from framing.training.naming import known_names

_LONGEST = 4
"""Words of the longest name that is lent to others."""

_OF_ONE = ("ss", "us", "is", "as", "United States", "United Nations")
"""Ends of names in -s that are of one all the same."""


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
        for place in named_actors(example):
            mention = text[place.start : place.end]
            if begun(text, place) and len(mention.split()) <= _LONGEST:
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
    for place in named_actors(example):
        mention = text[place.start : place.end]
        known = begun(text, place) or mention in {*names.one, *names.many}
        if known and (choice := names.like(mention)):
            lent.setdefault(mention, chance.choice(choice))
    return rename(example, lent)


def _is_many(name: str) -> bool:
    return name.endswith("s") and not name.endswith(_OF_ONE)
