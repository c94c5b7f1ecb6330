"""Data sets of the Hugging Face hub, made here and handed over by a stand-in for the download."""

from collections.abc import Mapping
from pathlib import Path

import datasets
import pytest

from framing.errors import TrainingDataError
from framing.labelled.hub import hub_name
from framing.labelled.layouts import HUB, read_examples
from framing.labelled.opening import absent

asked: list[tuple[str, str | None, str | None]] = []
"""What the stand-in was asked for, the latest last."""

TABLE = {"text": ["The port closed.", "The brutal port closed."], "label": [0, 1]}


def serve(monkeypatch: pytest.MonkeyPatch, splits: Mapping[str, datasets.Dataset]) -> None:
    def load(name: str, config: str | None, *, revision: str | None) -> datasets.DatasetDict:
        asked.append((name, config, revision))
        if name != "somebody/ports":
            raise FileNotFoundError(f"Dataset '{name}' doesn't exist\nand more")
        return datasets.DatasetDict(splits)

    monkeypatch.setattr(datasets, "load_dataset", load)


def labels(name: str) -> list[Mapping[str, float]]:
    return [example.labels for example in read_examples("mine", name, HUB)]


def test_the_training_split_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    other = {"text": ["The ferry sank."], "label": [1]}
    serve(
        monkeypatch, {"test": datasets.Dataset.from_dict(other), "train": datasets.Dataset.from_dict(TABLE)}
    )
    assert labels("somebody/ports") == [{"loaded": 0.0}, {"loaded": 1.0}]
    assert labels("somebody/ports:test") == [{"loaded": 1.0}]


def test_classes_take_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    features = datasets.Features(
        {"text": datasets.Value("string"), "label": datasets.ClassLabel(names=["harbour", "weather"])}
    )
    serve(monkeypatch, {"train": datasets.Dataset.from_dict(TABLE, features=features)})
    assert labels("somebody/ports") == [
        {"harbour": 1.0, "weather": 0.0},
        {"harbour": 0.0, "weather": 1.0},
    ]


def test_one_of_several_splits_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    table = datasets.Dataset.from_dict(TABLE)
    serve(monkeypatch, {"early": table, "late": table})
    with pytest.raises(TrainingDataError, match="has the splits early, late; name one: somebody/ports:early"):
        labels("somebody/ports")
    with pytest.raises(TrainingDataError, match="has the splits"):
        labels("somebody/ports:middle")


def test_an_absent_data_set_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, {})
    with pytest.raises(TrainingDataError) as refusal:
        labels("somebody/absent")
    assert str(refusal.value) == (
        "there is no file somebody/absent; as a Hugging Face data set somebody/absent cannot be loaded: "
        "Dataset 'somebody/absent' doesn't exist"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("somebody/ports", True),
        ("somebody/ports:test", True),
        ("imdb", True),
        ("somebody/ports-1.5", True),
        ("somebody/ports.v2", True),
        ("somebody/ports@main", True),
        ("somebody/ports:english:test", True),
        ("folder/mine.csv", False),
        ("folder/mine.csvv", False),
        ("mine.csv:train", False),
        ("", False),
        ("mine.csv", False),
        ("a/b/c", False),
    ],
)
def test_names_of_the_hub_are_told_from_files(name: str, told: bool) -> None:
    assert (hub_name(name) is not None) == told


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("somebody/ports", ("somebody/ports", None, None)),
        ("somebody/ports:test", ("somebody/ports", None, None)),
        ("somebody/ports:english:test", ("somebody/ports", "english", None)),
        ("somebody/ports:english:", ("somebody/ports", "english", None)),
        ("somebody/ports@v1.2:english:test", ("somebody/ports", "english", "v1.2")),
    ],
)
def test_a_config_and_a_revision_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, name: str, wanted: tuple[str, str | None, str | None]
) -> None:
    table = datasets.Dataset.from_dict(TABLE)
    serve(monkeypatch, {"train": table, "test": table})
    assert len(labels(name)) == 2
    assert asked[-1] == wanted


def test_a_name_without_a_user_is_one_of_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, {})
    with pytest.raises(TrainingDataError, match="no file imdb; as a Hugging Face data set imdb cannot"):
        labels("imdb")


def test_a_mistyped_path_is_a_file_and_the_nearest_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.csv").write_text("text,label\n", "utf-8")
    assert hub_name("data/mine") is None
    assert absent("data/mine") == "there is no file data/mine; did you mean data/mine.csv?"


def test_lists_of_classes_take_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    classes = datasets.ClassLabel(names=["harbour", "weather"])
    features = datasets.Features({"text": datasets.Value("string"), "frames": datasets.List(classes)})
    table = {"text": TABLE["text"], "frames": [[0], [0, 1]]}
    serve(monkeypatch, {"train": datasets.Dataset.from_dict(table, features=features)})
    assert labels("somebody/ports") == [
        {"harbour": 1.0, "weather": 0.0},
        {"harbour": 1.0, "weather": 1.0},
    ]
