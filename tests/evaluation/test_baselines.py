import pytest

from framing.evaluation.baselines import predict_from_source, predict_majority, predict_tfidf

TEXTS = ["a shameful plan", "a dull plan", "shameful vote", "dull vote"]
LABELS = [1, 0, 1, 0]


def test_majority_gives_the_training_rate():
    assert predict_majority(["x"] * 4, [1, 0, 0, 0], ["y", "z"]).tolist() == [0.25, 0.25]


def test_a_source_gets_its_own_rate_drawn_to_the_overall_one():
    probs = predict_from_source(["a", "a", "b", "b"], [1, 1, 0, 0], ["a", "b", "new"])
    assert probs.tolist() == pytest.approx([2.5 / 3, 0.5 / 3, 0.5])


def test_tfidf_learns_a_telling_word():
    shameful, dull = predict_tfidf(TEXTS, LABELS, ["shameful decision", "dull decision"])
    assert shameful > 0.5 > dull


def test_tfidf_of_one_class_falls_back_on_the_rate():
    assert predict_tfidf(TEXTS, [1, 1, 1, 1], ["anything"]).tolist() == [1.0]
