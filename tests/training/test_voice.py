import random

from hypothesis import given
from hypothesis import strategies as st

from framing.labelled.examples import Example
from framing.segmenting import quoted_spans
from framing.text import quoted_words, word_spans
from framing.training.voice import quote, report
from tests.training.examples import example, wording

SEEDS = st.integers(0, 10_000)
BRUTAL = example("The brutal raid shook the port.", loaded="brutal")


@given(SEEDS)
def test_a_quoted_sentence_is_found_by_the_segmenter(seed: int) -> None:
    sentence = quote(BRUTAL, random.Random(seed)).sentence
    assert quoted_spans(sentence.text) == sentence.quoted


@given(SEEDS)
def test_all_its_old_words_are_quoted_and_the_new_ones_are_not(seed: int) -> None:
    sentence = quote(BRUTAL, random.Random(seed)).sentence
    words = word_spans(sentence.text)
    quoted = [
        sentence.text[word.start : word.end]
        for word, inside in zip(words, quoted_words(words, sentence.quoted), strict=True)
        if inside
    ]
    assert quoted == ["The", "brutal", "raid", "shook", "the", "port"]
    assert len(words) > len(quoted)


@given(SEEDS)
def test_what_is_quoted_is_loaded_but_not_the_sources_own(seed: int) -> None:
    found = quote(BRUTAL, random.Random(seed))
    assert (found.labels, found.own_loaded) == ({"loaded": 1.0}, 0.0)
    assert wording(found, "loaded") == "brutal"


@given(SEEDS)
def test_wording_up_to_the_full_stop_does_not_take_in_the_speaker(seed: int) -> None:
    found = quote(example("They fear the U.S.", villain="the U.S."), random.Random(seed))
    assert wording(found, "villain").startswith("the U.S")
    assert wording(found, "villain").rstrip(".") == "the U.S"


@given(SEEDS, st.sampled_from(["What a raid!", "Who raided it?"]))
def test_no_comma_follows_another_mark(seed: int, text: str) -> None:
    assert not {"!,", "?,"} & _pairs(quote(example(text), random.Random(seed)))


def _pairs(found: Example) -> set[str]:
    text = found.sentence.text
    return {text[at : at + 2] for at in range(len(text))}


def test_white_space_around_a_sentence_is_left_out_of_the_quotation() -> None:
    text = quote(example("  The raid.  "), random.Random(1)).sentence.text
    assert "“ " not in text
    assert " ”" not in text


NAMES = ["The Port Herald"]


@given(SEEDS)
def test_reporting_keeps_every_label(seed: int) -> None:
    found = report(BRUTAL, NAMES, random.Random(seed))
    assert (found.labels, found.own_loaded) == (BRUTAL.labels, BRUTAL.own_loaded)
    assert wording(found, "loaded") == "brutal"


@given(SEEDS)
def test_a_reported_sentence_ends_as_it_did_and_is_not_quoted(seed: int) -> None:
    sentence = report(BRUTAL, NAMES, random.Random(seed)).sentence
    assert sentence.text.endswith(" the brutal raid shook the port.")
    assert sentence.text[0].isupper()
    assert not sentence.quoted


def test_a_name_keeps_its_capital_when_reported() -> None:
    texts = {report(example("Ada left."), NAMES, random.Random(seed)).sentence.text for seed in range(50)}
    assert all(text.endswith(" Ada left.") for text in texts)
    assert any(text.startswith("The Port Herald") for text in texts)
