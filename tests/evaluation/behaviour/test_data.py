import re
from collections import Counter

import pytest

from framing.evaluation.behaviour.data import (
    TOPICS,
    choices,
    name_lists,
    named_templates,
    neutral_templates,
    read,
)
from framing.evaluation.behaviour.template import parse, realise, shown
from framing.text import word_spans

TEXTS = [(topic, realise(template).text) for topic, template in neutral_templates()]


def all_templates():
    yield from (template for _, template in neutral_templates())
    for names in name_lists():
        yield from named_templates(names.variant)


def test_every_topic_has_forty_neutral_sentences():
    assert min(Counter(topic for topic, _ in TEXTS)[topic] for topic in TOPICS) >= 40


def test_no_neutral_sentence_stands_twice():
    assert len({text for _, text in TEXTS}) == len(TEXTS)


def test_neutral_sentences_are_as_long_as_those_in_newspapers():
    for _, text in TEXTS:
        assert 8 <= len(word_spans(text)) <= 30, text


def test_neutral_sentences_begin_and_end_like_sentences():
    for _, text in TEXTS:
        assert re.fullmatch(r"[A-Z].*[^ .]\.", text), text
        assert not re.search(r"  |[\[\]<>]| [,.]", text), text


def test_every_slot_has_wordings():
    for template in all_templates():
        for part in template:
            if part.role in {"swap", "insert"}:
                assert (part.role, part.value) in choices()


def test_no_wording_is_without_a_slot():
    used = {(part.role, part.value) for template in all_templates() for part in template}
    by_verb = {("insert", choice.adverb) for choice in choices().values()}
    assert set(choices()) <= used | by_verb


def test_there_are_at_least_120_pairs_of_loaded_and_neutral_wordings():
    assert sum(min(len(choice.loaded), len(choice.neutral)) for choice in choices().values()) >= 120


def test_no_wording_is_both_loaded_and_neutral_for_one_slot():
    for (_, key), choice in choices().items():
        assert not set(choice.loaded) & (set(choice.neutral) | {shown(key)}), key


def test_no_loaded_word_stands_in_a_neutral_sentence():
    loaded = {word for choice in choices().values() for word in choice.loaded}
    neutral = {word for choice in choices().values() for word in choice.neutral}
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(loaded - neutral)))
    for _, text in TEXTS:
        assert not pattern.search(text), text


@pytest.mark.parametrize("names", name_lists(), ids=lambda names: names.variant)
def test_every_kind_of_name_has_sentences_that_hold_it_once(names):
    templates = named_templates(names.variant)
    assert len(templates) >= 10
    for template in templates:
        assert [part.value for part in template if part.role == "name"] == [names.tag]


def test_short_factual_sentences_are_short():
    fillers = {tag: values[0] for tag, values in read("factual.toml")["lists"].items()}
    fillers |= {names.tag: names.names[0] for names in name_lists()}
    for line in read("factual.toml")["sentences"]:
        assert 3 <= len(word_spans(realise(parse(line), names=fillers).text)) <= 12
