from pathlib import Path

import pytest

from framing.cli import score_job, show_job
from framing.scoring import Scorer
from tests.scoring.fakes import make_scorer

BODY = "The brutal bandits fled the port on Monday. The court closed. “Vicious”, we said of the families."


@pytest.fixture(autouse=True)
def fake_scorer(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Scorer:
    """Score with the fake checkpoint, whatever model is asked for."""
    scorer = make_scorer(tmp_path_factory.mktemp("checkpoint"))
    score_with(scorer, monkeypatch)
    return scorer


def score_with(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the commands score with this scorer, whatever model is asked for."""

    def load(_model: object, *, device: str, precision: float | None) -> Scorer:
        if precision is None:
            return scorer
        return Scorer(scorer.checkpoint.at_precision(precision), scorer.engine)

    for job in (score_job, show_job):
        monkeypatch.setattr(job, "load_scorer", load)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Give a folder with two articles of two sources."""
    for number, source in enumerate(("post", "herald")):
        folder = tmp_path / "news" / source
        folder.mkdir(parents=True)
        (folder / "port.txt").write_text(f"{BODY} Port {number}.", "utf-8")
    return tmp_path / "news"
