import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli.main import app
from framing.cli.models import Quality, list_models
from framing.model.checkpoint import Checkpoint, load_checkpoint, locate_checkpoint


def test_the_shipped_checkpoint_is_listed_with_its_quality() -> None:
    result = CliRunner().invoke(app, ["models"])
    assert result.exit_code == 0
    shipped = load_checkpoint()
    measures = json.loads((locate_checkpoint("default") / "metrics.json").read_text("utf-8"))["measures"]
    best = next(measure for measure in measures if measure["name"] == "loaded.macro_f1")
    assert shipped.digest in result.stdout
    assert f"{best['value']:.3f} [" in result.stdout
    (line,) = [line for line in result.stdout.splitlines() if shipped.digest in line]
    assert line.split()[-2:] == [f"{best['n']:,}", best["protocol"].partition(",")[0]]


@pytest.fixture
def own(tmp_path: Path) -> Checkpoint:
    folder = tmp_path / "mine"
    shutil.copytree(
        locate_checkpoint("default"), folder, ignore=shutil.ignore_patterns("metrics.json", "*.bin")
    )
    return load_checkpoint(folder)


def test_an_own_checkpoint_is_listed_beside(own: Checkpoint) -> None:
    result = CliRunner().invoke(app, ["models", str(own.path)])
    assert "(yours)" in result.stdout
    assert "not measured" in result.stdout
    assert str(own.path) in result.stdout


def test_a_folder_that_is_no_checkpoint_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["models", str(tmp_path)])
    assert result.exit_code == 2
    assert "is not a checkpoint" in result.stderr


@pytest.mark.parametrize(
    "broken", ["{", "[]", '{"measures": [{"name": "loaded.macro_f1"}]}', '{"measures": []}']
)
def test_figures_that_cannot_be_read_are_not_measured(own: Checkpoint, broken: str) -> None:
    (own.path / "metrics.json").write_text(broken, "utf-8")
    assert list_models((own.path,))[-1].quality is None


def test_a_figure_comes_with_its_data_and_how_many_sentences(own: Checkpoint) -> None:
    best = {"name": "loaded.macro_f1", "value": 0.7, "low": None, "high": None, "n": 1234}
    protocol = "held-out, fold 0 of 5 by group, int8"
    (own.path / "metrics.json").write_text(json.dumps({"measures": [best | {"protocol": protocol}]}), "utf-8")
    assert list_models((own.path,))[-1].quality == Quality("0.700", 1234, "held-out")
    shown = CliRunner().invoke(app, ["models", str(own.path)]).stdout
    assert "0.700" in shown
    assert "1,234  held-out" in shown
