from pathlib import Path

import pytest

from framing.model.checkpoint import Checkpoint
from tests.scoring.fakes import make_checkpoint


@pytest.fixture
def checkpoint(tmp_path: Path) -> Checkpoint:
    folder = tmp_path / "checkpoint"
    folder.mkdir()
    return make_checkpoint(folder)
