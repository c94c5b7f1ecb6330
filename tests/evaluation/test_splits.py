from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import UsageError
from framing.evaluation.splits import grouped_folds, inner_split

GROUPS = st.lists(st.sampled_from("abcdefghijkl"), min_size=4, max_size=60).filter(lambda g: len(set(g)) > 3)


@given(GROUPS, st.integers(0, 5))
def test_every_row_is_tested_once(groups, seed):
    folds = grouped_folds(groups, n_folds=3, seed=seed)
    assert sorted(row for fold in folds for row in fold.test) == list(range(len(groups)))


@given(GROUPS, st.integers(0, 5))
def test_no_group_is_on_both_sides(groups, seed):
    for fold in grouped_folds(groups, n_folds=4, seed=seed):
        assert not {groups[row] for row in fold.train} & {groups[row] for row in fold.test}
        assert fold.train
        assert fold.test


@given(GROUPS, st.randoms(use_true_random=False))
def test_folds_do_not_depend_on_the_order_of_rows(groups, random):
    order = list(range(len(groups)))
    random.shuffle(order)
    strata = [ord(group) % 2 for group in groups]
    straight = grouped_folds(groups, n_folds=3, seed=1, strata=strata)
    mixed = grouped_folds(
        [groups[row] for row in order], n_folds=3, seed=1, strata=[strata[r] for r in order]
    )
    for one, other in zip(straight, mixed, strict=True):
        assert sorted(one.test) == sorted(order[row] for row in other.test)


def test_folds_are_balanced_in_size_and_label_rate():
    groups = [f"g{row // 3}" for row in range(900)]
    strata = [int(row % 9 < 3) for row in range(900)]
    for fold in grouped_folds(groups, n_folds=5, seed=0, strata=strata):
        assert abs(len(fold.test) - 180) <= 3
        assert sum(strata[row] for row in fold.test) / len(fold.test) == pytest.approx(1 / 3, abs=0.02)


def test_another_seed_gives_other_folds():
    groups = [str(row) for row in range(50)]
    assert grouped_folds(groups, n_folds=5, seed=0) != grouped_folds(groups, n_folds=5, seed=1)


def test_more_folds_than_groups_are_refused():
    with pytest.raises(UsageError, match="2 groups"):
        grouped_folds(["a", "b", "b"], n_folds=3, seed=0)


def test_strata_of_another_length_are_refused():
    with pytest.raises(UsageError, match="strata"):
        grouped_folds(["a", "b", "c"], n_folds=2, seed=0, strata=[1])


def test_as_many_folds_as_groups_leave_one_out_at_a_time():
    folds = grouped_folds(["big"] * 5 + ["small"] + ["other"] * 3, n_folds=3, seed=0)
    assert sorted(fold.test for fold in folds) == [(0, 1, 2, 3, 4), (5,), (6, 7, 8)]


@given(GROUPS, st.floats(0.05, 0.95), st.integers(0, 3))
def test_inner_split_keeps_groups_whole_and_both_sides_filled(groups, share, seed):
    split = inner_split(groups, share, seed)
    assert split.train
    assert split.test
    assert not {groups[row] for row in split.train} & {groups[row] for row in split.test}


def test_inner_split_comes_close_to_the_share():
    groups = [f"g{row // 2}" for row in range(400)]
    assert len(inner_split(groups, 0.15, seed=3).test) == 60


def test_inner_split_does_not_depend_on_the_order_of_rows():
    groups = [f"g{row % 17}" for row in range(100)]
    backwards = groups[::-1]
    one = Counter(groups[row] for row in inner_split(groups, 0.3, 5).test)
    assert one == Counter(backwards[row] for row in inner_split(backwards, 0.3, 5).test)


def test_inner_split_of_one_group_is_refused():
    with pytest.raises(UsageError):
        inner_split(["a", "a"], 0.5, 0)
