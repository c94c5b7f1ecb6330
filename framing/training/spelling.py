"""Slips of the keyboard and other quotation marks: none of them changes what a sentence says."""

import random
import re

from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
from framing.text import Span, overlaps, word_spans

_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_OPENING = re.compile(r"(?<![^\s(\[])[\"'](?=\S)")


def respell(example: Example, chance: random.Random) -> Example:
    """Change the quotation marks and apostrophes, or put a typing error into one word.

    Args:
        example: A sentence.
        chance: Where the chances come from.

    Returns:
        The sentence, spelled otherwise; its labels stay.
    """
    marks = _mark_edits(example.sentence.text)
    if marks and chance.random() < 0.5:
        return apply_edits(example, marks)
    return apply_edits(example, _typing_error(example, chance))


def _mark_edits(text: str) -> list[Edit]:
    """Straighten curly marks; where there is none, curl the straight ones."""
    places = [Span(at, at + 1) for at, mark in enumerate(text) if mark in _STRAIGHT]
    if places:
        return [Edit(place, _STRAIGHT[text[place.start]]) for place in places]
    openings = {match.start() for match in _OPENING.finditer(text)}
    curly = {'"': "“”", "'": "‘’"}
    return [
        Edit(Span(at, at + 1), curly[mark][at not in openings])
        for at, mark in enumerate(text)
        if mark in curly
    ]


def _typing_error(example: Example, chance: random.Random) -> list[Edit]:
    text = example.sentence.text
    marked = [place for places in example.spans.values() for place in places]
    plain = [
        word
        for word in word_spans(text)
        if word.end - word.start > 3 and not any(overlaps(word, place) for place in marked)
    ]
    if not plain:
        return []
    word = chance.choice(plain)
    at = chance.randrange(word.start + 1, word.end - 1)
    pair = text[at : at + 2]
    changed = chance.choice((pair[::-1], pair[0], pair[0] + pair))
    return [Edit(Span(at, at + 2), changed)]
