import json
from pathlib import Path

import pytest

from framing.errors import CheckpointError, TrainingDataError
from framing.evaluation.stored import (
    SPLITS_FILE,
    StoredSplit,
    learned_texts,
    refuse_seen,
    text_digest,
    unseen,
    write_splits,
)

TRAIN, INNER, SCORED = "The port closed.", "The port opened.", "The port burned."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    split = StoredSplit("mine", *((text_digest(text),) for text in (TRAIN, INNER, SCORED)))
    write_splits(tmp_path, [split], "fold 0 of 5", 13)
    return tmp_path


def test_what_was_held_out_counts_as_unseen(folder: Path) -> None:
    learned = learned_texts(folder)
    assert learned is not None
    assert unseen([TRAIN, INNER, SCORED, "Another."], learned) == (False, False, True, True)


def test_a_text_is_recognised_in_other_clothes(folder: Path) -> None:
    learned = learned_texts(folder)
    assert learned is not None
    assert unseen(["“The PORT  closed”"], learned) == (False,)


def test_seen_texts_are_named(folder: Path) -> None:
    learned = learned_texts(folder)
    assert learned is not None
    refuse_seen([SCORED], learned, "mine.csv")
    with pytest.raises(
        TrainingDataError, match=r"mine\.csv: the checkpoint has learned from 1 of these 2"
    ) as refusal:
        refuse_seen([TRAIN, SCORED], learned, "mine.csv")
    assert repr(TRAIN) in str(refusal.value)


def test_protocol_and_seed_are_kept(folder: Path) -> None:
    content = json.loads((folder / SPLITS_FILE).read_text("utf-8"))
    assert (content["protocol"], content["seed"]) == ("fold 0 of 5", 13)


def test_a_checkpoint_may_not_say(tmp_path: Path) -> None:
    assert learned_texts(tmp_path) is None


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"data_sets": {"mine": {"train": []}}}'])
def test_a_garbled_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / SPLITS_FILE).write_text(content, "utf-8")
    with pytest.raises(CheckpointError, match="is garbled"):
        learned_texts(tmp_path)
