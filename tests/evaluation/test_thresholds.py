import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score, precision_score, recall_score

from framing.errors import UsageError
from framing.evaluation.thresholds import (
    best_threshold,
    expected_threshold,
    threshold_for_precision,
)

ROWS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 20).map(lambda step: step / 20)), min_size=2, max_size=50
).filter(lambda rows: len({label for label, _ in rows}) == 2)


def split(rows):
    return np.array([label for label, _ in rows]), np.array([prob for _, prob in rows])


@given(ROWS)
def test_no_other_threshold_has_a_higher_f1(rows):
    labels, probs = split(rows)
    chosen = best_threshold(labels, probs, aim="f1")
    best = max(f1_score(labels, probs >= cut) for cut in np.unique(probs))
    assert f1_score(labels, probs >= chosen.threshold) == pytest.approx(best)


@given(ROWS)
def test_no_other_threshold_has_a_higher_macro_f1(rows):
    labels, probs = split(rows)
    chosen = best_threshold(labels, probs, aim="macro_f1")
    best = max(f1_score(labels, probs >= cut, average="macro", zero_division=0) for cut in np.unique(probs))
    assert f1_score(labels, probs >= chosen.threshold, average="macro") == pytest.approx(best)


@given(ROWS)
def test_precision_and_recall_are_those_at_the_threshold(rows):
    labels, probs = split(rows)
    chosen = best_threshold(labels, probs, aim="f1")
    given_ = probs >= chosen.threshold
    assert chosen.precision == pytest.approx(precision_score(labels, given_))
    assert chosen.recall == pytest.approx(recall_score(labels, given_))
    assert chosen.n_given == given_.sum()


def test_the_cut_lies_between_the_last_given_and_the_next():
    assert best_threshold([1, 1, 0, 0], [0.9, 0.7, 0.3, 0.1], aim="f1").threshold == pytest.approx(0.5)


def test_a_stated_precision_is_kept_at_the_lowest_threshold():
    chosen = threshold_for_precision(
        [1, 1, 0, 1, 1, 0], [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], precision=0.8, at_least=1
    )
    assert (chosen.precision, chosen.recall, chosen.n_given) == (0.8, 1.0, 5)


def test_an_unattainable_precision_has_no_threshold():
    assert threshold_for_precision([0, 1], [0.9, 0.1], precision=0.9, at_least=1) is None


def test_a_precision_over_too_few_is_not_trusted():
    assert threshold_for_precision([1, 0, 0], [0.9, 0.5, 0.1], precision=0.9, at_least=2) is None


def test_without_positives_there_is_no_best_threshold():
    assert best_threshold([0, 0], [0.1, 0.2], aim="f1") is None
    assert best_threshold([1, 1], [0.1, 0.2], aim="macro_f1") is None
    assert best_threshold([], [], aim="f1") is None


@pytest.mark.parametrize("precision", [0.0, 1.2])
def test_an_impossible_precision_is_refused(precision):
    with pytest.raises(UsageError):
        threshold_for_precision([1], [0.5], precision=precision)


def spread(expected: bool, n: int = 150) -> float:
    """How much the threshold for one and the same truth varies with the sample."""
    chosen = []
    for seed in range(30):
        generator = np.random.default_rng(seed)
        probs = generator.random(n)
        labels = (generator.random(n) < probs).astype(int)
        choose = expected_threshold if expected else best_threshold
        chosen.append(choose(labels, probs, aim="macro_f1").threshold)
    return float(np.std(chosen))


def test_an_expected_threshold_depends_less_on_the_sample() -> None:
    assert spread(expected=True) < 0.8 * spread(expected=False)


def test_an_expected_threshold_says_what_it_does_on_all_examples() -> None:
    labels, probs = [1, 1, 1, 0, 0, 0], [0.9, 0.8, 0.4, 0.3, 0.6, 0.1]
    chosen = expected_threshold(labels, probs, aim="f1")
    given = [prob >= chosen.threshold for prob in probs]
    assert chosen.n_given == sum(given)
    assert chosen.precision == precision_score(labels, given)
    assert chosen.recall == recall_score(labels, given)


def test_without_positives_there_is_no_expected_threshold() -> None:
    assert expected_threshold([0, 0], [0.1, 0.2], aim="f1") is None
