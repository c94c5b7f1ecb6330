"""Data sets of the Hugging Face hub, made here and handed over by a stand-in for the download."""

from collections.abc import Mapping

import datasets
import pytest

from framing.errors import TrainingDataError
from framing.labelled.layouts import HUB, read_examples
from framing.labelled.rows import is_hub_name

TABLE = {"text": ["The port closed.", "The brutal port closed."], "label": [0, 1]}


def serve(monkeypatch: pytest.MonkeyPatch, splits: Mapping[str, datasets.Dataset]) -> None:
    def load(name: str) -> datasets.DatasetDict:
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
        "data set somebody/absent cannot be loaded: Dataset 'somebody/absent' doesn't exist"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("somebody/ports", True),
        ("somebody/ports:test", True),
        ("folder/mine.csv", False),
        ("mine.csv", False),
        ("a/b/c", False),
    ],
)
def test_names_of_the_hub_are_told_from_files(name: str, told: bool) -> None:
    assert is_hub_name(name) == told
