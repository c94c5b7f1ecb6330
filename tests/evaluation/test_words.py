import numpy as np
import pytest
from sklearn.metrics import f1_score

from framing.errors import UsageError
from framing.evaluation.words import role_metrics, word_metrics


def test_words_of_all_sentences_count_alike():
    labels = [np.array([1, 0, 0]), np.array([0]), np.array([1, 1])]
    probs = [np.array([0.9, 0.8, 0.1]), np.array([0.2]), np.array([0.7, 0.3])]
    result = word_metrics("loaded", labels, probs, threshold=0.5)
    flat = [1, 0, 0, 0, 1, 1]
    assert result.n == 6
    assert result.f1 == pytest.approx(f1_score(flat, [1, 1, 0, 0, 1, 0]))


def test_words_without_a_label_are_left_out():
    result = word_metrics("loaded", [[1, -1], [-1]], [[0.9, 0.9], [0.9]], threshold=0.5)
    assert (result.n, result.precision, result.recall) == (1, 1.0, 1.0)


def test_no_sentences_leave_everything_undefined():
    assert word_metrics("loaded", [], [], threshold=0.5).f1 is None


def test_a_sentence_of_another_length_is_refused():
    with pytest.raises(UsageError, match="sentence 1"):
        word_metrics("loaded", [[1], [1, 0]], [[0.5], [0.5]], threshold=0.5)


def test_each_role_is_measured_with_its_own_threshold():
    labels = [np.array([[1, 0], [0, 1]])]
    probs = [np.array([[0.6, 0.2], [0.1, 0.3]])]
    villain, victim = role_metrics(("villain", "victim"), labels, probs, thresholds=(0.5, 0.5))
    assert (villain.name, villain.f1, victim.f1) == ("villain", 1.0, 0.0)
    assert role_metrics(("villain", "victim"), labels, probs, thresholds=(0.5, 0.25))[1].f1 == 1.0
