import json
import shutil
from pathlib import Path

import pytest

from framing.errors import CheckpointError, TrainingDataError
from framing.evaluation.behaving import check_behaviour, evaluate_behaviour
from framing.model.checkpoint import Checkpoint
from tests.training.corpus import babe_rows, write_rows


def changed(checkpoint: Checkpoint, folder: Path, **config: object) -> Path:
    shutil.copytree(checkpoint.path, folder)
    content = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(content | config), "utf-8")
    return folder


def test_a_checkpoint_of_another_language_is_told_before_anything_runs(
    tiny_checkpoint: Checkpoint, tmp_path: Path
) -> None:
    german = changed(tiny_checkpoint, tmp_path / "deutsch", languages=["de"])
    for ask in (check_behaviour, evaluate_behaviour):
        with pytest.raises(CheckpointError, match=r"deutsch knows de, not en: .* leave out --behaviour"):
            ask(german)


def test_a_checkpoint_without_loaded_is_told_before_anything_runs(
    tiny_checkpoint: Checkpoint, tmp_path: Path
) -> None:
    labels = ["wild" if label == "loaded" else label for label in tiny_checkpoint.sentence_labels]
    bare = changed(tiny_checkpoint, tmp_path / "bare", sentence_labels=labels)
    with pytest.raises(CheckpointError, match="bare does not tell loaded: "):
        check_behaviour(bare)


def test_neutral_sentences_are_looked_at_beforehand(tiny_checkpoint: Checkpoint, tmp_path: Path) -> None:
    few = write_rows(tmp_path / "few.jsonl", babe_rows(4))
    with pytest.raises(TrainingDataError, match="neutral sentences with a word to swap"):
        check_behaviour(tiny_checkpoint.path, few)
