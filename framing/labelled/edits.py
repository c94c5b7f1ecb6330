"""Changing the text of an example while every place in it keeps naming the same wording."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.labelled.examples import Example
from framing.text import Sentence, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement.

    Attributes:
        place: What is replaced.
        wording: What stands there afterwards.
    """

    place: Span
    wording: str


def apply_edits(example: Example, edits: Sequence[Edit]) -> Example:
    """Replace wording in an example.

    Args:
        example: The example.
        edits: Replacements, ascending, without overlap.

    Returns:
        The example with the new text; quotations and labelled places are moved along, and a place
        that cuts into a replacement takes in all of it.
    """
    text, pieces, at = example.sentence.text, [], 0
    for edit in edits:
        pieces += [text[at : edit.place.start], edit.wording]
        at = edit.place.end
    changed = "".join([*pieces, text[at:]])
    sentence = Sentence(changed, 0, len(changed), _moved(example.sentence.quoted, edits))
    spans = {label: _moved(places, edits) for label, places in example.spans.items()}
    return replace(example, sentence=sentence, spans=spans)


def _moved(places: Sequence[Span], edits: Sequence[Edit]) -> tuple[Span, ...]:
    return tuple(Span(_start(place.start, edits), _end(place.end, edits)) for place in places)


def _start(at: int, edits: Sequence[Edit]) -> int:
    shift = 0
    for edit in edits:
        if at < edit.place.end:
            return min(at, edit.place.start) + shift if at >= edit.place.start else at + shift
        shift += len(edit.wording) - (edit.place.end - edit.place.start)
    return at + shift


def _end(at: int, edits: Sequence[Edit]) -> int:
    shift = 0
    for edit in edits:
        if at <= edit.place.start:
            return at + shift
        shift += len(edit.wording) - (edit.place.end - edit.place.start)
        if at < edit.place.end:
            return edit.place.end + shift
    return at + shift
