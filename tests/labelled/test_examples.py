import math

import pytest

from framing.labelled.examples import UNKNOWN, Example, find_all, own_loaded, word_labels
from framing.text import Sentence, Span

TEXT = "We said the “brutal” bandits fled."
QUOTATION = Span(12, 20)
SENTENCE = Sentence(TEXT, 0, len(TEXT), (QUOTATION,))
UNQUOTED = Sentence(TEXT, 0, len(TEXT))
ALL_QUOTED = Sentence(TEXT, 0, len(TEXT), (Span(0, len(TEXT)),))


def place(wording: str) -> Span:
    start = TEXT.index(wording)
    return Span(start, start + len(wording))


def example(**spans: tuple[Span, ...]) -> Example:
    return Example(UNQUOTED, "made", "one", spans=spans)


def test_a_word_that_shares_a_letter_with_a_span_carries_the_label() -> None:
    labels = word_labels(example(loaded=(Span(13, 16), place("fled"))), "loaded")
    assert labels == (0, 0, 0, 1, 0, 1)


def test_a_label_without_spans_is_known_to_be_absent() -> None:
    assert word_labels(example(loaded=()), "loaded") == (0,) * 6


def test_a_word_carries_the_highest_degree_of_the_places_it_shares() -> None:
    places = (place("brutal"), place("bandits"))
    graded = Example(UNQUOTED, "made", "one", spans={"loaded": places}, degrees={"loaded": (0.25, math.nan)})
    labels = word_labels(graded, "loaded")
    assert labels[:4] == (0, 0, 0, 0.25)
    assert math.isnan(labels[4])


def test_a_label_that_is_not_carried_is_unknown() -> None:
    assert all(math.isnan(label) for label in word_labels(example(loaded=()), "villain"))


@pytest.mark.parametrize("loaded", [0.0, 1.0, 0.7])
def test_without_quotations_own_words_are_as_loaded_as_all(loaded: float) -> None:
    assert own_loaded(UNQUOTED, loaded, None) == loaded


@pytest.mark.parametrize("places", [None, (), (QUOTATION,)])
def test_where_all_is_quoted_own_words_are_not_loaded(places: tuple[Span, ...] | None) -> None:
    assert own_loaded(ALL_QUOTED, 1.0, places) == 0.0


def test_a_neutral_sentence_has_neutral_own_words() -> None:
    assert own_loaded(SENTENCE, 0.0, None) == 0.0


def test_loaded_wording_in_quotes_alone_is_not_own() -> None:
    assert own_loaded(SENTENCE, 1.0, (place("brutal"),)) == 0.0


def test_loaded_wording_outside_quotes_is_own() -> None:
    assert own_loaded(SENTENCE, 1.0, (place("brutal"), place("bandits"))) == 1.0


def test_without_places_nothing_follows_about_own_words() -> None:
    assert math.isnan(own_loaded(SENTENCE, 1.0, None))


def test_unknown_stays_unknown() -> None:
    assert math.isnan(own_loaded(SENTENCE, UNKNOWN, None))


def found(text: str, *wordings: str) -> list[str]:
    return [text[span.start : span.end] for span in find_all(text, wordings)]


def test_every_occurrence_is_found_in_reading_order() -> None:
    assert find_all("a raid and a raid", ["raid", "and"]) == (Span(2, 6), Span(7, 10), Span(13, 17))


def test_an_occurrence_inside_a_word_gives_way_to_a_whole_one() -> None:
    assert find_all("the garage of rage", ["rage"]) == (Span(14, 18),)


def test_an_occurrence_inside_a_word_is_better_than_none() -> None:
    assert find_all("the garage", ["rage"]) == (Span(6, 10),)


def test_case_matters_only_where_nothing_else_fits() -> None:
    assert found("Rage against rage", "rage") == ["rage"]
    assert found("Rage against it", "rage") == ["Rage"]


def test_a_whole_word_in_another_case_is_better_than_a_part_of_one() -> None:
    assert found("Rage in the garage", "rage") == ["Rage"]


def test_case_is_left_alone_where_it_would_shift_places() -> None:
    """Lower case makes two letters of this capital, so places in it would be off by one."""
    assert find_all("İ raid İ", ["RAID"]) == ()
    assert find_all("İ raid İ", ["raid"]) == (Span(2, 6),)


@pytest.mark.parametrize("wording", ["", "  ", "storm"])
def test_what_is_not_there_is_not_found(wording: str) -> None:
    assert find_all("a raid", [wording]) == ()


def test_the_same_place_is_named_once() -> None:
    assert find_all("a raid", ["raid", " raid", "Raid"]) == (Span(2, 6),)


def test_wording_with_marks_is_found() -> None:
    assert found("“Shame!” they said", "Shame!") == ["Shame!"]
