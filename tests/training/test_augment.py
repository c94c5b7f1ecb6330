import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.labelled.examples import Example
from framing.segmenting import quoted_spans
from framing.text import Sentence, Span, quoted_words, word_spans
from framing.training.augment import _names, augment, quote, swap_names
from framing.training.settings import Augmentation

SEEDS = st.integers(0, 10_000)
NEVER, ALWAYS = Augmentation(quote=0.0, swap=0.0), Augmentation(quote=1.0, swap=1.0)


def example(text: str, **wordings: str) -> Example:
    spans = {
        label: (Span(text.index(wording), text.index(wording) + len(wording)),)
        for label, wording in wordings.items()
    }
    sentence = Sentence(text, 0, len(text), quoted_spans(text))
    return Example(sentence, "made", "one", labels={"loaded": 1.0}, own_loaded=1.0, spans=spans)


def wording(found: Example, label: str) -> str:
    (span,) = found.spans[label]
    return found.sentence.text[span.start : span.end]


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


WAR = example("Russia attacked Ukraine, and the Russian army took Kyiv.", villain="Russia", victim="Ukraine")


@given(SEEDS)
def test_swapping_keeps_labels_and_moves_places_to_the_new_names(seed: int) -> None:
    found = swap_names(WAR, random.Random(seed))
    assert found.labels == WAR.labels
    text = found.sentence.text
    assert text.startswith(f"{wording(found, 'villain')} attacked {wording(found, 'victim')}, and the ")


@given(SEEDS)
def test_all_forms_of_a_name_change_together(seed: int) -> None:
    """The attacker's adjective follows the attacker, the capital the attacked."""
    found = swap_names(WAR, random.Random(seed))
    nations = {entry[0].removeprefix("the "): entry for entry in _names()[0]}
    villain, victim = (wording(found, role).split(" ", 1) for role in ("villain", "victim"))
    attacker, attacked = (
        nations[" ".join(words[1:] if words[0] in ("the", "The") else words)] for words in (villain, victim)
    )
    assert f"the {attacker[1]} army took {attacked[2]}." in found.sentence.text


@given(SEEDS)
def test_two_names_never_become_one(seed: int) -> None:
    found = swap_names(WAR, random.Random(seed))
    assert wording(found, "villain").lower() != wording(found, "victim").lower()


def swapped(text: str) -> set[str]:
    return {swap_names(example(text), random.Random(seed)).sentence.text for seed in range(300)}


def test_many_names_take_a_place() -> None:
    assert len(swapped("Moscow agreed.")) > 30


def test_a_name_with_an_article_is_written_large_only_at_the_start() -> None:
    assert "They left the United States." in swapped("They left France.")
    assert "The United States left." in swapped("France left.")
    assert not any("The United" in text for text in swapped("They left France."))


def test_a_name_with_an_article_is_known_at_the_start() -> None:
    assert any("Fox News" in text for text in swapped("The Guardian reported it."))


@pytest.mark.parametrize("text", ["The White House denied it.", "A Russianist spoke.", "The port closed."])
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert swapped(text) == {text}


@given(SEEDS)
def test_nothing_happens_at_chance_zero(seed: int) -> None:
    assert augment(WAR, NEVER, random.Random(seed)) == WAR


@given(SEEDS)
def test_at_chance_one_both_changes_happen(seed: int) -> None:
    found = augment(WAR, ALWAYS, random.Random(seed))
    assert found.own_loaded == 0.0
    assert len(found.sentence.quoted) == 1


@given(SEEDS)
def test_a_sentence_with_a_quotation_is_not_quoted_again(seed: int) -> None:
    half = example("The “brutal” raid shook the port.")
    assert augment(half, Augmentation(quote=1.0, swap=0.0), random.Random(seed)) == half


def test_the_same_chance_gives_the_same_change() -> None:
    first, second = (augment(WAR, ALWAYS, random.Random(7)) for _ in range(2))
    assert first == second
    assert first != WAR
