import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli.main import app
from framing.evaluation.behaviour import N_CASES
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
    measured = [figure["name"] for figure in saved["measures"] if figure["value"] is not None]
    assert "loaded.macro_f1" in measured
    assert all(name in output for name in measured)
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
    assert "learned from the other 4 of 5 folds of the file by group, at least 16 sentences, TF-IDF" in output
    assert "experts.jsonl, loaded.macro_f1, beside what simple means reach (n=24):" in output
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
    (tmp_path / "other.jsonl").write_text('{"a": 1}\n', "utf-8")
    status, _, side = run(tiny_checkpoint.path, tmp_path / "other.jsonl")
    assert status == 2
    assert "other.jsonl:1: needs the columns text and one of label, loaded, frames, spans, has a" in side


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


def test_figures_are_not_saved_where_their_picture_goes(
    tiny_checkpoint: Checkpoint, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.evaluation.evaluate.evaluate_files", None)
    status, _, side = run(tiny_checkpoint.path, labelled, "-o", "figures.svg")
    assert status == 2
    assert "figures.svg is to hold figures as JSON; .svg is for the picture beside them" in side


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


@pytest.mark.slow
def test_behaviour_cases_are_shown_and_saved_like_other_figures(
    tiny_checkpoint: Checkpoint, labelled: Path
) -> None:
    status, output, _ = run(tiny_checkpoint.path, "--behaviour", "-o", "figures.json")
    assert status == 0
    assert f"stored thresholds, openvino-int8; checkpoint {tiny_checkpoint.digest}, seed 13" in output
    saved = json.loads(Path("figures.json").read_text("utf-8"))
    injected = next(one for one in saved["measures"] if one["name"] == "behaviour.injected")
    assert injected["n"] == N_CASES
    assert injected["low"] <= injected["value"] <= injected["high"]
    assert [one for one in saved["behaviour"] if one["reasons"]]


def test_too_few_neutral_sentences_for_behaviour_cases_are_refused(
    tiny_checkpoint: Checkpoint, labelled: Path
) -> None:
    status, _, side = run(tiny_checkpoint.path, "--behaviour", "--neutral", labelled)
    assert status == 2
    assert "behaviour cases need neutral sentences with a word to swap" in side


def test_neutral_sentences_are_for_behaviour_cases(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    assert "add --behaviour" in run(tiny_checkpoint.path, labelled, "--neutral", labelled)[2]


def test_baselines_that_learned_from_few_sentences_get_no_verdict(
    tiny_checkpoint: Checkpoint, labelled: Path
) -> None:
    _, output, _ = run(tiny_checkpoint.path, labelled)
    assert "; learned from 16 sentences" in output
    assert "It does not clearly beat" not in output
    assert (
        "No verdict beside 'majority', 'TF-IDF + logistic regression' on experts.jsonl (loaded.macro_f1): "
        "learned from 16 sentences, fewer than 500."
    ) in output.replace("'source name only', ", "")
    assert "--baselines-from TABLE lets baselines learn" in output
    for one in json.loads(Path("evaluation-tiny-experts.json").read_text("utf-8"))["beside_baselines"]:
        assert one["learned_from"] <= 16
        assert one["no_verdict"].startswith(f"learned from {one['learned_from']} sentences, fewer than 500")


def test_baselines_learn_from_a_table_with_the_same_columns(
    tiny_checkpoint: Checkpoint, labelled: Path
) -> None:
    table, asked = (
        write_rows(
            labelled.parent / name,
            [{"Satz": changed(row)["text"], "bias": row["loaded"]} for row in babe_rows(n)[first:]],
        )
        for name, first, n in (("train.jsonl", 24, 700), ("asked.jsonl", 0, 24))
    )
    columns = ("--text-column", "Satz", "--label-column", "bias")
    status, output, _ = run(tiny_checkpoint.path, asked, "--baselines-from", table, *columns)
    assert status == 0
    assert "asked.jsonl, learned from 575 sentences of train.jsonl, TF-IDF + logistic regression" in output
    assert "difference" in output
    assert "No verdict" not in output


def test_a_majority_has_no_area_under_a_curve(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    _, output, _ = run(tiny_checkpoint.path, labelled)
    majority = output.split("sentences, majority;")[1].split("sentences, ")[0]
    assert "  loaded.auc                       –  n=24" in majority
    assert "  loaded.average_precision         –  n=24" in majority
    saved = json.loads(Path("evaluation-tiny-experts.json").read_text("utf-8"))["measures"]
    constant = {one["name"]: one["value"] for one in saved if one["checkpoint"] == "baseline: majority"}
    assert constant["loaded.macro_f1"] is not None
    assert (constant["loaded.auc"], constant["loaded.average_precision"]) == (None, None)


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        (("--baselines-from", "absent.csv"), "there is no file absent.csv"),
        (("--no-baselines", "--baselines-from", "experts.jsonl"), "--baselines-from is about baselines"),
        (("--against", "default", "--behaviour"), "without --behaviour and without baselines"),
        (("--against", "default", "--baselines-from", "experts.jsonl"), "without --behaviour and without"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    tiny_checkpoint: Checkpoint, labelled: Path, more: tuple[str, ...], complaint: str
) -> None:
    status, output, side = run(tiny_checkpoint.path, labelled, *more)
    assert (status, output, side.count("\n")) == (2, "", 1)
    assert complaint in side


def test_figures_that_are_there_are_kept(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    run(tiny_checkpoint.path, labelled, "--no-baselines")
    first = Path("evaluation-tiny-experts.json").read_text("utf-8")
    _, output, _ = run(tiny_checkpoint.path, labelled)
    assert "saved: evaluation-tiny-experts-2.json" in output
    assert Path("evaluation-tiny-experts.json").read_text("utf-8") == first
    _, output, _ = run(tiny_checkpoint.path, labelled, "--overwrite")
    assert "saved: evaluation-tiny-experts.json" in output
    assert Path("evaluation-tiny-experts.json").read_text("utf-8") != first


@pytest.mark.parametrize("there", ["figures.json", "figures.svg"])
def test_a_file_that_was_named_is_replaced_only_when_asked(
    tiny_checkpoint: Checkpoint, labelled: Path, there: str
) -> None:
    Path(there).write_text("kept", "utf-8")
    status, output, side = run(tiny_checkpoint.path, labelled, "-o", "figures.json")
    assert (status, output) == (2, "")
    assert side == f"framing: {there} exists already; choose another file with -o, or add --overwrite\n"
    assert Path(there).read_text("utf-8") == "kept"
    assert run(tiny_checkpoint.path, labelled, "-o", "figures.json", "--overwrite")[0] == 0
    assert json.loads(Path("figures.json").read_text("utf-8"))["measures"]


def test_what_lacks_behaviour_cases_is_told_before_anything_is_measured(
    tiny_checkpoint: Checkpoint, labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = shutil.copytree(tiny_checkpoint.path, tmp_path / "deutsch")
    config = json.loads((german / "config.json").read_text("utf-8"))
    (german / "config.json").write_text(json.dumps(config | {"languages": ["de"]}), "utf-8")
    monkeypatch.setattr("framing.evaluation.evaluate.evaluate_files", None)
    status, output, side = run(german, labelled, "--behaviour")
    assert (status, output, side.count("\n")) == (2, "", 1)
    assert "deutsch knows de, not en: behaviour cases are about loaded wording in English" in side


def test_figures_are_saved_whatever_ends_the_behaviour_cases(
    tiny_checkpoint: Checkpoint, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("framing.evaluation.behaving.evaluate_behaviour", stopped)
    status, output, _ = run(tiny_checkpoint.path, labelled, "--behaviour", "--no-baselines")
    assert status == 130
    assert "saved: evaluation-tiny-experts.json" in output
    assert json.loads(Path("evaluation-tiny-experts.json").read_text("utf-8"))["measures"]


@pytest.mark.slow
def test_figures_and_behaviour_cases_are_saved_together(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    status, _, _ = run(tiny_checkpoint.path, labelled, "--behaviour", "--no-baselines")
    assert status == 0
    names = {
        one["name"] for one in json.loads(Path("evaluation-tiny-experts.json").read_text("utf-8"))["measures"]
    }
    assert {"loaded.macro_f1", "behaviour.injected"} <= names
    assert not Path("evaluation-tiny-experts-2.json").exists()


def test_two_checkpoints_are_set_side_by_side(tiny_checkpoint: Checkpoint, labelled: Path) -> None:
    mixed = write_rows(labelled.parent / "mixed.jsonl", [*babe_rows(96), *map(changed, babe_rows(24))])
    status, output, _ = run(tiny_checkpoint.path, "--against", "default", mixed)
    assert status == 0
    assert f"A is {tiny_checkpoint.path}, checkpoint {tiny_checkpoint.digest}" in output
    assert "B is default, checkpoint " in output
    assert "  loaded.macro_f1 " in output
    assert "of 120 sentences are left that neither has seen" in output
    saved = json.loads(Path("evaluation-tiny-against-default-mixed.json").read_text("utf-8"))
    assert [one["name"] for one in saved["checkpoints"]] == [str(tiny_checkpoint.path), "default"]
    difference = next(one for one in saved["differences"] if one["name"] == "loaded.macro_f1")
    assert difference["low"] <= difference["value"] - difference["other_value"] <= difference["high"]
    both = {one["checkpoint"] for one in saved["measures"]}
    assert both == {one["checkpoint"] for one in saved["checkpoints"]}
    assert difference["n"] < 120
