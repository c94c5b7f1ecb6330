import numpy as np
import pytest

from framing.errors import UsageError
from framing.evaluation import confusion
from framing.evaluation.areas import area, weighted_areas
from framing.evaluation.bootstrap import group_counts, interval_of_counts, interval_of_weights

RNG = np.random.default_rng(2)
GROUPS = [f"a{number}" for number in RNG.integers(0, 150, 600)]
LABELS = RNG.integers(0, 2, 600)
GIVEN = np.where(RNG.random(600) < 0.8, LABELS, 1 - LABELS)
COUNTS = confusion.outcomes(LABELS, GIVEN == 1)


def accuracy_of(rows):
    return float((LABELS[rows] == GIVEN[rows]).mean())


def accuracy(counts):
    return (counts[..., 0] + counts[..., 3]) / counts.sum(axis=-1)


def accuracy_of_weights(weights):
    return (weights * (LABELS == GIVEN)).sum(axis=1) / weights.sum(axis=1)


def test_counts_and_weights_give_the_same_interval():
    counted = interval_of_counts(accuracy, group_counts(COUNTS, GROUPS), n=300, seed=7)
    weighted = interval_of_weights(accuracy_of_weights, GROUPS, n=300, seed=7)
    assert (counted.low, counted.high) == (pytest.approx(weighted.low), pytest.approx(weighted.high))


def test_the_interval_is_as_wide_as_theory_says():
    groups = [str(row) for row in range(600)]
    found = interval_of_counts(accuracy, group_counts(COUNTS, groups), seed=1)
    share = accuracy_of(np.arange(600))
    assert found.high - found.low == pytest.approx(2 * 1.96 * (share * (1 - share) / 600) ** 0.5, rel=0.08)
    assert found.low < share < found.high


def test_groups_of_like_rows_widen_the_interval():
    labels = np.repeat(RNG.integers(0, 2, 60), 10)
    counts = confusion.outcomes(labels, np.ones(600, dtype=bool))
    rows = interval_of_counts(confusion.precision, group_counts(counts, [str(r) for r in range(600)]), seed=0)
    groups = interval_of_counts(
        confusion.precision, group_counts(counts, [str(r // 10) for r in range(600)]), seed=0
    )
    assert groups.high - groups.low > 2 * (rows.high - rows.low)


def test_the_order_of_rows_does_not_matter():
    order = RNG.permutation(600)
    one = interval_of_counts(confusion.f1, group_counts(COUNTS, GROUPS), n=200, seed=3)
    other = interval_of_counts(
        confusion.f1, group_counts(COUNTS[order], [GROUPS[row] for row in order]), n=200, seed=3
    )
    assert one == other


def test_a_seed_repeats_and_another_does_not():
    counts = group_counts(COUNTS, GROUPS)
    runs = [interval_of_counts(confusion.f1, counts, n=200, seed=seed) for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]


def test_a_higher_level_is_wider():
    counts = group_counts(COUNTS, GROUPS)
    narrow = interval_of_counts(confusion.f1, counts, seed=1, level=0.5)
    wide = interval_of_counts(confusion.f1, counts, seed=1, level=0.99)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_area_under_the_curve_gets_an_interval():
    probs = np.clip(LABELS * 0.3 + RNG.random(600) * 0.7, 0, 1)
    found = interval_of_weights(
        lambda weights: weighted_areas("auc", LABELS, probs, weights), GROUPS, n=60, seed=1
    )
    assert found.low < area("auc", LABELS, probs) < found.high


def test_one_group_has_no_interval():
    assert interval_of_counts(confusion.f1, group_counts(COUNTS, ["a"] * 600), seed=0) is None
    assert interval_of_weights(accuracy_of_weights, ["a"] * 600, seed=0) is None
    assert interval_of_weights(accuracy_of_weights, [], seed=0) is None


def test_a_measure_that_is_often_undefined_has_no_interval():
    counts = confusion.outcomes(np.array([1, 0, 0, 0]), np.zeros(4, dtype=bool))
    assert interval_of_counts(confusion.recall, group_counts(counts, list("abcd")), seed=0) is None


def test_impossible_settings_are_refused():
    counts = group_counts(COUNTS, GROUPS)
    with pytest.raises(UsageError):
        interval_of_counts(confusion.f1, counts, seed=0, level=1.5)
    with pytest.raises(UsageError):
        interval_of_counts(confusion.f1, counts, n=0, seed=0)
    with pytest.raises(UsageError):
        group_counts(COUNTS, ["a"])
