"""Sentences put into somebody's mouth: between quotation marks, or reported without them."""

import random
from collections.abc import Sequence
from dataclasses import replace

from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
from framing.text import Sentence, Span
from framing.training.small_words import OPENERS

_SPEAKERS = (
    "he", "she", "the minister", "a spokeswoman", "the mayor", "the senator", "the union", "a resident",
    "the company", "officials", "the group", "the governor", "a lawyer for the family", "the professor",
    "an analyst", "the general", "a witness", "the bishop", "the party leader", "a senior official",
)  # fmt: skip
_VERBS = ("said", "told reporters", "wrote", "added", "argued", "said in a statement", "posted", "insisted")
_MARKS = (("“", "”"), ('"', '"'))
_REPORTERS = (
    "the newspaper", "the broadcaster", "the agency", "local media", "the daily", "the magazine",
    "state television", "the station", "the website", "reporters on the scene", "the weekly",
    "the news service", "the channel",
)  # fmt: skip
_REPORTED = (
    "reported that",
    "said that",
    "wrote that",
    "reports that",
    "noted that",
    "writes that",
    "says that",
)


def quote(example: Example, chance: random.Random) -> Example:
    """Put a sentence into somebody's mouth: its wording stays, but it is no longer the source's own.

    Args:
        example: An example without quotations.
        chance: Where the chances come from.

    Returns:
        The quoted example; `own_loaded` is 0.
    """
    opening, closing = chance.choice(_MARKS)
    speaker, verb = chance.choice(_SPEAKERS), chance.choice(_VERBS)
    body = example.sentence.text.strip()
    lead = example.sentence.text.index(body) if body else 0
    if chance.random() < 0.5:
        comma = "" if body.endswith(("!", "?", "…")) else ","
        prefix, suffix = opening, f"{comma}{closing} {speaker} {verb}."
        body = body.rstrip(".")
    else:
        prefix, suffix = f"{speaker[0].upper()}{speaker[1:]} {verb}: {opening}", closing
    end = len(example.sentence.text)
    # Cut and put in apart: wording that reaches to the full stop must not take in who said it.
    edits = [
        Edit(Span(0, lead), ""),
        Edit(Span(lead, lead), prefix),
        Edit(Span(lead + len(body), end), ""),
        Edit(Span(end, end), suffix),
    ]
    changed = apply_edits(example, edits)
    text = changed.sentence.text
    quoted = Span(text.index(opening), text.rindex(closing) + 1)
    return replace(changed, sentence=Sentence(text, 0, len(text), (quoted,)), own_loaded=0.0)


def report(example: Example, names: Sequence[str], chance: random.Random) -> Example:
    """Let somebody report a sentence without quotation marks: its wording stays the source's own.

    Args:
        example: A sentence.
        names: Names of sources.
        chance: Where the chances come from.

    Returns:
        The sentence with who reports it before; its labels stay.
    """
    text = example.sentence.text
    body = text.strip()
    name = chance.choice(names) if names and chance.random() < 0.5 else chance.choice(_REPORTERS)
    lead = text.index(body) if body else 0
    opening = f"{name} {chance.choice(_REPORTED)} " if chance.random() < 0.7 else f"according to {name}, "
    edits = [Edit(Span(lead, lead), opening[0].upper() + opening[1:])]
    if body.split(" ", 1)[0].lower() in OPENERS:
        edits.append(Edit(Span(lead, lead + 1), body[0].lower()))
    return apply_edits(example, edits)
