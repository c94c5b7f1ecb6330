"""Real sentences made into templates: places where a word of the lists stands as it does in the written ones.

Only uses are marked that are safe to swap whatever stands around them: a noun between an article and a word
that ends its phrase, a verb before "that" or its object.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from framing.evaluation.behaviour.data import choices
from framing.evaluation.behaviour.template import Template, parse, shown

_ADJECTIVES = {
    "policy": ("plan", "law", "bill", "budget", "decision", "agreement"),
    "thing": ("report", "study", "book", "film", "exhibition", "building"),
}
"""Class of adjectives that may go before a noun."""

_OBJECT_VERBS = ("criticised", "rejected", "approved", "announced", "opposed", "supported", "published")
_PHRASE_ENDS = (
    "of|to|for|on|in|by|from|at|and|after|before|during|that|which|who|"
    "will|would|has|had|have|was|were|is|are"
)
_SHORTEST, _LONGEST = 6, 40
"""Words of a sentence: shorter ones are headlines, longer ones often lists."""


def templates_of(texts: Iterable[str]) -> tuple[Template, ...]:
    """Mark what can be swapped in neutral sentences.

    Args:
        texts: Sentences. Those that quote, are cut off, or hold a sign of templates are passed over.

    Returns:
        Templates of the others, with or without a place to swap, each once.
    """
    return tuple(parse(_marked(text)) for text in dict.fromkeys(texts) if _usable(text))


def _usable(text: str) -> bool:
    whole = re.fullmatch(r"[A-Z][^\[\]<>\"“”\n]*[a-z0-9]\.", text) is not None
    return whole and _SHORTEST <= len(text.split()) <= _LONGEST


def _marked(text: str) -> str:
    for pattern, mark in _patterns():
        text = pattern.sub(mark, text)
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_nouns()) + tuple(_verbs())


def _nouns() -> Iterator[tuple[re.Pattern[str], str]]:
    before = {noun: f"[+{name}] " for name, nouns in _ADJECTIVES.items() for noun in nouns}
    for (role, key), choice in choices().items():
        if role == "swap" and choice.part_of_speech == "noun" and key == shown(key) and " " not in key:
            place = rf"(?<=\b[Tt]he )\b{re.escape(key)}\b(?=[,.]| (?:{_PHRASE_ENDS})\b)"
            yield re.compile(place), f"{before.get(key, '')}[{key}]"


def _verbs() -> Iterator[tuple[re.Pattern[str], str]]:
    yield re.compile(r"\bsaid(?= that\b|\.$)"), "[said]"
    yield re.compile(r"\bannounced(?= that\b)"), "[announced/that]"
    for verb in _OBJECT_VERBS:
        yield re.compile(rf"(?<!\b(?:been|were) )(?<!\bwas )\b{verb}\b(?= (?:the|a|an|its) )"), f"[{verb}]"
