"""Villain and victim under each other's name."""

from dataclasses import replace

import pytest

from framing.labelled.actors import exchange_actors, named_actors, rename
from framing.text import Span
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
    assert exchange_actors(once, {"Baku"}) == WAR


def test_mentions_that_are_no_names_stay() -> None:
    assert (
        exchange_actors(example("The Army overran the poor.", villain="The Army", victim="the poor")) is None
    )


def test_sentences_without_both_sides_stay() -> None:
    assert exchange_actors(example("The Army overran Baku.", villain="The Army")) is None


def test_places_that_carry_a_role_by_degrees_stay() -> None:
    assert exchange_actors(replace(WAR, degrees={"villain": (0.4,)})) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We saw the Kremlin lie.", "We saw Norway lie."),
        ("We saw a Kremlin lie.", "We saw Norway lie."),
        ("The Kremlin lied.", "Norway lied."),
        ("We saw Kremlin Joe and the Kremlin lie.", "We saw Kremlin Joe and Norway lie."),
        ("Hail Old Kremlin, said the Kremlin.", "Hail Old Kremlin, said Norway."),
    ],
)
def test_a_name_gives_way_with_its_article_where_it_stands_alone(text: str, expected: str) -> None:
    place = text.rindex("Kremlin")
    found = rename(
        replace(example(text), spans={"villain": (Span(place, place + 7),)}), {"Kremlin": "Norway"}
    )
    assert found.sentence.text == expected
    assert wording(found, "villain") == "Norway"


def test_a_name_with_a_full_stop_gives_way() -> None:
    found = rename(example("They say the U.S. lied.", villain="U.S."), {"U.S.": "the Red Cross"})
    assert found.sentence.text == "They say the Red Cross lied."


def test_a_word_that_begins_the_sentence_changes_places_only_when_known() -> None:
    first = example("Families blamed Baku.", villain="Baku", victim="Families")
    assert exchange_actors(first) is None
    assert exchange_actors(example("Acme robbed Baku.", villain="Acme", victim="Baku"), {"Acme"}) is not None


def test_pronouns_are_no_names() -> None:
    (place,) = named_actors(example("Their Kids blamed Baku.", villain="Their Kids", victim="Baku"))
    assert (place.start, place.end) == (18, 22)
