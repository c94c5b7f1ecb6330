"""The word lists and sentences of the behaviour cases, as they stand in the data files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from framing.evaluation.behaviour.template import Template, parse

TOPICS = ("war", "economy", "courts", "health", "sport", "culture", "politics", "religion", "science")


@dataclass(frozen=True, slots=True)
class Choice:
    """What may stand in a slot.

    Attributes:
        part_of_speech: ``verb``, ``noun``, ``adjective`` or ``adverb``.
        loaded: Wordings that carry a judgement.
        neutral: Wordings that do not.
        adverb: For a verb, the class of adverbs that it takes.
    """

    part_of_speech: str
    loaded: tuple[str, ...]
    neutral: tuple[str, ...]
    adverb: str


@dataclass(frozen=True, slots=True)
class NameList:
    """Names that may stand in for each other.

    Attributes:
        variant: What tells them apart, for instance ``party``.
        tag: What stands for such a name in a template.
        names: The names.
        others: Names that a swap goes to; the same ones where any may be swapped for any other.
    """

    variant: str
    tag: str
    names: tuple[str, ...]
    others: tuple[str, ...]


@cache
def choices() -> dict[tuple[str, str], Choice]:
    """Read what may stand in a slot.

    Returns:
        Choices by role of the slot (``swap``, ``insert``) and key. A class of adverbs is a key as well.
    """
    found = {}
    for part_of_speech, entries in read("words.toml").items():
        role = "swap" if part_of_speech in {"verb", "noun"} else "insert"
        for key, entry in entries.items():
            found[role, key] = Choice(
                part_of_speech, tuple(entry["loaded"]), tuple(entry["neutral"]), entry.get("adverb", "manner")
            )
    return found


@cache
def neutral_templates() -> tuple[tuple[str, Template], ...]:
    """Read the neutral sentences with their topics."""
    return tuple((topic, parse(line)) for topic in TOPICS for line in lines(f"neutral/{topic}.txt"))


@cache
def name_lists() -> tuple[NameList, ...]:
    """Read the names to swap."""
    return tuple(
        NameList(variant, entry["tag"], tuple(entry["names"]), tuple(entry.get("others", entry["names"])))
        for variant, entry in read("names.toml").items()
    )


@cache
def named_templates(variant: str) -> tuple[Template, ...]:
    """Read the neutral sentences that hold a name of one kind."""
    return tuple(parse(line) for line in read("named.toml")[variant])


@cache
def read(name: str) -> dict[str, Any]:
    """Read a TOML data file."""
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))


@cache
def lines(name: str) -> tuple[str, ...]:
    """Read a data file that holds one entry a line."""
    return tuple((files(__package__) / name).read_text("utf-8").splitlines())
