import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as reference

from framing.errors import MissingExtraError, UsageError
from framing.evaluation import optional
from framing.evaluation.areas import area, ranks, says_nothing, weighted_areas

DATA = st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=2, max_size=80)


@given(DATA.filter(lambda rows: len({label for label, _ in rows}) == 2))
def test_areas_equal_scikit_learn(rows):
    labels = np.array([label for label, _ in rows], dtype=int)
    probs = np.array([prob for _, prob in rows])
    assert area("auc", labels, probs) == pytest.approx(reference.roc_auc_score(labels, probs))
    expected = reference.average_precision_score(labels, probs)
    assert area("average_precision", labels, probs) == pytest.approx(expected)


WEIGHTED = st.lists(
    st.tuples(st.booleans(), st.sampled_from([0.1, 0.2, 0.2, 0.7, 0.9]), st.integers(0, 3)), min_size=2
)


@given(WEIGHTED)
@pytest.mark.parametrize("kind", ["auc", "average_precision"])
def test_a_weight_counts_like_copies(kind, rows):
    labels, probs, weights = (np.array(column) for column in zip(*rows, strict=True))
    copies = [np.repeat(column, weights) for column in (labels.astype(int), probs)]
    expected = area(kind, *copies)
    (found,) = weighted_areas(kind, labels.astype(np.int64), probs, weights[None, :].astype(float))
    assert found == pytest.approx(np.nan if expected is None else expected, nan_ok=True)


def test_nothing_has_no_area():
    empty = np.empty(0)
    assert np.isnan(weighted_areas("auc", empty.astype(np.int64), empty, np.empty((2, 0)))).all()


@pytest.mark.parametrize("labels", [[], [0, 0], [1, 1]])
def test_areas_of_a_single_class_are_undefined(labels):
    probs = [0.3] * len(labels)
    assert area("auc", labels, probs) is None
    assert area("average_precision", labels, probs) is None


@pytest.mark.parametrize(
    ("labels", "probs"),
    [([1, 0], [0.5]), ([1, 2], [0.1, 0.2]), ([1, 0], [0.5, math.nan]), ([1, 0], [0.5, 1.5])],
)
def test_impossible_values_are_refused(labels, probs):
    with pytest.raises(UsageError):
        area("auc", labels, probs)


def test_a_missing_scikit_learn_names_the_extra(monkeypatch):
    def absent(name):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(optional, "import_module", absent)
    with pytest.raises(MissingExtraError, match=r"\[train\]"):
        area("auc", [0, 1], [0.2, 0.3])


def test_ranks_keep_the_order_and_share_ties():
    assert ranks(np.array([0.9, 0.1, 0.5, 0.5])).tolist() == [0.875, 0.125, 0.5, 0.5]
    assert ranks(np.full(3, 0.2)).tolist() == [0.5] * 3
    assert not len(ranks(np.empty(0)))


@given(DATA)
def test_ranks_have_the_same_area(rows):
    labels, probs = (np.array(column) for column in zip(*rows, strict=True))
    found, wanted = area("auc", labels, ranks(probs)), area("auc", labels, probs)
    assert (found is None and wanted is None) or found == pytest.approx(wanted)


def test_a_constant_ranks_nothing():
    assert says_nothing(np.full(5, 0.3))
    assert not says_nothing(np.array([0.3, 0.4]))
