import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.report.events.copies import contained, shingles

TEXTS = st.lists(st.integers(0, 50), max_size=60).map(lambda words: np.array(words, np.uint64))


@given(TEXTS, TEXTS)
def test_a_text_contains_each_of_its_parts(start: np.ndarray, end: np.ndarray) -> None:
    whole = np.concatenate([start, end])
    assert set(shingles(start)) <= set(shingles(whole))
    assert set(shingles(end)) <= set(shingles(whole))


def test_about_a_quarter_of_the_runs_is_kept() -> None:
    words = np.random.default_rng(0).integers(0, 5000, 20_004).astype(np.uint64)
    assert 0.24 < len(shingles(words)) / 20_000 < 0.26


def test_the_order_of_words_matters() -> None:
    words = np.arange(400, dtype=np.uint64)
    assert contained(shingles(words), shingles(words[::-1].copy())) == (0.0, 0.0)


def test_shares_are_of_either_text() -> None:
    assert contained(np.array([1, 2, 3, 4], np.uint64), np.array([3, 4], np.uint64)) == (0.5, 1.0)


def test_a_text_too_short_for_a_run_copies_nothing() -> None:
    assert contained(shingles(np.array([1, 2], np.uint64)), shingles(np.arange(9, dtype=np.uint64))) == (
        0.0,
        0.0,
    )
