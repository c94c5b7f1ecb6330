import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import TrainingDataError
from framing.evaluation.leaks import check_disjoint, near_duplicates, normalise

LONG = "The harbour board approved the new timetable for the night ferry on Tuesday evening"


@pytest.mark.parametrize(
    "variant",
    [
        "the plan's  end",
        "The plan’s end.",
        " THE PLAN´S END ",
        "The\u00a0plan\u2019s\u00ad end!",
        "“The plan's” end",
    ],
)
def test_spelling_of_the_same_text_is_one_text(variant):
    assert normalise(variant) == "the plan s end"


def test_ligatures_and_wide_letters_are_unfolded():
    assert normalise("ﬁnal ＶＯＴＥ") == "final vote"


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_signs_that_carry_meaning_are_kept():
    assert normalise("$3 + 4") != normalise("3 4")


def test_a_shared_text_is_refused_and_named():
    with pytest.raises(TrainingDataError, match="Ferries resume"):
        check_disjoint(["ferries RESUME on Monday", "Other"], ["“Ferries resume on Monday.”", "New"])


def test_only_the_first_few_are_named():
    texts = [f"text number {row}" for row in range(9)]
    with pytest.raises(TrainingDataError, match=r"^9 of .*number 2' and 6 more$"):
        check_disjoint(texts, texts)


def test_disjoint_parts_pass():
    check_disjoint(["one", "...", ""], ["two", "!!", ""])


def test_a_nearly_equal_text_is_reported_with_its_partner():
    (pair,) = near_duplicates(["Something else entirely was said", LONG], ["Rain fell", LONG + ", it said"])
    assert (pair.train, pair.test) == (1, 1)
    assert pair.containment == 1.0


def test_texts_that_share_some_words_are_not_reported():
    assert not near_duplicates([LONG], ["The harbour board approved a loan for the school in the valley"])


def test_an_empty_text_is_no_duplicate():
    assert not near_duplicates(["", "..."], ["", "!"])
