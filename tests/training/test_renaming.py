import random

from hypothesis import given
from hypothesis import strategies as st

from framing.training.renaming import Names, collect_names, rename_actors
from tests.training.examples import example

SEEDS = st.integers(0, 10_000)
NAMES = Names(one=("Acme", "the Crown"), many=("Liberals",))
WAR = example("When Russia attacked Ukraine, Russia lied.", villain="Russia", victim="Ukraine")


def test_names_are_collected_from_whoever_has_a_role_once() -> None:
    twice = example(
        "They say the Zentar Guild robbed the poor.", villain="the Zentar Guild", victim="the poor"
    )
    found = collect_names([twice, twice])
    assert found.one.count("the Zentar Guild") == 1
    assert "the poor" not in (*found.one, *found.many)


def test_a_capital_at_the_beginning_proves_no_name() -> None:
    assert "Zealots" not in collect_names([example("Zealots burned it.", villain="Zealots")]).many


def test_names_that_change_places_anyway_are_lent_too() -> None:
    assert {"Norway", "Hamas"} <= set(collect_names([]).one)


@given(SEEDS)
def test_another_name_stands_everywhere_and_the_role_with_it(seed: int) -> None:
    found = rename_actors(WAR, NAMES, random.Random(seed))
    text = found.sentence.text
    assert "Russia" not in text
    (villain,) = found.spans["villain"]
    assert text[villain.start : villain.end] in NAMES.one
    assert text.count(text[villain.start : villain.end]) >= 2


@given(SEEDS)
def test_several_become_several(seed: int) -> None:
    both = example("We saw the Whigs rob Spain.", villain="Whigs", victim="Spain")
    assert "Liberals" in rename_actors(both, NAMES, random.Random(seed)).sentence.text


def test_who_has_no_name_stays() -> None:
    poor = example("He robbed the poor.", victim="the poor")
    assert rename_actors(poor, NAMES, random.Random(1)) == poor


def test_a_name_at_the_beginning_counts_when_it_is_known() -> None:
    first = example("Acme robbed the poor.", villain="Acme")
    changed = rename_actors(first, Names(one=("Acme", "the Crown"), many=()), random.Random(5))
    assert changed.sentence.text in {"Acme robbed the poor.", "The Crown robbed the poor."}
    unknown = example("Zentar robbed the poor.", villain="Zentar")
    assert rename_actors(unknown, NAMES, random.Random(1)) == unknown
