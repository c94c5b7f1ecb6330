"""Sentences about a loaded word are neutral."""

import random
import tomllib
from importlib.resources import files
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from framing.training import mention as module
from framing.training.mention import mention
from framing.training.standards import CHANGED
from framing.training.wordings import Lexicon

SEEDS = st.integers(0, 10_000)
LEXICON = Lexicon(loaded={"adjective": ("vile",), "noun": ("hellhole",)}, neutral={}, given={})


@given(SEEDS)
def test_a_mention_is_neutral_and_known_to_hold_no_loaded_word(seed: int) -> None:
    found = mention(LEXICON, random.Random(seed))
    assert found is not None
    assert "vile" in found.sentence.text or "hellhole" in found.sentence.text
    assert (found.labels, found.own_loaded, found.spans) == ({"loaded": 0.0}, 0.0, {"loaded": ()})
    assert found.data_set == CHANGED


@given(SEEDS)
def test_a_mention_is_a_whole_sentence(seed: int) -> None:
    found = mention(LEXICON, random.Random(seed))
    assert found is not None
    text = found.sentence.text
    assert text.endswith(".")
    assert not text[0].islower()
    assert "<" not in text


def test_without_wording_there_is_nothing_to_mention() -> None:
    empty = Lexicon(loaded={}, neutral={}, given={})
    assert mention(empty, random.Random(0)) is None


def test_no_sentence_of_the_behaviour_tests_is_learned_from() -> None:
    """The tests would else measure what was learned by heart."""
    judged = tomllib.loads((files("framing.evaluation.behaviour") / "mentions.toml").read_text("utf-8"))
    learned = tomllib.loads(Path(module.__file__).with_suffix(".toml").read_text("utf-8"))
    lines = {line for part in ("mention", "negation") for line in judged[part]}
    assert not lines & {line for part in learned["carriers"].values() for line in part}
