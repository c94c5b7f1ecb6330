from random import Random

from hypothesis import given
from hypothesis import strategies as st

from framing.evaluation.behaviour.edits import curly, title_case, typo


def test_apostrophes_and_nested_openings_become_curly():
    assert curly('He said: "It\'s new" ("so far").') == "He said: “It’s new” (“so far”)."


@given(st.integers(0, 200))
def test_a_typo_swaps_two_neighbours_outside_the_spared_wording(seed):
    text = "The council shamelessly approved the proposal."
    changed = typo(text, Random(seed), spare="shamelessly")
    different = [place for place in range(len(text)) if text[place] != changed[place]]
    assert len(different) == 2
    assert different[1] == different[0] + 1
    assert "shamelessly" in changed


def test_short_words_get_no_typo():
    assert typo("He ran to the bus.", Random(0)) is None


def test_headline_case_leaves_clitics_alone():
    assert title_case("it’s the town's plan") == "It’s The Town's Plan"
