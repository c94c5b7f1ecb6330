import os
import subprocess
import sys
from pathlib import Path

import pytest

import framing
from framing.errors import MissingExtraError
from framing.face import scorers
from framing.scoring import Scorer
from tests.scoring.fakes import make_scorer


@pytest.mark.parametrize("name", framing.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(framing, name) is not None


def test_the_public_names_are_the_face() -> None:
    assert set(framing.__all__) == {
        "Article",
        "CompiledReport",
        "FramingError",
        "FramingFeatures",
        "LabelledSpan",
        "ScoredArticle",
        "Scorer",
        "Scores",
        "Sentence",
        "SentenceScore",
        "Span",
        "Unscored",
        "__version__",
        "load_scorer",
        "read_articles",
        "report",
        "score",
    }


def test_every_public_name_is_listed() -> None:
    assert set(framing.__all__) <= set(dir(framing))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        framing.nonsense  # noqa: B018


def test_importing_loads_nothing_heavy() -> None:
    heavy = {"torch", "openvino", "pyarrow", "numpy", "tokenizers", "typer", "rich"}
    program = "import framing, sys; print(*sys.modules)"
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, env=dict(os.environ)
    )
    assert not heavy & set(process.stdout.split())


def test_asking_for_a_report_loads_no_engine() -> None:
    program = "import framing, sys; framing.report; print(*sys.modules)"
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, env=dict(os.environ)
    )
    assert not {"torch", "openvino", "transformers"} & set(process.stdout.split())


def test_a_scorer_is_kept_for_the_next_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []

    def load(model: str | None, device: str) -> Scorer:
        loads.append(device)
        return make_scorer(tmp_path)

    monkeypatch.setattr(scorers, "load_scorer", load)
    scorers.kept_scorer.cache_clear()
    try:
        first = framing.score("The brutal raid. The port closed.", source="Post")
        second = framing.score("The port closed.")
    finally:
        scorers.kept_scorer.cache_clear()
    assert [row.loaded > 0.5 for row in first] == [True, False]
    assert (first[0].source, second[0].source) == ("Post", "text")
    assert loads == ["auto"]


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.base", None)
    monkeypatch.delitem(sys.modules, "framing.face.features", raising=False)
    monkeypatch.delitem(vars(framing), "FramingFeatures", raising=False)
    with pytest.raises(MissingExtraError, match="FramingFeatures needs an extra"):
        framing.FramingFeatures  # noqa: B018
