import re

import pytest

from framing.errors import UsageError
from framing.evaluation.behaviour import KINDS, N_CASES, cases
from framing.evaluation.behaviour.data import name_lists, neutral_templates
from framing.evaluation.behaviour.grammar import takes_an
from framing.evaluation.behaviour.template import realise

ALL = {kind: cases(kind, 0) for kind in KINDS}
ARTICLE = re.compile(r"\b(a|an) ([\w-]+)")


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_several_hundred_different_cases(kind):
    assert len(set(ALL[kind])) == len(ALL[kind]) >= 350
    assert {case.kind for case in ALL[kind]} == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_gives_the_same_cases_and_another_does_not(kind):
    assert cases(kind, 0) == ALL[kind] != cases(kind, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_fewer_cases_are_the_first_of_more(kind):
    assert cases(kind, 0, 10) == ALL[kind][:10]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "surface"])
def test_cases_are_grammatical_in_articles_spaces_and_capitals(kind):
    for case in ALL[kind]:
        for text in (case.base, case.changed):
            assert re.match(r'["“]?[A-Z]', text), text
            assert not re.search(r"  |[\[\]<>]| [,.]|^ | $", text), text
            assert re.search(r'\.["”]?$', text), text
            for article, word in ARTICLE.findall(text):
                assert (article == "an") == takes_an(word), text


def test_injected_places_hold_what_was_put_in():
    for case in ALL["injected"]:
        put_in = case.changed[case.injected.start : case.injected.end]
        assert put_in
        assert put_in not in case.base
        before, after = case.changed[: case.injected.start], case.changed[case.injected.end :]
        # All but the slot and a fitted article is as it was.
        assert case.base.startswith(re.sub(r"(a)n? $", r"\1", before, flags=re.IGNORECASE).rstrip())
        assert case.base.endswith(after.lstrip())


def test_injected_words_are_of_all_parts_of_speech_alike():
    for kind in ("injected", "synonym"):
        counts = [
            sum(case.variant == part for case in ALL[kind])
            for part in ("adjective", "adverb", "noun", "verb")
        ]
        assert counts == [N_CASES // 4] * 4


def test_a_name_case_differs_in_the_name_alone():
    names = {name for names in name_lists() for name in names.names + names.others}
    pattern = re.compile(r"\b(an?|An?) (?=NAME)")
    any_name = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)), re.IGNORECASE)
    for case in ALL["names"]:
        base, changed = (pattern.sub("a ", any_name.sub("NAME", text)) for text in (case.base, case.changed))
        assert base == changed
        assert case.base != case.changed


def test_every_kind_of_name_is_swapped_in_neutral_and_loaded_sentences():
    assert {case.variant for case in ALL["names"]} == {names.variant for names in name_lists()}


def test_a_reported_sentence_is_the_base_behind_its_source():
    for case in ALL["reported"]:
        source, _, rest = case.changed.partition(" reported that ")
        assert source
        assert rest[0] + rest[1:] == case.base[0].lower() + case.base[1:]


def test_a_sentence_said_to_be_reported_names_no_second_source():
    assert not [case.base for case in ALL["reported"] if re.search(r", [^,]* said( in [^,]*)?\.$", case.base)]


def test_reported_cases_called_loaded_hold_something_loaded():
    neutral = {realise(template).text for _, template in neutral_templates()}
    for case in ALL["reported"]:
        assert (case.base in neutral) == (case.variant == "neutral")


def test_quoted_cases_differ_within_the_quotation_alone():
    for case in ALL["quoted"]:
        base, changed = (re.sub(r'["“][^"”]*["”]', "", text) for text in (case.base, case.changed))
        assert base == changed
        assert case.base != case.changed


def test_surface_cases_keep_the_letters():
    for case in ALL["surface"]:
        letters = [sorted(filter(str.isalnum, text.lower())) for text in (case.base, case.changed)]
        assert letters[0] == letters[1]
        assert case.base != case.changed


def test_curly_cases_have_no_straight_mark_left():
    for case in ALL["surface"]:
        if case.variant == "curly":
            assert '"' in case.base
            assert not re.search("[\"']", case.changed)
            assert case.changed.count("“") == case.changed.count("”")


def test_an_unknown_kind_is_refused():
    with pytest.raises(UsageError, match="injected"):
        cases("nonsense", 0)
