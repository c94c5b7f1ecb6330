import pytest

from framing.evaluation.behaviour import cases
from framing.evaluation.behaviour.marking import templates_of
from framing.evaluation.behaviour.template import realise

PLAN = "The mayor said that the plan would cost 4 million euros."


def slots(text):
    (template,) = templates_of([text])
    return [part.value for part in template if part.role in {"swap", "insert"}]


def test_a_verb_of_saying_and_a_noun_can_be_swapped():
    assert slots(PLAN) == ["said", "policy", "plan"]


@pytest.mark.parametrize(
    "text",
    [
        "The plan B of the mayor cost 4 million euros.",
        "Two firms plan to build a bridge across the bay.",
        "He was said to have left the town in May.",
        "The bridge had been opposed the whole year long.",
    ],
)
def test_other_uses_of_the_same_words_are_left_alone(text):
    assert slots(text) == []


@pytest.mark.parametrize(
    "text",
    ["He said “no” to the plan for a bridge.", "A [new] plan was shown to the board.", "the plan went on"],
)
def test_quotations_fragments_and_signs_of_templates_are_passed_over(text):
    assert templates_of([text]) == ()


def test_marked_sentences_read_as_before():
    assert [realise(template).text for template in templates_of([PLAN, PLAN])] == [PLAN]


def test_cases_can_be_made_of_real_sentences():
    found = cases("injected", 0, 20, templates_of([PLAN]))
    assert {case.base for case in found} == {PLAN}
    assert {case.variant for case in found} == {"adjective", "adverb", "noun", "verb"}


def test_sentences_without_a_place_give_no_injected_case():
    assert cases("injected", 0, 20, templates_of(["The bridge was built in 1931."])) == ()
