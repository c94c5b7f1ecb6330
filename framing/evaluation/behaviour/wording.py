"""Neutral sentences with one word made loaded, or put another neutral way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from framing.evaluation.behaviour.case import BehaviourCase
from framing.evaluation.behaviour.data import Choice, choices
from framing.evaluation.behaviour.template import Template, realise, shown
from framing.text import Span

Tone = Literal["loaded", "neutral"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A wording to put into one slot of a template.

    Attributes:
        slot: Index of the part.
        wording: What stands there afterwards.
        tail: How many of its last code points stood there before.
        part_of_speech: What was put in.
    """

    slot: int
    wording: str
    tail: int
    part_of_speech: str


def edits(template: Template, tone: Tone) -> Iterator[Edit]:
    """List what can be done to a template.

    A verb can be swapped, and can also be given an adverb.

    Args:
        template: The template.
        tone: Whether to take loaded or neutral wordings.

    Yields:
        The edits.
    """
    for slot, part in enumerate(template):
        if part.role not in {"swap", "insert"}:
            continue
        choice = choices()[part.role, part.value]
        for wording in _wordings(choice, tone):
            yield Edit(slot, wording, 0, choice.part_of_speech)
        if choice.part_of_speech == "verb":
            yield from _with_adverb(slot, shown(part.value), choices()["insert", choice.adverb], tone)


def apply(template: Template, edit: Edit, names: dict[str, str] | None = None) -> tuple[str, Span]:
    """Carry an edit out.

    Args:
        template: The template.
        edit: The edit.
        names: A name for each kind of name that the template holds.

    Returns:
        The sentence, and the place of what was put in.
    """
    realised = realise(template, names=names, slot=edit.slot, wording=edit.wording)
    if realised.chosen is None:
        raise ValueError(f"the template has no part {edit.slot}")
    return realised.text, Span(realised.chosen.start, realised.chosen.end - edit.tail)


def injected(sentences: Iterable[Template]) -> Iterator[BehaviourCase]:
    """Put a loaded word into every slot of every neutral sentence."""
    for template in sentences:
        base = realise(template).text
        for edit in edits(template, "loaded"):
            changed, place = apply(template, edit)
            yield BehaviourCase(
                "injected", edit.part_of_speech, base, changed, "raises_over_threshold", place
            )


def synonyms(sentences: Iterable[Template]) -> Iterator[BehaviourCase]:
    """Put a neutral word into every slot of every neutral sentence."""
    for template in sentences:
        base = realise(template).text
        for edit in edits(template, "neutral"):
            changed, _ = apply(template, edit)
            yield BehaviourCase("synonym", edit.part_of_speech, base, changed, "stays_neutral")


def _with_adverb(slot: int, verb: str, adverbs: Choice, tone: Tone) -> Iterator[Edit]:
    for adverb in _wordings(adverbs, tone):
        yield Edit(slot, f"{adverb} {verb}", len(verb) + 1, adverbs.part_of_speech)


def _wordings(choice: Choice, tone: Tone) -> tuple[str, ...]:
    return choice.loaded if tone == "loaded" else choice.neutral
