import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli.main import app
from framing.model.checkpoint import Checkpoint
from tests.training.corpus import babe_rows, write_rows


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["evaluate", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "experts.jsonl", babe_rows(24))


def test_figures_are_shown_and_saved(tiny_checkpoint: Checkpoint, labelled: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    status, output, side = run(tiny_checkpoint.path, labelled, "-o", out)
    assert (status, side) == (0, "")
    assert "experts.jsonl, every row" in output
    assert f"checkpoint {tiny_checkpoint.digest}" in output
    saved = json.loads(out.read_text("utf-8"))
    assert saved["schema_version"] == 1
    names = [figure["name"] for figure in saved["measures"]]
    assert "loaded.macro_f1" in names
    assert all(name in output for name in names)


def test_the_reference_engine_can_be_asked_for(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    status, output, _ = run(tiny_checkpoint.path, labelled, "--device", "torch-cpu")
    assert status == 0
    assert "torch-cpu-fp32" in output


def test_a_missing_checkpoint_is_named(tmp_path: Path, labelled: Path) -> None:
    status, _, side = run(tmp_path / "absent", labelled)
    assert (status, side.count("\n")) == (2, 1)
    assert "is not a checkpoint" in side


def test_a_file_of_no_layout_is_named(tiny_checkpoint: Checkpoint, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text("[]\n", "utf-8")
    status, _, side = run(tiny_checkpoint.path, tmp_path / "other.jsonl")
    assert status == 2
    assert "other.jsonl:1: no known layout" in side


def test_an_unknown_device_is_refused(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    status, _, side = run(tiny_checkpoint.path, labelled, "--device", "tpu")
    assert status == 2
    assert "unknown device 'tpu'" in side


def test_figures_that_could_not_be_saved_are_not_computed(
    tiny_checkpoint: Checkpoint, labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.evaluation.evaluate.evaluate_files", None)
    status, _, side = run(tiny_checkpoint.path, labelled, "-o", tmp_path / "absent" / "figures.json")
    assert status == 2
    assert "there is no directory" in side


def test_a_directory_is_no_place_for_figures(
    tiny_checkpoint: Checkpoint, labelled: Path, tmp_path: Path
) -> None:
    status, _, side = run(tiny_checkpoint.path, labelled, "-o", tmp_path)
    assert status == 2
    assert "cannot be written" in side
