import numpy as np

from framing.evaluation.arrays import UNKNOWN
from framing.evaluation.lexicon import lexicon_words, majority_words
from framing.labelled.examples import Example
from framing.text import Sentence, Span


def example(text, *labelled, known=True):
    places = tuple(Span(text.index(word), text.index(word) + len(word)) for word in labelled)
    spans = {"loaded": places} if known else {}
    return Example(Sentence(text, 0, len(text), ()), "made", text, spans=spans)


TRAIN = [
    example("The shameless mob left", "shameless", "mob"),
    example("A mob of gulls", "mob"),
    example("Shameless gulls of the mob"),
    example("The shameless plan", known=False),
]


def given(text, *labelled):
    (scored,) = [example(text, *labelled)]
    return lexicon_words(TRAIN, [scored], "loaded")


def test_a_word_is_labelled_that_mostly_was():
    assert given("The MOB came").given.tolist() == [False, True, False]


def test_a_word_that_was_labelled_half_of_the_time_is_not():
    found = given("Shameless")
    assert (found.probs.tolist(), found.given.tolist()) == ([0.5], [False])


def test_a_new_word_is_not_labelled():
    assert not given("Vile").given.any()


def test_labels_stand_beside_it():
    assert given("The mob came", "mob").labels.tolist() == [0, 1, 0]


def test_what_the_data_do_not_say_is_unknown():
    found = lexicon_words(TRAIN, [TRAIN[3]], "loaded")
    assert found.labels.tolist() == [UNKNOWN] * 3


def test_the_majority_of_words_carries_no_label():
    found = majority_words(TRAIN[:2], "loaded")
    assert not found.given.any()
    assert np.array_equal(found.labels, [0, 1, 1, 0, 0, 1, 0, 0])
