from collections.abc import Iterator

import pytest

from framing.face import features, scoring
from framing.scoring import Scorer
from tests.scoring.fakes import make_scorer


@pytest.fixture(scope="session")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> Scorer:
    return make_scorer(tmp_path_factory.mktemp("checkpoint"))


@pytest.fixture(autouse=True)
def _fake(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Score with the fake checkpoint, whatever model is asked for."""
    for module in (scoring, features):
        monkeypatch.setattr(module, "kept_scorer", lambda *_: scorer)
    return
