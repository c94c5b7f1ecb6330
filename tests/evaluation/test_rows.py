import json
from dataclasses import replace
from pathlib import Path

import pytest

from framing.errors import TrainingDataError
from framing.evaluation.rows import admitted, admitted_to_both, read_labelled
from framing.evaluation.stored import SPLITS_FILE, StoredSplit, text_digest, write_splits
from framing.labelled.columns import OwnColumns
from framing.labelled.layouts import OWN, read_table
from framing.model.checkpoint import Checkpoint
from tests.scoring.fakes import make_checkpoint

TEXTS = [f"The port of town {number} closed." for number in range(10)]


def checkpoint_that_saw(folder: Path, texts: list[str]) -> Checkpoint:
    folder.mkdir()
    split = StoredSplit("mine", tuple(map(text_digest, texts)), (), ())
    write_splits(folder, [split], "fold 0 of 5", 13)
    return make_checkpoint(folder)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Checkpoint, Checkpoint]:
    """Give two checkpoints; one saw the first three sentences, the other the third and the fourth."""
    return (
        checkpoint_that_saw(tmp_path / "first", TEXTS[:3]),
        checkpoint_that_saw(tmp_path / "second", TEXTS[2:4]),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [{"text": text, "label": number % 2} for number, text in enumerate(TEXTS)]
    (tmp_path / "held-out.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path / "held-out.jsonl"


def test_what_either_has_seen_is_left_out_for_both(pair: tuple[Checkpoint, Checkpoint], file: Path) -> None:
    for both in (pair, pair[::-1]):
        rows = admitted_to_both(both, file, None)
        assert [example.sentence.text for example in rows.examples] == TEXTS[4:]
        assert "held-out.jsonl: 6 of 10 sentences are left that neither has seen" in rows.notes


def test_nothing_left_to_compare_on_is_refused(tmp_path: Path, file: Path) -> None:
    pair = checkpoint_that_saw(tmp_path / "a", TEXTS[:5]), checkpoint_that_saw(tmp_path / "b", TEXTS[5:])
    with pytest.raises(TrainingDataError, match="nothing is left to measure on: one checkpoint or the other"):
        admitted_to_both(pair, file, None)


def test_nothing_left_to_measure_on_is_refused(tmp_path: Path, file: Path) -> None:
    with pytest.raises(TrainingDataError, match="nothing is left to measure on: the checkpoint has learned"):
        admitted(checkpoint_that_saw(tmp_path / "all", TEXTS), file, None, leave_out=True)


def test_one_that_does_not_say_what_it_saw_is_doubted(
    pair: tuple[Checkpoint, Checkpoint], file: Path
) -> None:
    (pair[1].path / SPLITS_FILE).unlink()
    rows = admitted_to_both(pair, file, None)
    assert len(rows.examples) == 7
    assert any(f"{pair[1].path} does not say what it learned from" in note for note in rows.notes)


def test_labels_that_not_both_tell_are_nothing_to_compare(
    pair: tuple[Checkpoint, Checkpoint], file: Path
) -> None:
    other = replace(pair[1], sentence_labels=("wild", "economic", "legality"), word_labels=())
    with pytest.raises(TrainingDataError, match="it carries loaded, none of which both checkpoints tell"):
        admitted_to_both((pair[0], other), file, None)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Satz,label", None),
        ("text,bias", None),
        ("text,Label", None),
        ("Satz,bias", OwnColumns(text="satz", label="bias")),
        ("Satz,bias", OwnColumns(label="bias")),
    ],
)
def test_a_missing_column_is_told_as_in_training(
    tmp_path: Path, header: str, columns: OwnColumns | None
) -> None:
    table = tmp_path / "own.csv"
    table.write_text(f"{header}\nThe port.,1\nA port.,0\n", "utf-8")
    with pytest.raises(TrainingDataError) as training:
        read_table("own", table, OWN, columns)
    with pytest.raises(TrainingDataError) as measuring:
        read_labelled(table, columns)
    assert str(measuring.value) == str(training.value)
    assert header.replace(",", ", ") in str(measuring.value)


def test_the_option_that_names_the_column_of_the_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("Satz,label\nThe port.,1\n", "utf-8")
    with pytest.raises(TrainingDataError, match=r"own\.csv:2: .* has Satz, label; --text-column NAME says"):
        read_labelled(tmp_path / "own.csv", None)
