"""Whoever has a role, under another name: the wording tells the role, not the name."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from framing.evaluation.following import STRANGERS
from framing.labelled.actors import met_names, named_actors, rename, without_article
from framing.labelled.examples import Example
from framing.training.naming import known_names

_LONGEST = 4
"""Words of the longest name that is lent to others."""

_OF_ONE = re.compile(r".*(?:ss|us|as|States|Nations|(?:Dav|Harr|Will|Lew|Ell|Morr|Par|Memph)is)")
"""Ends of words in -s that name one all the same."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names to be lent, each once however often and in whatever role it was met.

    Attributes:
        one: Names of one person, state or body.
        many: Names of several, such as "Democrats": verbs after them differ.
        known: All names, without articles: a word that begins a sentence is a name if it is among them.
    """

    one: tuple[str, ...]
    many: tuple[str, ...]
    known: frozenset[str]

    def like(self, name: str) -> tuple[str, ...]:
        """Give the names of the same number as one."""
        return self.many if name not in self.one and _is_many(name) else self.one


def collect_names(examples: Iterable[Example]) -> Names:
    """Collect the names of whoever has a role in some sentences, and those that change places anyway.

    Args:
        examples: Training sentences.

    Returns:
        The names, without those that the evaluation gives to see whether roles follow.
    """
    listed = known_names()
    met = (name for name in met_names(examples) if len(name.split()) <= _LONGEST and name not in STRANGERS)
    names = tuple(dict.fromkeys((*listed, *met)))
    many = tuple(name for name in names if _is_many(name) and not (name in listed and " " not in name))
    one = tuple(name for name in names if name not in set(many))
    return Names(one, many, frozenset(map(without_article, names)))


def rename_actors(example: Example, names: Names, chance: random.Random) -> Example:
    """Give whoever has a role in a sentence another name, wherever it stands there.

    Args:
        example: The example.
        names: The names to choose from.
        chance: Where the chances come from.

    Returns:
        The example under other names, no two of them the same; labels stay, places move along. Who goes by
        no name ("hardliners", "the poor") stays: such a word carries its role with it.
    """
    text = example.sentence.text
    lent: dict[str, str] = {}
    for place in named_actors(example, names.known):
        mention = text[place.start : place.end]
        free = [name for name in names.like(mention) if name not in lent.values() and name not in text]
        if free:
            lent.setdefault(mention, chance.choice(free))
    return rename(example, lent)


def _is_many(name: str) -> bool:
    """Tell whether a name is of several: "Democrats" and "the Teamsters", not "Bill Gates"."""
    words = name.split()
    return (len(words) == 1 or words[0] in ("the", "The")) and _is_plural(words[-1])


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not _OF_ONE.fullmatch(word)
