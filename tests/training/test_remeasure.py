import json
import shutil
from pathlib import Path

import pytest

from framing.errors import TrainingDataError
from framing.model.checkpoint import Checkpoint
from framing.training import read_settings, remeasure


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


def test_a_checkpoint_of_another_split_is_refused_untouched(tiny_config: Path, copy: Path) -> None:
    settings = read_settings(tiny_config)
    other = settings.model_copy(update={"splits": settings.splits.model_copy(update={"seed": 99})})
    before = json.loads((copy / "metrics.json").read_text("utf-8"))
    with pytest.raises(TrainingDataError, match="was not made with these settings and data"):
        list(remeasure(other, copy))
    assert json.loads((copy / "metrics.json").read_text("utf-8")) == before
