import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.evaluation.spans import exact_f1, overlap_f1, span_counts, span_metrics
from framing.text import Span

SPANS = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(1, 5)),
    max_size=4,
)


def test_exact_and_overlapping_matches_are_told_apart():
    labelled = [[Span(0, 4), Span(10, 14)], [Span(0, 3)]]
    found = [[Span(0, 4), Span(12, 20)], [Span(5, 7)]]
    result = span_metrics(labelled, found)
    assert (result.n_labelled, result.n_found) == (3, 3)
    assert result.exact_f1 == pytest.approx(1 / 3)
    assert result.overlap_f1 == pytest.approx(2 / 3)


def test_two_found_parts_of_one_span_are_both_right():
    result = span_metrics([[Span(0, 10)]], [[Span(0, 3), Span(5, 8)]])
    assert (result.overlap_precision, result.overlap_recall, result.exact_f1) == (1.0, 1.0, 0.0)


def test_touching_spans_do_not_overlap():
    assert span_metrics([[Span(0, 4)]], [[Span(4, 8)]]).overlap_f1 == 0.0


def test_nothing_labelled_and_nothing_found_is_undefined():
    result = span_metrics([[], []], [[], []])
    assert (result.exact_f1, result.overlap_f1, result.exact_precision, result.exact_recall) == (None,) * 4


@given(st.lists(SPANS, min_size=1, max_size=4))
def test_a_perfect_answer_scores_one(labelled):
    result = span_metrics(labelled, labelled)
    expected = 1.0 if any(labelled) else None
    assert (result.exact_f1, result.overlap_f1) == (expected, expected)


@given(st.lists(st.tuples(SPANS, SPANS), min_size=1, max_size=4))
def test_overlap_is_never_below_exact(rows):
    counts = span_counts([row[0] for row in rows], [row[1] for row in rows]).sum(axis=0)
    if counts[0] + counts[1]:
        assert overlap_f1(counts) >= exact_f1(counts) - 1e-12
