import os
from pathlib import Path

import pytest

from framing.model.checkpoint import Checkpoint
from framing.scoring import Scorer
from tests.scoring.fakes import make_checkpoint, make_scorer


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test cuts the power, and a busy disk takes seconds to say that a file is on it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def checkpoint(tmp_path: Path) -> Checkpoint:
    folder = tmp_path / "checkpoint"
    folder.mkdir()
    return make_checkpoint(folder)


@pytest.fixture(scope="session")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> Scorer:
    return make_scorer(tmp_path_factory.mktemp("checkpoint"))
