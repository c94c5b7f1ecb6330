import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as reference

from framing.errors import MissingExtraError, UsageError
from framing.evaluation import confusion, optional
from framing.evaluation.metrics import label_metrics, sentence_metrics

DATA = st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=2, max_size=80)


def given_both_classes(rows):
    return len({label for label, _ in rows}) == 2 and len({prob >= 0.4 for _, prob in rows}) == 2


@given(DATA.filter(given_both_classes))
def test_measures_equal_scikit_learn(rows):
    labels = np.array([label for label, _ in rows], dtype=int)
    probs = np.array([prob for _, prob in rows])
    given_ = probs >= 0.4
    result = label_metrics("x", labels, probs, threshold=0.4)
    assert result.precision == pytest.approx(reference.precision_score(labels, given_))
    assert result.recall == pytest.approx(reference.recall_score(labels, given_))
    assert result.f1 == pytest.approx(reference.f1_score(labels, given_))
    assert result.macro_f1 == pytest.approx(reference.f1_score(labels, given_, average="macro"))
    assert result.accuracy == pytest.approx(reference.accuracy_score(labels, given_))
    assert result.mcc == pytest.approx(reference.matthews_corrcoef(labels, given_))
    assert result.auc == pytest.approx(reference.roc_auc_score(labels, probs))
    assert result.average_precision == pytest.approx(reference.average_precision_score(labels, probs))


def test_the_threshold_itself_gives_the_label():
    assert sentence_metrics([1, 0], [0.5, 0.4], threshold=0.5).accuracy == 1.0


def test_unknown_labels_are_left_out():
    result = sentence_metrics([1, -1, 0, -1], [0.9, 0.1, 0.2, 0.8])
    assert (result.n, result.n_positive, result.accuracy) == (2, 1, 1.0)


def test_measures_without_examples_are_none():
    result = sentence_metrics([], [])
    values = result.to_dict()
    assert (values.pop("name"), values.pop("n"), values.pop("n_positive")) == ("loaded", 0, 0)
    assert set(values.values()) == {None}


def test_measures_of_a_single_class_are_none_where_undefined():
    result = sentence_metrics([0, 0], [0.1, 0.2])
    assert (result.accuracy, result.recall, result.auc, result.macro_f1, result.mcc) == (
        1.0,
        None,
        None,
        None,
        None,
    )


def test_f1_of_a_label_never_found_is_zero_not_undefined():
    result = sentence_metrics([1, 0], [0.1, 0.2])
    assert (result.f1, result.precision) == (0.0, None)


@pytest.mark.parametrize(
    ("labels", "probs"),
    [([1, 0], [0.5]), ([1, 2], [0.1, 0.2]), ([1, 0], [0.5, math.nan]), ([1, 0], [0.5, 1.5])],
)
def test_impossible_values_are_refused(labels, probs):
    with pytest.raises(UsageError):
        sentence_metrics(labels, probs)


def test_counts_are_measured_many_at_once():
    counts = np.array([[2.0, 0, 0, 2], [1, 1, 1, 1], [0, 0, 0, 4]])
    assert confusion.f1(counts).tolist()[:2] == [1.0, 0.5]
    assert math.isnan(confusion.f1(counts)[2])


def test_a_missing_scikit_learn_names_the_extra(monkeypatch):
    def absent(name):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(optional, "import_module", absent)
    with pytest.raises(MissingExtraError, match=r"framing\[train\]"):
        sentence_metrics([0, 1], [0.2, 0.3])
