import json
import shutil
from pathlib import Path

import pytest

from framing.errors import TrainingDataError
from framing.model.checkpoint import IR_FILE, WEIGHTS_FILE, Checkpoint, load_checkpoint
from framing.training import read_settings, remeasure, requantize


@pytest.fixture
def copy(tiny_checkpoint: Checkpoint, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_checkpoint.path, tmp_path / "copy"))


def test_a_checkpoint_measured_again_has_the_same_figures_and_card(
    tiny_config: Path, tiny_checkpoint: Checkpoint, copy: Path
) -> None:
    for file in ("metrics.json", "README.md"):
        (copy / file).unlink()
    list(remeasure(read_settings(tiny_config), copy))
    for file in ("metrics.json", "README.md"):
        assert (copy / file).read_text("utf-8") == (tiny_checkpoint.path / file).read_text("utf-8")


def test_a_checkpoint_quantized_again_decides_by_what_int8_then_says(
    tiny_config: Path, tiny_checkpoint: Checkpoint, copy: Path
) -> None:
    config = json.loads((copy / "config.json").read_text("utf-8"))
    for decision in config["sentence_decisions"]:
        decision["threshold"] = 0.99
    (copy / "config.json").write_text(json.dumps(config), "utf-8")
    (copy / IR_FILE).with_suffix(".bin").write_bytes(b"")
    requantize(read_settings(tiny_config), copy)
    thresholds = [
        [decision.threshold for decision in checkpoint.sentence_decisions]
        for checkpoint in (load_checkpoint(copy), tiny_checkpoint)
    ]
    # Its weights are those on disk, rounded to fp16; the run had quantized what it learned.
    assert thresholds[0] == pytest.approx(thresholds[1], abs=0.05)
    weights = [(folder / WEIGHTS_FILE).read_bytes() for folder in (copy, tiny_checkpoint.path)]
    assert weights[0] == weights[1]


def test_a_checkpoint_of_another_split_is_refused_untouched(tiny_config: Path, copy: Path) -> None:
    settings = read_settings(tiny_config)
    other = settings.model_copy(update={"splits": settings.splits.model_copy(update={"seed": 99})})
    before = {file: file.read_bytes() for file in copy.rglob("*") if file.is_file()}
    with pytest.raises(TrainingDataError, match="was not made with these settings and data"):
        list(remeasure(other, copy))
    with pytest.raises(TrainingDataError, match="was not made with these settings and data"):
        requantize(other, copy)
    assert {file: file.read_bytes() for file in copy.rglob("*") if file.is_file()} == before
