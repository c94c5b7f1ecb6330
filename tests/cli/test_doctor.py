import os
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli import doctor, speed
from framing.cli.main import app
from framing.errors import install_line
from framing.scoring import Scorer
from framing.version import __version__


@pytest.fixture(autouse=True)
def _fake(fake_scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "load_scorer", lambda _model, **_options: fake_scorer)


def test_what_is_installed_and_how_fast_it_is_are_told() -> None:
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0
    assert f"framing      {__version__}" in result.stdout
    assert f"openvino     {version('openvino')}" in result.stdout
    assert "checkpoint   fake, digest 0123456789abcdef" in result.stdout
    assert "engine       fake f64" in result.stdout
    assert "sentences/s" in result.stdout


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system gives a process all its cores")
@pytest.mark.parametrize(("cores", "told"), [({0}, " on 1 core, "), ({0, 1}, " on 2 cores, ")])
def test_the_cores_that_it_may_use_are_counted(
    monkeypatch: pytest.MonkeyPatch, cores: set[int], told: str
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: cores)
    assert told in CliRunner().invoke(app, ["doctor"]).stdout


def test_an_extra_that_is_missing_is_no_fault_and_told_how_to_get(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_EXTRAS", {"serve": ("no-such-library",)})
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0
    assert f"[serve]      not installed (no-such-library): {install_line('serve')}" in result.stdout


def test_every_extra_that_users_may_want_is_looked_at() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(doctor._EXTRAS) == set(project["optional-dependencies"]) - {"docs", "dev"}
    for extra, parts in doctor._EXTRAS.items():
        wanted = " ".join(project["optional-dependencies"][extra])
        assert all(part in wanted for part in parts)


def test_a_missing_library_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LIBRARIES", ("no-such-library",))
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 2
    assert "FAULT  no-such-library" in result.stdout


def test_a_checkpoint_that_cannot_be_used_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    result = CliRunner().invoke(app, ["doctor", "--model", str(tmp_path)])
    assert result.exit_code == 2
    assert "FAULT  scoring" in result.stdout


def test_no_two_measured_texts_are_alike() -> None:
    texts = [article.text for number in (4, 24) for article in speed._articles(number)]
    assert len({text.partition(".")[0] for text in texts}) == 24
