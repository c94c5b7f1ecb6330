"""The fast checkpoint is what it is called, and knows nearly as much as the default one."""

import json
from typing import Any

from benchmarks.speed_work import Shape
from framing.model.checkpoint import Checkpoint, load_checkpoint, shipped_checkpoints

MOST_LOST = 0.015
"""Macro-F1 on the experts' held-out sentences that may be lost against the default checkpoint."""


def metrics(checkpoint: Checkpoint) -> dict[str, Any]:
    return dict(json.loads((checkpoint.path / "metrics.json").read_text("utf-8")))


def test_both_are_shipped_and_tell_the_same() -> None:
    default, fast = map(load_checkpoint, shipped_checkpoints())
    assert (default.name, fast.name) == ("default", "fast")
    assert fast.sentence_labels == default.sentence_labels
    assert fast.word_labels == default.word_labels
    assert fast.languages == default.languages


def test_it_takes_less_than_half_of_the_operations() -> None:
    default, fast = (Shape.of(folder) for folder in shipped_checkpoints())
    assert fast.operations(40) < 0.45 * default.operations(40)


def test_it_loses_little_against_the_default_on_the_same_sentences() -> None:
    fast = load_checkpoint("fast")
    (beside,) = (
        one
        for one in metrics(fast)["beside_baselines"]
        if one["baseline"] == "default, which it began from"
        and (one["name"], one["protocol"].split(",")[0]) == ("loaded.macro_f1", "babe")
    )
    assert beside["checkpoint"] == fast.digest
    assert beside["value"] >= beside["baseline_value"] - MOST_LOST
