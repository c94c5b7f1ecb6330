import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as reference

from framing.evaluation import confusion

DATA = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=80).filter(
    lambda rows: len({label for label, _ in rows}) == 2 and len({given for _, given in rows}) == 2
)


@given(DATA)
def test_measures_equal_scikit_learn(rows):
    labels = np.array([label for label, _ in rows], dtype=int)
    decided = np.array([given for _, given in rows])
    counts = confusion.outcomes(labels, decided).sum(axis=0)
    assert confusion.precision(counts) == pytest.approx(reference.precision_score(labels, decided))
    assert confusion.recall(counts) == pytest.approx(reference.recall_score(labels, decided))
    assert confusion.f1(counts) == pytest.approx(reference.f1_score(labels, decided))
    macro = reference.f1_score(labels, decided, average="macro")
    assert confusion.macro_f1(counts) == pytest.approx(macro)
    assert confusion.mcc(counts) == pytest.approx(reference.matthews_corrcoef(labels, decided))


def test_measures_of_a_single_class_are_undefined():
    counts = np.array([0.0, 0, 0, 4])
    for measure in (confusion.recall, confusion.macro_f1, confusion.mcc, confusion.f1):
        assert math.isnan(measure(counts))


def test_f1_of_a_label_never_found_is_zero_not_undefined():
    assert confusion.f1(np.array([0.0, 0, 1, 1])) == 0.0


def test_counts_are_measured_many_at_once():
    counts = np.array([[2.0, 0, 0, 2], [1, 1, 1, 1], [0, 0, 0, 4]])
    assert confusion.f1(counts).tolist()[:2] == [1.0, 0.5]
    assert math.isnan(confusion.f1(counts)[2])
