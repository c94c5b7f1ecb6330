import json
from pathlib import Path

import pytest

from framing.errors import CheckpointError, OutputError
from framing.training import add_wider
from framing.training.wider import empty_section

SPLIT = "all of 5 folds by group, each measured by the checkpoint that did not see it"


def figure(name: str, value: float, protocol: str) -> dict[str, object]:
    known = {"low": value - 0.1, "high": value + 0.1, "n": 2939, "seed": 13, "checkpoint": "a+b"}
    return {"name": name, "value": value, "protocol": protocol, **known}


def written(folder: Path, *figures: dict[str, object]) -> Path:
    folder.mkdir()
    (folder / "metrics.json").write_text(json.dumps({"schema_version": 1, "measures": figures}), "utf-8")
    return folder


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    folder = written(tmp_path / "made", figure("loaded.macro_f1", 0.78, "babe, fold 0 of 5, int8"))
    (folder / "README.md").write_text(f"# It\n\n{empty_section()}\n\n## Thresholds\n\nSome.\n", "utf-8")
    return folder


@pytest.fixture
def folds(tmp_path: Path) -> Path:
    protocol = f"babe, {SPLIT}, int8"
    return written(
        tmp_path / "folds", figure("loaded.macro_f1", 0.81, protocol), figure("loaded.brier", 0.2, protocol)
    )


def test_figures_of_other_runs_stand_apart_from_its_own(checkpoint: Path, folds: Path) -> None:
    add_wider(checkpoint, [folds])
    content = json.loads((checkpoint / "metrics.json").read_text("utf-8"))
    assert [one["value"] for one in content["measures"]] == [0.78]
    assert [one["name"] for one in content["wider"]] == ["loaded.macro_f1", "loaded.brier"]


def test_the_card_shows_the_headlines_with_their_protocol(checkpoint: Path, folds: Path) -> None:
    add_wider(checkpoint, [folds])
    card = (checkpoint / "README.md").read_text("utf-8")
    assert f"| babe, {SPLIT}, int8 | loaded.macro_f1 | 0.810 [0.710, 0.910] | 2,939 |" in card
    assert "brier" not in card
    assert "Not measured" not in card
    assert card.endswith("## Thresholds\n\nSome.\n")


def test_the_card_says_what_was_different(checkpoint: Path, folds: Path) -> None:
    add_wider(checkpoint, [folds], but="without teachers")
    card = (checkpoint / "README.md").read_text("utf-8")
    assert "Of checkpoints made in the same way but without teachers, each measured" in card


def test_a_second_time_takes_the_place_of_the_first(checkpoint: Path, folds: Path) -> None:
    add_wider(checkpoint, [folds])
    once = (checkpoint / "README.md").read_text("utf-8")
    add_wider(checkpoint, [folds])
    assert (checkpoint / "README.md").read_text("utf-8") == once


def test_a_card_without_a_place_gets_one(checkpoint: Path, folds: Path) -> None:
    (checkpoint / "README.md").write_text("# It\n\n## Thresholds\n\nSome.\n", "utf-8")
    add_wider(checkpoint, [folds])
    card = (checkpoint / "README.md").read_text("utf-8")
    assert card.index("0.810") < card.index("## Thresholds")


def test_a_run_without_figures_is_refused_and_nothing_changes(checkpoint: Path, tmp_path: Path) -> None:
    before = (checkpoint / "README.md").read_text("utf-8")
    with pytest.raises(CheckpointError, match="holds no figures"):
        add_wider(checkpoint, [tmp_path])
    assert (checkpoint / "README.md").read_text("utf-8") == before


def test_garbled_figures_are_named(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "metrics.json").write_text("[]", "utf-8")
    with pytest.raises(CheckpointError, match="is garbled"):
        add_wider(checkpoint, [tmp_path])


def test_a_checkpoint_without_a_card_is_refused(folds: Path) -> None:
    with pytest.raises(OutputError, match="no model card"):
        add_wider(folds, [folds])
