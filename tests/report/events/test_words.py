import pytest

from framing.report.events.words import Vocabulary, plain


@pytest.mark.parametrize(
    ("first", "second"),
    [("mayor’s", "Mayor"), ("towns", "town"), ("parties", "party"), ("U.S.", "US"), ("12,000", "12000")],
)
def test_forms_of_a_word_are_one(first: str, second: str) -> None:
    assert plain(first) == plain(second)


@pytest.mark.parametrize(("first", "second"), [("bus", "bu"), ("crisis", "crisi"), ("pass", "pas")])
def test_an_ending_that_is_no_plural_stays(first: str, second: str) -> None:
    assert plain(first) != plain(second)


def test_a_capital_at_the_start_of_a_sentence_or_in_a_headline_makes_no_name() -> None:
    vocabulary = Vocabulary()
    vocabulary.read_title("Mayor Leaves Tarnby")
    vocabulary.read(["Ferries wait in Tarnby.", "The mayor waits."])
    capital = {word for word, times in zip(vocabulary.words, vocabulary.capital, strict=True) if times}
    assert capital == {"tarnby"}


def test_a_word_keeps_its_number() -> None:
    vocabulary = Vocabulary()
    first, second = vocabulary.read(["Town", "towns"])
    assert first == second
    assert vocabulary.read_title("TOWN") == [first]
