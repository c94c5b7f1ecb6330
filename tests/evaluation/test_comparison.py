from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import f1_score

from framing.evaluation.arrays import UNKNOWN
from framing.evaluation.comparison import beside, collapsed
from framing.evaluation.measure import Protocol
from framing.evaluation.predictions import Judged, Judgement

PROTOCOL = Protocol("made up", 1, "0123456789abcdef")
N = 200
GENERATOR = np.random.default_rng(5)
TRUTH = GENERATOR.integers(0, 2, N)
RARE = (GENERATOR.random(N) < 0.2).astype(np.int64)
GROUPS = tuple(f"article {number // 2}" for number in range(N))


def judged(label, truth, given):
    return Judged(label, truth, given.astype(np.float64), given.astype(bool), GROUPS)


def judgement(errors, truth=TRUTH, frames=True):
    """Give a judgement that is wrong about a share of the sentences."""
    wrong = np.random.default_rng(7).random(N) < errors
    loaded = judged("loaded", truth, np.where(wrong, 1 - TRUTH, TRUTH))
    rare = judged("harbour", RARE, np.where(wrong, 1 - RARE, RARE))
    return Judgement(loaded, None, (rare,) if frames else (), (), ())


def test_a_clearly_better_checkpoint_beats_the_baseline():
    found = beside(judgement(0.1), judgement(0.4), "majority", PROTOCOL)
    assert [one.name for one in found] == ["loaded.macro_f1", "frames.macro_f1"]
    assert all(one.beaten and one.baseline == "majority" for one in found)


def test_values_are_those_of_scikit_learn():
    ours = judgement(0.1)
    (first, *_) = beside(ours, judgement(0.4), "majority", PROTOCOL)
    assert first.value == pytest.approx(f1_score(TRUTH, ours.loaded.given, average="macro"))


@pytest.mark.parametrize("errors", [(0.3, 0.3), (0.4, 0.1), (0.2, 0.21)])
def test_equal_or_worse_does_not_beat(errors):
    ours, theirs = errors
    assert not any(one.beaten for one in beside(judgement(ours), judgement(theirs), "x", PROTOCOL))


def test_labels_that_a_baseline_lacks_are_not_compared():
    found = beside(judgement(0.1), judgement(0.4, frames=False), "x", PROTOCOL)
    assert [one.name for one in found] == ["loaded.macro_f1"]


def test_a_comparison_is_written_down_with_n_and_protocol():
    written = beside(judgement(0.1), judgement(0.4), "x", PROTOCOL)[0].to_dict()
    assert (written["baseline"], written["n"], written["protocol"]) == ("x", N, "made up")
    assert (written["seed"], written["checkpoint"]) == (1, "0123456789abcdef")


def test_words_are_compared_where_both_know_the_label():
    ours, theirs = (judged("villain", RARE, RARE if right else np.zeros(N)) for right in (True, False))
    lost = replace(ours, labels=np.where(np.arange(N) < 10, UNKNOWN, ours.labels))
    (found,) = beside(of_words(lost), of_words(theirs), "x", PROTOCOL)
    assert (found.name, found.n) == ("word.villain.f1", N - 10)
    assert (found.value, found.baseline_value, found.beaten) == (1, 0, True)


def test_a_sentence_that_carries_no_frame_label_is_not_counted():
    ours = judgement(0.1, TRUTH)
    frame = replace(ours.frames[0], labels=np.where(np.arange(N) < 10, UNKNOWN, RARE))
    found = beside(replace(ours, frames=(frame,)), replace(judgement(0.4), frames=(frame,)), "x", PROTOCOL)
    assert found[1].n == N - 10


def of_words(words):
    return Judgement(None, None, (), (words,), ())


@pytest.mark.parametrize("answer", [0, 1])
def test_one_answer_for_all_is_a_collapse(answer):
    same = Judgement(judged("loaded", TRUTH, np.full(N, answer)), None, (), (), ())
    assert collapsed(same) == ("loaded",)


def test_two_answers_are_no_collapse():
    assert collapsed(judgement(0.2)) == ()


def test_one_answer_is_right_where_people_give_one_too():
    same = Judgement(judged("loaded", np.ones(N, dtype=np.int64), np.ones(N)), None, (), (), ())
    assert collapsed(same) == ()


@pytest.mark.parametrize("answer", [0, 1])
def test_one_answer_for_all_words_is_a_collapse_too(answer):
    same = Judgement(None, None, (), (judged("villain", RARE, np.full(N, answer)),), ())
    assert collapsed(same) == ("word villain",)


@pytest.mark.parametrize(("given", "fallen"), [(2, True), (9, True), (11, False)])
def test_nearly_one_answer_is_a_collapse_where_people_give_both(given, fallen):
    answers = (np.arange(N) < given).astype(np.int64)
    for said in (answers, 1 - answers):
        found = collapsed(Judgement(judged("loaded", TRUTH, said), None, (), (), ()))
        assert found == (("loaded",) if fallen else ())


def test_a_rare_label_may_be_given_rarely():
    rare = (np.arange(N) < 8).astype(np.int64)
    few = (np.arange(N) < 3).astype(np.int64)
    assert collapsed(Judgement(None, None, (judged("harbour", rare, few),), (), ())) == ()
    fewest = (np.arange(N) < 1).astype(np.int64)
    assert collapsed(Judgement(None, None, (judged("harbour", rare, fewest),), (), ())) == ("harbour",)
