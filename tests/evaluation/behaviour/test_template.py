import pytest

from framing.evaluation.behaviour.grammar import append, inside_sentence, takes_an
from framing.evaluation.behaviour.template import parse, realise

LINE = "A [+policy] [plan] for <place> was [approved] on Monday."


def test_the_base_form_keeps_words_and_leaves_gaps_empty():
    assert realise(parse(LINE), names={"place": "Lagos"}).text == "A plan for Lagos was approved on Monday."


@pytest.mark.parametrize(
    ("slot", "wording", "text"),
    [
        (1, "idiotic", "An idiotic plan for Lagos was approved on Monday."),
        (2, "outrage", "An outrage for Lagos was approved on Monday."),
        (2, "unified text", "A unified text for Lagos was approved on Monday."),
        (6, "rammed through", "A plan for Lagos was rammed through on Monday."),
    ],
)
def test_chosen_wording_goes_in_with_its_article_and_is_found(slot, wording, text):
    realised = realise(parse(LINE), names={"place": "Lagos"}, slot=slot, wording=wording)
    assert realised.text == text
    assert text[realised.chosen.start : realised.chosen.end] == wording


def test_a_slot_that_opens_the_sentence_gets_a_capital():
    realised = realise(parse("[soldiers] left."), slot=0, wording="thugs")
    assert realised.text == "Thugs left."
    assert realised.text[realised.chosen.start : realised.chosen.end] == "Thugs"


def test_the_mark_of_a_homonym_is_not_shown():
    assert realise(parse("The [strike/n] ended.")).text == "The strike ended."


def test_the_word_at_behind_an_article_like_ending_is_left_alone():
    assert append("They gave pizza ", "away") == "They gave pizza away"


@pytest.mark.parametrize(
    "word", ["union", "European", "one-day", "user", "unanimous", "house", "utility", "12-day"]
)
def test_words_spoken_with_a_consonant_take_a(word):
    assert not takes_an(word)


@pytest.mark.parametrize(
    "word", ["unhinged", "idiotic", "hour", "heir", "11-day", "80-page", "uninvited", "8-page"]
)
def test_words_spoken_with_a_vowel_take_an(word):
    assert takes_an(word)


def test_a_sentence_that_opens_with_a_common_word_can_stand_behind_others():
    assert inside_sentence("The army left.") == "the army left."


def test_a_sentence_that_may_open_with_a_name_cannot():
    assert inside_sentence("Parliament voted.") is None
