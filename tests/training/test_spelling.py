import random

from hypothesis import given
from hypothesis import strategies as st

from framing.training.spelling import respell
from tests.training.examples import example, wording

SEEDS = st.integers(0, 10_000)


def spellings(text: str) -> set[str]:
    return {respell(example(text), random.Random(seed)).sentence.text for seed in range(60)}


def test_curly_marks_become_straight() -> None:
    assert 'He said: "It\'s a lie."' in spellings("He said: “It’s a lie.”")


def test_straight_marks_become_curly() -> None:
    assert "He said: “It’s a lie.”" in spellings('He said: "It\'s a lie."')


@given(SEEDS)
def test_a_typing_error_spares_what_is_labelled(seed: int) -> None:
    brutal = example("The brutal raid shook the port.", loaded="brutal")
    found = respell(brutal, random.Random(seed))
    assert wording(found, "loaded") == "brutal"
    assert abs(len(found.sentence.text) - len(brutal.sentence.text)) <= 1


def test_a_sentence_of_short_words_stays() -> None:
    assert spellings("He is in it.") == {"He is in it."}
