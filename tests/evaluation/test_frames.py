import numpy as np
import pytest

from framing.evaluation.frames import frame_metrics

NAMES = ("economic", "crime", "health")
LABELS = np.array([[1, 0, 0], [1, 0, -1], [0, 0, 0], [-1, -1, -1]])
PROBS = np.array([[0.9, 0.1, 0.1], [0.2, 0.8, 0.9], [0.1, 0.1, 0.1], [0.9, 0.9, 0.9]])


def test_the_mean_leaves_out_frames_without_a_positive():
    result = frame_metrics(NAMES, LABELS, PROBS, thresholds=(0.5, 0.5, 0.5))
    assert result.n_scored == 1
    assert result.macro_f1 == pytest.approx(2 / 3)
    assert result.mean_average_precision == 1.0


def test_sentences_without_any_known_frame_do_not_count():
    assert frame_metrics(NAMES, LABELS, PROBS, thresholds=(0.5,) * 3).n == 3


def test_each_frame_counts_its_own_known_labels():
    result = frame_metrics(NAMES, LABELS, PROBS, thresholds=(0.5,) * 3)
    assert [(frame.name, frame.n, frame.n_positive) for frame in result.frames] == [
        ("economic", 3, 2),
        ("crime", 3, 0),
        ("health", 2, 0),
    ]


def test_no_positive_at_all_is_undefined():
    result = frame_metrics(NAMES, np.zeros((2, 3), dtype=int), np.zeros((2, 3)), thresholds=(0.5,) * 3)
    assert (result.macro_f1, result.mean_average_precision, result.n_scored) == (None, None, 0)
    assert result.to_dict()["macro_f1"] is None
