"""What the model card says of a comparison."""

import shutil
from dataclasses import replace
from pathlib import Path

from framing.evaluation.comparison import Beside
from framing.evaluation.measure import Protocol
from framing.model.checkpoint import Checkpoint
from framing.training.card import CardFacts, write_card
from framing.training.figures import Figures
from framing.training.partition import load_partition
from framing.training.settings import read_settings


def test_of_an_undefined_figure_nothing_is_said_about_beating(
    tiny_checkpoint: Checkpoint, tiny_config: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_checkpoint.path, tmp_path / "tiny"))
    settings = read_settings(tiny_config)
    protocol = Protocol("babe", 13, tiny_checkpoint.digest)
    weak = Beside("loaded.macro_f1", "majority", 0.5, 0.5, -0.1, 0.1, 30, protocol)
    undefined = replace(weak, baseline="TF-IDF", value=None, baseline_value=None, low=None, high=None)
    measured = Figures((), (("babe", weak), ("babe", undefined)), (), ())
    write_card(folder, CardFacts(settings, "by group", load_partition(settings), (), measured))
    card = (folder / "README.md").read_text("utf-8")
    assert 'It does not clearly beat "majority" on babe' in card
    assert 'It does not clearly beat "TF-IDF" on babe' not in card
