import json
from typing import Any

import pytest

from framing.model.checkpoint import Checkpoint
from framing.scoring import Counts, RunInfo
from framing.scoring.run_file import decisions, run_file

COUNTS = Counts(3, 1, 7, (("binary", 1), ("language", 1)), 2)


@pytest.fixture
def content(checkpoint: Checkpoint) -> dict[str, Any]:
    info = RunInfo(checkpoint, "fake f64", (("format", "csv"), ("source", None)))
    loaded: dict[str, Any] = json.loads(run_file(info, COUNTS))
    return loaded


def test_the_word_label_loaded_has_a_name_of_its_own(checkpoint: Checkpoint) -> None:
    named = list(decisions(checkpoint))
    assert named == ["loaded", "economic", "legality", "word_loaded", "villain", "victim", "hero"]


def test_thresholds_are_given_by_label(content: dict[str, Any]) -> None:
    assert content["checkpoint"]["thresholds"]["loaded"] == 0.6
    assert content["checkpoint"]["thresholds"]["word_loaded"] == 0.5


def test_unmeasured_quality_is_null(content: dict[str, Any]) -> None:
    quality = content["checkpoint"]["quality"]
    assert quality["loaded"] == {
        "precision": 0.8,
        "recall": 0.7,
        "positives": None,
        "negatives": None,
        "aims": [],
    }
    assert quality["economic"] == dict.fromkeys(("precision", "recall", "positives", "negatives")) | {
        "aims": []
    }


def test_counts_add_up_by_reason(content: dict[str, Any]) -> None:
    assert content["counts"] == {
        "articles_in": 3,
        "articles": 1,
        "sentences": 7,
        "errors": {"binary": 1, "language": 1},
        "foreign_paragraphs": 2,
    }


def test_says_what_made_the_table(content: dict[str, Any]) -> None:
    assert content["schema_version"] == 1
    assert content["engine"] == "fake f64"
    assert content["settings"] == {"format": "csv", "source": None}
    assert {"python", "openvino", "tokenizers", "pyarrow"} <= set(content["versions"])
