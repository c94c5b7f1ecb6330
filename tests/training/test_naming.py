import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.training.naming import _names, swap_names
from tests.training.examples import example, wording

SEEDS = st.integers(0, 10_000)
WAR = example("Russia attacked Ukraine, and the Russian army took Kyiv.", villain="Russia", victim="Ukraine")


@given(SEEDS)
def test_swapping_keeps_labels_and_moves_places_to_the_new_names(seed: int) -> None:
    found = swap_names(WAR, random.Random(seed))
    assert found.labels == WAR.labels
    text = found.sentence.text
    assert text.startswith(f"{wording(found, 'villain')} attacked {wording(found, 'victim')}, and the ")


@given(SEEDS)
def test_all_forms_of_a_name_change_together(seed: int) -> None:
    """The attacker's adjective follows the attacker, the capital the attacked."""
    found = swap_names(WAR, random.Random(seed))
    nations = {entry[0].removeprefix("the "): entry for entry in _names()[0]}
    villain, victim = (wording(found, role).split(" ", 1) for role in ("villain", "victim"))
    attacker, attacked = (
        nations[" ".join(words[1:] if words[0] in ("the", "The") else words)] for words in (villain, victim)
    )
    assert f"the {attacker[1]} army took {attacked[2]}." in found.sentence.text


@given(SEEDS)
def test_two_names_never_become_one(seed: int) -> None:
    found = swap_names(WAR, random.Random(seed))
    assert wording(found, "villain").lower() != wording(found, "victim").lower()


def swapped(text: str) -> set[str]:
    return {swap_names(example(text), random.Random(seed)).sentence.text for seed in range(300)}


def test_many_names_take_a_place() -> None:
    assert len(swapped("Moscow agreed.")) > 30


def test_a_name_with_an_article_is_written_large_only_at_the_start() -> None:
    assert "They left the United States." in swapped("They left France.")
    assert "The United States left." in swapped("France left.")
    assert not any("The United" in text for text in swapped("They left France."))


def test_a_name_with_an_article_is_known_at_the_start() -> None:
    assert any("Fox News" in text for text in swapped("The Guardian reported it."))


@pytest.mark.parametrize("text", ["The White Hotel denied it.", "A Russianist spoke.", "The port closed."])
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert swapped(text) == {text}
