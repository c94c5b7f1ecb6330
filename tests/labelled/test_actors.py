"""Villain and victim under each other's name."""

from dataclasses import replace

from framing.labelled.actors import exchange_actors
from tests.training.examples import example, wording

WAR = example("The Army overran the town of Baku.", villain="The Army", victim="Baku")


def test_names_change_places_with_the_case_that_fits() -> None:
    found = exchange_actors(WAR)
    assert found is not None
    assert found.sentence.text == "Baku overran the town of the Army."
    assert (wording(found, "villain"), wording(found, "victim")) == ("Baku", "the Army")
    assert found.labels == WAR.labels


def test_names_that_change_places_twice_are_where_they_were() -> None:
    once = exchange_actors(WAR)
    assert once is not None
    assert exchange_actors(once) == WAR


def test_mentions_that_are_no_names_stay() -> None:
    assert (
        exchange_actors(example("The Army overran the poor.", villain="The Army", victim="the poor")) is None
    )


def test_sentences_without_both_sides_stay() -> None:
    assert exchange_actors(example("The Army overran Baku.", villain="The Army")) is None


def test_places_that_carry_a_role_by_degrees_stay() -> None:
    assert exchange_actors(replace(WAR, degrees={"villain": (0.4,)})) is None
