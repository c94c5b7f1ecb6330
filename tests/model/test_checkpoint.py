import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.errors import CheckpointError, UsageError
from framing.model import checkpoint as module
from framing.model.checkpoint import (
    TOKENIZER_FILE,
    WEIGHTS_FILE,
    Checkpoint,
    Decision,
    digest,
    load_checkpoint,
    locate_checkpoint,
    shipped_checkpoints,
)

CONFIG: dict[str, Any] = {
    "model_type": "framing",
    "format_version": 1,
    "name": "made by hand",
    "sentence_labels": ["economic", "loaded"],
    "word_labels": ["loaded"],
    "sentence_decisions": [{"threshold": 0.25}, {"scale": 2.0, "offset": -1.0, "threshold": 0.75}],
    "word_decisions": [{"threshold": 0.5, "precision": 0.8, "recall": None}],
    "languages": ["en"],
    "window": 48,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a directory that holds all that can be told without torch."""
    (tmp_path / "config.json").write_text(json.dumps(CONFIG), "utf-8")
    (tmp_path / TOKENIZER_FILE).write_text("{}", "utf-8")
    (tmp_path / WEIGHTS_FILE).write_bytes(b"weights")
    return tmp_path


def change(folder: Path, **entries: Any) -> None:
    changed = {name: value for name, value in (CONFIG | entries).items() if value is not ...}
    (folder / "config.json").write_text(json.dumps(changed), "utf-8")


def test_a_checkpoint_says_what_it_is(folder: Path) -> None:
    checkpoint = load_checkpoint(folder)
    assert (checkpoint.name, checkpoint.window, checkpoint.languages) == ("made by hand", 48, ("en",))
    assert checkpoint.sentence_decisions[1] == Decision(scale=2.0, offset=-1.0, threshold=0.75)
    assert checkpoint.word_decisions == (Decision(threshold=0.5, precision=0.8, recall=None),)


AIMS = [
    {"aim": 0.8, "threshold": 0.6, "precision": 0.81, "recall": 0.7},
    {"aim": 0.9, "threshold": 0.85, "precision": 0.92, "recall": 0.4},
]


def with_aims(folder: Path) -> Checkpoint:
    economic, loaded = CONFIG["sentence_decisions"]
    change(folder, sentence_decisions=[economic, loaded | {"aims": AIMS}])
    return load_checkpoint(folder)


@pytest.mark.parametrize(("asked", "threshold"), [(0.7, 0.6), (0.8, 0.6), (0.85, 0.85), (0.9, 0.85)])
def test_a_stored_threshold_keeps_the_precision_that_is_asked_for(
    folder: Path, asked: float, threshold: float
) -> None:
    chosen = with_aims(folder).at_precision(asked).sentence_decisions[1]
    assert (chosen.threshold, chosen.scale, chosen.offset) == (threshold, 2.0, -1.0)
    assert chosen.precision is not None
    assert chosen.precision >= asked


def test_a_label_that_does_not_reach_the_precision_is_only_given_at_one(folder: Path) -> None:
    checkpoint = with_aims(folder)
    assert [one.threshold for one in checkpoint.at_precision(0.95).sentence_decisions] == [1.0, 1.0]
    assert checkpoint.at_precision(0.9).sentence_decisions[0].precision is None
    assert checkpoint.without_aim(0.9) == ("economic", "word loaded")
    assert checkpoint.without_aim(0.95) == ("economic", "loaded", "word loaded")


@pytest.mark.parametrize("asked", [0.0, 1.1, -1.0])
def test_an_impossible_precision_is_refused(folder: Path, asked: float) -> None:
    with pytest.raises(UsageError):
        with_aims(folder).at_precision(asked)


def test_frames_are_the_sentence_labels_but_loaded(folder: Path) -> None:
    assert load_checkpoint(folder).frames == ("economic",)


def test_a_path_may_be_text(folder: Path) -> None:
    assert load_checkpoint(str(folder)) == load_checkpoint(folder)


def test_a_directory_without_config_is_no_checkpoint(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"holds no config\.json"):
        load_checkpoint(tmp_path / "absent")


@pytest.mark.parametrize("content", [b"{", b"", b"\xff\xfe"])
def test_a_config_that_is_not_json_is_refused(folder: Path, content: bytes) -> None:
    (folder / "config.json").write_bytes(content)
    with pytest.raises(CheckpointError, match="is not JSON"):
        load_checkpoint(folder)


@pytest.mark.parametrize("content", ["[]", "3", "null", '"framing"', '{"model_type": "bert"}'])
def test_another_model_is_refused(folder: Path, content: str) -> None:
    (folder / "config.json").write_text(content)
    with pytest.raises(CheckpointError, match="not a framing checkpoint"):
        load_checkpoint(folder)


@pytest.mark.parametrize("version", [2, None])
def test_another_format_is_refused(folder: Path, version: int | None) -> None:
    change(folder, format_version=version)
    with pytest.raises(CheckpointError, match=f"checkpoint format {version}, this version reads 1"):
        load_checkpoint(folder)


@pytest.mark.parametrize("name", [TOKENIZER_FILE, WEIGHTS_FILE])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(CheckpointError, match=f"{name} is missing"):
        load_checkpoint(folder)


@pytest.mark.parametrize("name", ["name", "sentence_labels", "word_decisions", "languages", "window"])
def test_a_missing_entry_is_named(folder: Path, name: str) -> None:
    change(folder, **{name: ...})
    with pytest.raises(CheckpointError, match=f"lacks or garbles '{name}'"):
        load_checkpoint(folder)


@pytest.mark.parametrize("decision", [{"treshold": 0.5}, 3])
def test_a_garbled_decision_is_refused(folder: Path, decision: object) -> None:
    change(folder, word_decisions=[decision])
    with pytest.raises(CheckpointError, match="lacks or garbles"):
        load_checkpoint(folder)


def test_labels_without_decision_are_refused(folder: Path) -> None:
    change(folder, word_labels=["loaded", "villain"])
    with pytest.raises(CheckpointError, match="2 word labels but decisions for 1"):
        load_checkpoint(folder)


def test_the_digest_stays_wherever_the_checkpoint_lies(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for file in (folder / "config.json", folder / TOKENIZER_FILE, folder / WEIGHTS_FILE):
        shutil.copy(file, elsewhere)
    (elsewhere / "README.md").write_text("a card decides no score")
    assert digest(elsewhere) == digest(folder)


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: change(folder, window=47),
        lambda folder: (folder / TOKENIZER_FILE).write_text("{ }"),
        lambda folder: (folder / WEIGHTS_FILE).write_bytes(b"Weights"),
        lambda folder: (folder / "openvino").mkdir() or (folder / "openvino/model.xml").write_text("<net/>"),
        lambda folder: (folder / "openvino").mkdir() or (folder / "openvino/model.bin").write_bytes(b""),
    ],
)
def test_the_digest_follows_every_file_that_decides_a_score(
    folder: Path, harm: Callable[[Path], object]
) -> None:
    before = digest(folder)
    harm(folder)
    assert digest(folder) != before


@pytest.mark.parametrize("installed", [True, False])
def test_the_shipped_are_found_installed_and_in_a_source_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    package = tmp_path / "framing"
    models = (package if installed else tmp_path) / "models"
    for name in ("default", "fast", "rebuilt"):
        (models / name).mkdir(parents=True)
    monkeypatch.setattr(module, "_PACKAGE", package)
    assert shipped_checkpoints() == (models / "default", models / "fast")
    assert locate_checkpoint("fast") == models / "fast"
    assert locate_checkpoint("rebuilt") == Path("rebuilt")


def test_a_directory_here_goes_before_a_shipped_checkpoint_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "default").mkdir()
    monkeypatch.chdir(tmp_path)
    assert locate_checkpoint("default") == Path("default")


def test_what_a_threshold_was_chosen_for_is_known_where_it_was_stored(folder: Path) -> None:
    """Older checkpoints do not say; they load all the same."""
    assert load_checkpoint(folder).sentence_decisions[0].chosen_for is None
    new = CONFIG | {"word_decisions": [{"threshold": 0.5, "chosen_for": "best F1"}]}
    (folder / "config.json").write_text(json.dumps(new), "utf-8")
    assert load_checkpoint(folder).word_decisions[0].chosen_for == "best F1"
