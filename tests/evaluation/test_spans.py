import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.evaluation.spans import exact_f1, overlap_f1, span_counts
from framing.text import Span

SPANS = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(1, 5)),
    max_size=4,
)


def total(labelled, found):
    return span_counts(labelled, found).sum(axis=0)


def test_exact_and_overlapping_matches_are_told_apart():
    labelled = [[Span(0, 4), Span(10, 14)], [Span(0, 3)]]
    found = [[Span(0, 4), Span(12, 20)], [Span(5, 7)]]
    counts = total(labelled, found)
    assert counts.tolist() == [3, 3, 1, 2, 2]
    assert exact_f1(counts) == pytest.approx(1 / 3)
    assert overlap_f1(counts) == pytest.approx(2 / 3)


def test_two_found_parts_of_one_span_are_both_right():
    counts = total([[Span(0, 10)]], [[Span(0, 3), Span(5, 8)]])
    assert (overlap_f1(counts), exact_f1(counts)) == (1.0, 0.0)


def test_touching_spans_do_not_overlap():
    assert overlap_f1(total([[Span(0, 4)]], [[Span(4, 8)]])) == 0.0


def test_nothing_labelled_and_nothing_found_is_undefined():
    counts = total([[], []], [[], []])
    assert np.isnan(exact_f1(counts))
    assert np.isnan(overlap_f1(counts))


@given(st.lists(SPANS, min_size=1, max_size=4))
def test_a_perfect_answer_scores_one(labelled):
    counts = total(labelled, labelled)
    expected = 1.0 if any(labelled) else np.nan
    assert [exact_f1(counts), overlap_f1(counts)] == pytest.approx([expected] * 2, nan_ok=True)


@given(st.lists(st.tuples(SPANS, SPANS), min_size=1, max_size=4))
def test_overlap_is_never_below_exact(rows):
    counts = total([row[0] for row in rows], [row[1] for row in rows])
    if counts[0] + counts[1]:
        assert overlap_f1(counts) >= exact_f1(counts) - 1e-12
