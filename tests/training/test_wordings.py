import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from framing.labelled.examples import Example
from framing.text import Span, word_spans
from framing.training.standards import CHANGED
from framing.training.wordings import Lexicon, collect, inject
from tests.training.examples import example, wording

SEEDS = st.integers(0, 10_000)
LEXICON = Lexicon(
    loaded={
        "adjective": ("evil",),
        "noun": ("regime",),
        "infinitive": ("gut",),
        "past": ("trashed",),
        "adverb": ("sadly",),
    },
    neutral={
        "adjective": ("old",),
        "noun": ("house",),
        "infinitive": ("see",),
        "past": ("visited",),
        "adverb": ("often",),
    },
    given={},
)
CALM = example("The board closed a mine in Ohio.", loaded_label=0.0)


def put(seed: int, *, into: Example = CALM, lexicon: Lexicon = LEXICON) -> Example:
    return inject(into, lexicon, random.Random(seed))


@given(SEEDS)
def test_a_sentence_is_loaded_exactly_when_the_wording_is(seed: int) -> None:
    found = put(seed)
    added = {word for words in LEXICON.loaded.values() for word in words}
    words = {found.sentence.text[span.start : span.end] for span in word_spans(found.sentence.text)}
    assert bool(words & added) == bool(found.labels["loaded"]) == bool(found.own_loaded)


@given(SEEDS)
def test_a_changed_sentence_counts_by_the_references_standard_and_no_other(seed: int) -> None:
    found = put(seed)
    assert found.data_set == (CALM.data_set if found == CALM else CHANGED)


@given(SEEDS)
def test_the_loaded_wording_is_marked_and_nothing_else(seed: int) -> None:
    found = put(seed)
    if found.labels["loaded"]:
        assert wording(found, "loaded") in {"evil", "regime", "trashed", "sadly"}


@given(SEEDS)
def test_an_indefinite_article_suits_what_follows(seed: int) -> None:
    text = put(seed).sentence.text
    assert "a evil" not in text
    assert "an old" in text or " an " not in text or "an evil" in text


def test_a_sentence_that_teachers_find_hardly_loaded_is_neutral_enough() -> None:
    hardly, doubtful = (replace(CALM, labels={"loaded": probability}) for probability in (0.03, 0.3))
    assert {put(seed, into=hardly).labels["loaded"] for seed in range(20)} <= {0.0, 0.03, 1.0}
    assert any(put(seed, into=hardly).labels["loaded"] == 1.0 for seed in range(20))
    assert all(put(seed, into=doubtful) == doubtful for seed in range(20))


@given(SEEDS)
def test_a_loaded_sentence_is_left_alone(seed: int) -> None:
    brutal = example("The brutal raid shook the port.", loaded="brutal")
    assert put(seed, into=brutal) == brutal


@given(SEEDS)
def test_what_is_put_into_a_quotation_is_not_the_sources_own(seed: int) -> None:
    found = put(seed, into=example("“The board closed a mine,” he said.", loaded_label=0.0))
    assert found.own_loaded == 0.0


def test_given_wording_is_put_in_too() -> None:
    lexicon = Lexicon(loaded=LEXICON.loaded, neutral=LEXICON.neutral, given={"noun": ("client state",)})
    texts = {put(seed, lexicon=lexicon).sentence.text for seed in range(900)}
    assert "The board closed a client state in Ohio." in texts


def test_wording_is_collected_by_kind() -> None:
    found = collect([example("They met the brutal mayor in May.", loaded="brutal")], {})
    assert found.loaded["adjective"] == ("brutal",)


def test_a_word_that_is_mostly_plain_is_not_collected() -> None:
    plain = [Example(CALM.sentence, "made", "one", labels={"loaded": 0.0}, spans={"loaded": ()})] * 3
    marked = example("They closed a mine in Ohio.", loaded="mine")
    assert collect([marked, *plain], {}).loaded["noun"] == ()
    assert collect([marked], {}).loaded["noun"] == ("mine",)


def test_neutral_wording_comes_from_neutral_sentences() -> None:
    calm = Example(CALM.sentence, "made", "one", labels={"loaded": 0.0}, spans={"loaded": ()})
    found = collect([calm], {})
    assert found.neutral["noun"] == ("board", "mine") or set(found.neutral["noun"]) >= {"mine"}
    assert found.neutral["past"] == ("closed",)


def by_degrees(text: str, **degrees: float) -> Example:
    places = {word: Span(text.index(word), text.index(word) + len(word)) for word in degrees}
    made = example(text)
    return replace(
        made, spans={"loaded": tuple(places.values())}, degrees={"loaded": tuple(degrees.values())}
    )


def test_words_more_likely_loaded_than_not_are_collected_as_one_wording() -> None:
    found = collect(
        [by_degrees("They fled the rotten regime of Ohio.", rotten=0.9, regime=0.6, fled=0.2)], {}
    )
    assert found.loaded["noun"] == ("rotten regime",)
    assert found.loaded["adjective"] == ()


def test_sentences_that_leave_it_open_are_passed_over() -> None:
    found = collect([by_degrees("They met the regime of Ohio.", regime=0.3)], {})
    assert not any(found.loaded.values())
    assert not any(found.neutral.values())


def test_sentences_surely_plain_give_neutral_wording() -> None:
    assert "board" in collect([by_degrees("They met the board of Ohio.", board=0.04)], {}).neutral["noun"]
