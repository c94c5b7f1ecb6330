import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.evaluation.following import STRANGERS
from framing.training.renaming import Names, collect_names, rename_actors
from tests.training.examples import example, wording

SEEDS = st.integers(0, 10_000)
NAMES = Names(
    ("Acme", "the Crown", "Elbonia"), ("Liberals", "Tories"), frozenset({"Acme", "Crown", "Taliban"})
)
WAR = example("When Russia attacked Ukraine, Russia lied.", villain="Russia", victim="Ukraine")


def test_names_are_collected_from_whoever_has_a_role_once() -> None:
    twice = example(
        "They say the Zentar Guild robbed the poor.", villain="the Zentar Guild", victim="the poor"
    )
    found = collect_names([twice, twice])
    assert found.one.count("the Zentar Guild") == 1
    assert "us all" not in (*found.one, *found.many)


def test_a_capital_at_the_beginning_proves_no_name() -> None:
    assert "Zealots" not in collect_names([example("Zealots burned it.", villain="Zealots")]).many


@pytest.mark.parametrize(
    "name", ["Norway", "Hamas", "Sanders", "Starbucks", "Goldman Sachs", "the United States"]
)
def test_listed_names_of_one_are_lent_as_one(name: str) -> None:
    assert name in collect_names([]).one


@pytest.mark.parametrize("name", ["Israelis", "Nazis", "the Houthis", "Democrats"])
def test_names_of_several_are_lent_as_several(name: str) -> None:
    assert name in collect_names([example(f"They say {name} robbed us.", villain=name)]).many


@pytest.mark.parametrize("name", ["Bill Gates", "Mr. Adams", "Harris"])
def test_a_surname_in_s_is_of_one(name: str) -> None:
    assert name in collect_names([example(f"They say {name} robbed us.", villain=name)]).one


@given(SEEDS)
def test_another_name_stands_everywhere_and_the_role_with_it(seed: int) -> None:
    found = rename_actors(WAR, NAMES, random.Random(seed))
    villain, victim = wording(found, "villain"), wording(found, "victim")
    assert villain != victim
    assert found.sentence.text == f"When {villain} attacked {victim}, {villain} lied."


@given(SEEDS)
def test_several_become_several(seed: int) -> None:
    both = example("We saw the Whigs rob Spain.", villain="Whigs", victim="Spain")
    assert wording(rename_actors(both, NAMES, random.Random(seed)), "villain") in NAMES.many


def test_who_has_no_name_stays() -> None:
    poor = example("He robbed the poor.", victim="the poor")
    assert rename_actors(poor, NAMES, random.Random(1)) == poor


@pytest.mark.parametrize("first", ["Acme", "The Taliban"])
def test_a_name_at_the_beginning_gives_way_when_it_is_known(first: str) -> None:
    changed = rename_actors(example(f"{first} robbed us.", villain=first), NAMES, random.Random(5))
    assert changed.sentence.text in {"The Crown robbed us.", "Elbonia robbed us.", "Acme robbed us."} - {
        f"{first} robbed us."
    }


def test_a_word_at_the_beginning_that_is_not_known_stays() -> None:
    unknown = example("Zentar robbed us.", villain="Zentar")
    assert rename_actors(unknown, NAMES, random.Random(1)) == unknown


def test_no_stranger_is_lent_in_training() -> None:
    met = [example(f"They say {name} robbed us.", villain=name) for name in (*STRANGERS, "Zentar")]
    lent = collect_names(met)
    assert not set(STRANGERS) & {*lent.one, *lent.many}
    assert "Zentar" in lent.one
