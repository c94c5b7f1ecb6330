from pathlib import Path

import pytest

from framing.model.checkpoint import Checkpoint
from framing.scoring import Scorer
from tests.scoring.fakes import make_checkpoint, make_scorer


@pytest.fixture
def checkpoint(tmp_path: Path) -> Checkpoint:
    folder = tmp_path / "checkpoint"
    folder.mkdir()
    return make_checkpoint(folder)


@pytest.fixture(scope="session")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> Scorer:
    return make_scorer(tmp_path_factory.mktemp("checkpoint"))
