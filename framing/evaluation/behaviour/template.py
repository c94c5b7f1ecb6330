"""Sentences with slots: ``[said]`` to replace, ``[+policy]`` for an adjective, ``<place>`` for a name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from framing.evaluation.behaviour.grammar import append
from framing.text import Span

Role = Literal["text", "swap", "insert", "name"]

_MARK = re.compile(r"\[\+(?P<insert>[^\]]+)\] |\[(?P<swap>[^\]+][^\]]*)\]|<(?P<name>[^>]+)>")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a template.

    Attributes:
        role: Plain text, a word to swap, a place for an adjective, or a name.
        value: The text, the key of the word, the class of the adjective, or the kind of name.
    """

    role: Role
    value: str


@dataclass(frozen=True, slots=True)
class Realised:
    """A template made into a sentence.

    Attributes:
        text: The sentence.
        chosen: Place of the wording chosen for the slot that was asked for, if any.
    """

    text: str
    chosen: Span | None


Template = tuple[Part, ...]


def parse(line: str) -> Template:
    """Read a sentence with slots.

    Args:
        line: The sentence as it stands in the data files.

    Returns:
        Its parts in reading order.

    >>> [part.role for part in parse("A [+policy] [plan] for <place>.")]
    ['text', 'insert', 'swap', 'text', 'name', 'text']
    """
    parts: list[Part] = []
    end = 0
    for mark in _MARK.finditer(line):
        parts.append(Part("text", line[end : mark.start()]))
        parts.append(_slot(mark))
        end = mark.end()
    parts.append(Part("text", line[end:]))
    return tuple(part for part in parts if part.value)


def realise(
    template: Template, *, names: Mapping[str, str] | None = None, slot: int = -1, wording: str = ""
) -> Realised:
    """Make a template into a sentence.

    Every slot but one takes its neutral base form: a word to swap stands as it is, a place for an
    adjective stays empty.

    Args:
        template: The template.
        names: A name for each kind of name that the template holds.
        slot: Index of the part to choose wording for; -1 for none.
        wording: The wording. For a place for an adjective it goes in; otherwise it replaces the word.

    Returns:
        The sentence, and where the wording stands.
    """
    text, chosen = "", None
    for index, part in enumerate(template):
        piece = wording if index == slot else _base(part, names or {})
        if not piece:
            continue
        text = append(text, piece)
        if index == slot:
            chosen = Span(len(text) - len(piece), len(text))
        if part.role == "insert":
            text += " "
    return Realised(text=text, chosen=chosen)


def shown(key: str) -> str:
    """Give the word of a key, without the mark that tells it from its homonym."""
    return key.partition("/")[0]


def _slot(mark: re.Match[str]) -> Part:
    if mark["insert"] is not None:
        return Part("insert", mark["insert"])
    return Part("swap", mark["swap"]) if mark["swap"] is not None else Part("name", mark["name"])


def _base(part: Part, names: Mapping[str, str]) -> str:
    match part.role:
        case "text":
            return part.value
        case "swap":
            return shown(part.value)
        case "name":
            return names[part.value]
        case "insert":
            return ""
