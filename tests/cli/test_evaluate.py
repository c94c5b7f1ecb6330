import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli.main import app
from framing.model.checkpoint import Checkpoint
from tests.training.corpus import Row, babe_rows, write_rows


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["evaluate", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def labelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give sentences that the tiny checkpoint has not seen, and work beside them."""
    monkeypatch.chdir(tmp_path)
    return write_rows(tmp_path / "experts.jsonl", [changed(row) for row in babe_rows(24)])


def changed(row: Row) -> Row:
    return {**row, "text": str(row["text"]).replace("port", "dock")}


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
    assert f"saved: {out}" in output


def test_figures_are_saved_unasked_where_it_is_said(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    status, output, _ = run(tiny_checkpoint.path, labelled)
    assert status == 0
    assert "saved: evaluation-tiny-experts.json" in output
    assert json.loads(Path("evaluation-tiny-experts.json").read_text("utf-8"))["measures"]


def test_a_reliability_plot_is_saved_beside_them(
    tiny_checkpoint: Checkpoint, tmp_path: Path, labelled: Path
) -> None:
    many = write_rows(tmp_path / "many.jsonl", [changed(row) for row in babe_rows(60)])
    _, output, _ = run(tiny_checkpoint.path, many)
    assert "saved: evaluation-tiny-many.svg" in output
    assert "loaded, many.jsonl" in Path("evaluation-tiny-many.svg").read_text("utf-8")


def test_baselines_stand_beside_it(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    _, output, _ = run(tiny_checkpoint.path, labelled)
    assert "learned from the other 4 of 5 folds of the file by group, TF-IDF + logistic regression" in output
    assert "experts.jsonl, loaded.macro_f1, beside what simple means reach:" in output
    _, output, _ = run(tiny_checkpoint.path, labelled, "--no-baselines")
    assert "TF-IDF" not in output


def test_what_was_learned_is_refused_or_left_out(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    seen = write_rows(labelled.parent / "seen.jsonl", [*babe_rows(96), *map(changed, babe_rows(24))])
    status, _, side = run(tiny_checkpoint.path, seen)
    assert status == 2
    assert "seen.jsonl: the checkpoint has learned from " in side
    assert "for instance 'The " in side
    status, output, _ = run(tiny_checkpoint.path, seen, "--unseen")
    assert status == 0
    assert "sentences it has seen were left out" in output
    assert "seen.jsonl, rows it has not seen" in output


def test_a_checkpoint_that_does_not_say_what_it_learned_from_is_doubted(
    tiny_checkpoint: Checkpoint, labelled: Path, tmp_path: Path
) -> None:
    silent = shutil.copytree(tiny_checkpoint.path, tmp_path / "silent")
    (silent / "splits.json").unlink()
    _, output, _ = run(silent, labelled)
    assert "note: experts.jsonl: the checkpoint does not say what it learned from" in output


def test_labels_that_it_does_not_tell_are_named(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    labelled.with_name("own.csv").write_text("text,loaded,frames\nThe dock.,1,harbour\nA dock.,0,\n", "utf-8")
    status, output, _ = run(tiny_checkpoint.path, "own.csv")
    assert status == 0
    assert "note: own.csv: the checkpoint does not tell harbour" in output


def test_a_file_with_none_of_its_labels_is_refused(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    labelled.with_name("own.csv").write_text("text,label\nThe dock.,harbour\n", "utf-8")
    status, _, side = run(tiny_checkpoint.path, "own.csv")
    assert status == 2
    assert "own.csv: nothing to measure: it carries harbour; the checkpoint tells " in side


def test_a_missing_file_is_named_before_anything_is_loaded(tiny_checkpoint: Checkpoint) -> None:
    assert run(tiny_checkpoint.path, "absent.jsonl") == (2, "", "framing: there is no file absent.jsonl\n")


def test_the_reference_engine_can_be_asked_for(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    status, output, _ = run(tiny_checkpoint.path, labelled, "--device", "torch-cpu")
    assert status == 0
    assert "torch-cpu-fp32" in output


def test_a_missing_checkpoint_is_named(tmp_path: Path, labelled: Path) -> None:
    status, _, side = run(tmp_path / "absent", labelled)
    assert (status, side.count("\n")) == (2, 1)
    assert "is not a checkpoint" in side


def test_a_file_of_no_layout_is_named(tiny_checkpoint: Checkpoint, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text('{"body": "a"}\n', "utf-8")
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


def test_columns_may_have_other_names(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    labelled.with_name("own.csv").write_text("Satz,bias\nThe brutal dock.,1\nA dock.,0\n", "utf-8")
    status, output, _ = run(
        tiny_checkpoint.path, "own.csv", "--text-column", "Satz", "--label-column", "bias", "--no-baselines"
    )
    assert status == 0
    assert "loaded.macro_f1" in output
    assert "note: own.csv: bias holds yes and no, which is taken for loaded" in output


def test_a_mistyped_column_is_told_with_the_nearest(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    labelled.with_name("own.csv").write_text("text,label,url\nThe dock.,1,a\n", "utf-8")
    status, _, side = run(tiny_checkpoint.path, "own.csv", "--group-column", "urll")
    assert (status, side.count("\n")) == (2, 1)
    assert side.startswith(
        "framing: own.csv: there is no column 'urll'; it has text, label, url; did you mean"
    )


def test_of_a_mistyped_file_the_nearest_is_named(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    _, _, side = run(tiny_checkpoint.path, "expert.jsonl")
    assert side == "framing: there is no file expert.jsonl; did you mean experts.jsonl?\n"
