import json
import shutil
from pathlib import Path

import pytest

from framing.errors import UsageError
from framing.evaluation.against import Against, compare_checkpoints
from framing.evaluation.evaluate import How, evaluate_files
from framing.labelled.columns import OwnColumns
from framing.model.checkpoint import Checkpoint, load_checkpoint
from tests.training.corpus import Row, babe_rows, write_rows

HOW = How(unseen=True, baselines=False)


def unseen(row: Row) -> Row:
    return {**row, "text": str(row["text"]).replace("port", "dock")}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give sentences of which the tiny checkpoint has seen some."""
    rows = [*babe_rows(40), *map(unseen, babe_rows(40))]
    return write_rows(tmp_path_factory.mktemp("labelled") / "experts.jsonl", rows)


@pytest.fixture(scope="module")
def other(tiny_checkpoint: Checkpoint, tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    """Give a checkpoint that calls everything loaded, with a role of its own, and has seen nothing."""
    folder = tmp_path_factory.mktemp("other") / "other"
    shutil.copytree(tiny_checkpoint.path, folder)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    config["sentence_decisions"][config["sentence_labels"].index("loaded")]["threshold"] = 0.0
    config["word_labels"][config["word_labels"].index("hero")] = "rogue"
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    splits = json.loads((folder / "splits.json").read_text("utf-8"))
    (folder / "splits.json").write_text(json.dumps(splits | {"data_sets": {}}), "utf-8")
    return load_checkpoint(folder)


@pytest.fixture(scope="module")
def found(tiny_checkpoint: Checkpoint, other: Checkpoint, file: Path) -> Against:
    return compare_checkpoints(tiny_checkpoint.path, other.path, [file])


def test_each_has_the_figures_that_it_has_alone(
    found: Against, tiny_checkpoint: Checkpoint, other: Checkpoint, file: Path
) -> None:
    alone = {
        figure.name: figure.value for figure in evaluate_files(tiny_checkpoint.path, [file], HOW).measures
    }
    (part,) = found.files
    assert {one.name: one.value for one in part.differences}.items() <= alone.items()
    by_checkpoint = {figure.protocol.checkpoint for figure in part.measures}
    assert by_checkpoint == {tiny_checkpoint.digest, other.digest} == set(found.digests)


def test_both_are_measured_on_what_neither_has_seen(
    found: Against, tiny_checkpoint: Checkpoint, other: Checkpoint, file: Path
) -> None:
    swapped = compare_checkpoints(other.path, tiny_checkpoint.path, [file])
    for part in (*found.files, *swapped.files):
        assert 40 < part.n < 80
        assert {figure.n for figure in part.measures if figure.name == "loaded.macro_f1"} == {part.n}
        assert f"experts.jsonl: {part.n} of 80 sentences are left that neither has seen" in part.notes
    one, other_way = (
        next(part for part in against.files[0].differences if part.name == "loaded.macro_f1")
        for against in (found, swapped)
    )
    assert one.difference is not None
    assert one.difference == -(other_way.difference or 0) != 0


def test_labels_that_one_alone_tells_are_named_and_not_compared(found: Against) -> None:
    assert found.only == (("word hero",), ("word rogue",))
    names = {one.name for part in found.files for one in (*part.measures, *part.differences)}
    assert "word.loaded.f1" in names
    assert not any("hero" in name or "rogue" in name for name in names)


def test_a_checkpoint_is_not_set_against_itself(tiny_checkpoint: Checkpoint, file: Path) -> None:
    with pytest.raises(UsageError, match="both are the same checkpoint"):
        compare_checkpoints(tiny_checkpoint.path, tiny_checkpoint.path, [file])


def test_where_no_sentence_carries_a_label_of_both_a_note_says_so(
    tiny_checkpoint: Checkpoint, other: Checkpoint, tmp_path: Path
) -> None:
    """All sentences are known not to evoke the frame: there is nothing to be found."""
    file = tmp_path / "plain.csv"
    file.write_text("text,economic\nThe dock closed.,0\nThe gate closed.,0\n", "utf-8")
    columns = OwnColumns(frames="economic")
    (part,) = compare_checkpoints(tiny_checkpoint.path, other.path, [file], How(columns=columns)).files
    said = "plain.csv: nothing was measured: of 2 sentences none carries a label that"
    assert (part.measures, part.differences) == ((), ())
    assert f"{said} both checkpoints tell" in part.notes
    alone = evaluate_files(tiny_checkpoint.path, [file], How(columns=columns, baselines=False))
    assert not alone.measures
    assert f"{said} the checkpoint tells" in alone.notes
