from pathlib import Path

import pytest

from framing.errors import CheckpointError, TrainingDataError
from framing.evaluation.evaluate import How, evaluate_files
from framing.evaluation.measure import Measure
from framing.model.checkpoint import Checkpoint
from tests.training.corpus import Row, babe_rows, silver_rows, write_rows


@pytest.fixture(scope="module")
def figures(tiny_checkpoint: Checkpoint, tmp_path_factory: pytest.TempPathFactory) -> tuple[Measure, ...]:
    folder = tmp_path_factory.mktemp("labelled")
    files = [
        write_rows(folder / "experts.jsonl", [unseen(row) for row in babe_rows(40)]),
        write_rows(folder / "readings.jsonl.gz", [unseen(row) for row in silver_rows(30)]),
    ]
    return evaluate_files(tiny_checkpoint.path, files, How(baselines=False)).measures


def unseen(row: Row) -> Row:
    return {**row, "text": str(row["text"]).replace("port", "dock")}


def test_figures_say_file_engine_and_checkpoint(
    figures: tuple[Measure, ...], tiny_checkpoint: Checkpoint
) -> None:
    protocols = list(dict.fromkeys(figure.protocol for figure in figures))
    assert [protocol.name.split(",")[0] for protocol in protocols] == ["experts.jsonl", "readings.jsonl.gz"]
    assert all("openvino-int8" in protocol.name for protocol in protocols)
    assert {protocol.checkpoint for protocol in protocols} == {tiny_checkpoint.digest}


def test_every_row_counts(figures: tuple[Measure, ...]) -> None:
    assert [figure.n for figure in figures if figure.name == "loaded.macro_f1"] == [40, 30]


def test_each_file_is_measured_on_the_labels_it_carries(figures: tuple[Measure, ...]) -> None:
    frames = {figure.protocol.name.split(",")[0] for figure in figures if figure.name.startswith("frame.")}
    assert frames == {"readings.jsonl.gz"}


def test_a_file_without_labels_is_refused(tiny_checkpoint: Checkpoint, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text('{"text": "The port."}\n', "utf-8")
    with pytest.raises(TrainingDataError, match=r"other\.jsonl:1: needs the columns text and one of label"):
        evaluate_files(tiny_checkpoint.path, [tmp_path / "other.jsonl"])


def test_a_missing_checkpoint_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="is not a checkpoint"):
        evaluate_files(tmp_path / "absent", [])


def test_every_file_is_read_before_one_is_measured(
    tiny_checkpoint: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.evaluation.evaluate.load_engine", None)
    good = write_rows(tmp_path / "good.jsonl", [unseen(row) for row in babe_rows(40)])
    bad = write_rows(tmp_path / "bad.jsonl", [{"text": "The port."}])
    with pytest.raises(TrainingDataError, match=r"bad\.jsonl:1: needs the columns"):
        evaluate_files(tiny_checkpoint.path, [good, bad])
    with pytest.raises(TrainingDataError, match=r"bad\.jsonl:1: needs the columns"):
        evaluate_files(tiny_checkpoint.path, [good], How(baselines_from=bad))
