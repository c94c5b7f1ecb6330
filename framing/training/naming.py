"""Names that change places, so that no name carries a label."""

import random
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
from framing.text import Span


def swap_names(example: Example, chance: random.Random) -> Example:
    """Let names of one kind change places with others of that kind, all their forms together.

    Args:
        example: The example.
        chance: Where the chances come from.

    Returns:
        The example under other names. Labels stay, places move along.
    """
    taken: dict[tuple[int, int], int] = {}
    edits = []
    for match, (kind, entity, form) in _mentions(example.sentence.text):
        entities = _names()[kind]
        other = taken.setdefault((kind, entity), chance.choice(_free(entities, kind, taken)))
        wording = entities[other][form]
        if wording and match.group() != wording:
            edits.append(Edit(Span(*match.span()), _cased(wording, match)))
    return apply_edits(example, edits)


_OF_ACTORS = ("nation", "politician", "company", "body")
"""Kinds whose first form names somebody who can act."""


def known_names() -> tuple[str, ...]:
    """Give the listed names of states, politicians, companies and other bodies."""
    return tuple(
        entity[0]
        for name, entities in zip(_kinds(), _names(), strict=True)
        if name in _OF_ACTORS
        for entity in entities
    )


def _free(entities: list[list[str]], kind: int, taken: dict[tuple[int, int], int]) -> list[int]:
    used = {other for (its_kind, _), other in taken.items() if its_kind == kind}
    return [index for index in range(len(entities)) if index not in used] or list(range(len(entities)))


def _cased(wording: str, replaced: re.Match[str]) -> str:
    """Give a replacement a capital letter at the start of a sentence, elsewhere only if it has its own."""
    first = not any(character.isalnum() for character in replaced.string[: replaced.start()])
    return _capital(wording) if first else wording


def _capital(wording: str) -> str:
    return wording[0].upper() + wording[1:]


def _mentions(text: str) -> Iterator[tuple[re.Match[str], tuple[int, int, int]]]:
    pattern, places = _pattern()
    for match in pattern.finditer(text):
        yield match, places[match.group()]


@cache
def _table() -> list[dict[str, Any]]:
    kinds: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))[
        "kind"
    ]
    return kinds


def _kinds() -> list[str]:
    return [kind["name"] for kind in _table()]


def _names() -> list[list[list[str]]]:
    return [kind["entities"] for kind in _table()]


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[int, int, int]]]:
    """Build one pattern of all forms, longest first, and where each form stands in the lists."""
    places: dict[str, tuple[int, int, int]] = {}
    for kind, entities in enumerate(_names()):
        for entity, forms in enumerate(entities):
            for form, wording in enumerate(forms):
                if wording:
                    places.setdefault(wording, (kind, entity, form))
                    if wording.startswith("the "):
                        # Only these begin a sentence with a capital and stay the same name: "White"
                        # is more often a house than people.
                        places.setdefault(_capital(wording), (kind, entity, form))
    longest_first = sorted(places, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"), places
