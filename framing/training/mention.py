"""Sentences that mention a loaded word: nobody uses it to judge, so they are neutral."""

import random
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from framing.labelled.examples import Example
from framing.segmenting import quoted_spans
from framing.text import Sentence
from framing.training.standards import CHANGED
from framing.training.wordings import Lexicon


def mention(lexicon: Lexicon, chance: random.Random) -> Example | None:
    """Make a sentence about a loaded wording.

    Args:
        lexicon: Where the wording comes from.
        chance: Where the chances come from.

    Returns:
        A neutral example without loaded words; its frames and roles are unknown. ``None`` where the lexicon
        has no wording of the kind that was drawn.
    """
    kind = chance.choice(sorted(_carriers()))
    wordings = lexicon.loaded.get(kind, ())
    if not wordings:
        return None
    text = chance.choice(_carriers()[kind]).replace("<word>", chance.choice(wordings))
    for slot, fillers in _fillers().items():
        while f"<{slot}>" in text:
            text = text.replace(f"<{slot}>", chance.choice(fillers), 1)
    text = text[0].upper() + text[1:]
    sentence = Sentence(text, 0, len(text), quoted_spans(text))
    return Example(
        sentence=sentence,
        data_set=CHANGED,
        group=text,
        labels={"loaded": 0.0},
        own_loaded=0.0,
        spans={"loaded": ()},
    )


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _carriers() -> Mapping[str, list[str]]:
    return _table()["carriers"]


def _fillers() -> Mapping[str, list[str]]:
    return _table()["fillers"]
