import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli.labels import describe_labels, labels_of
from framing.cli.main import app
from framing.labels import LABELS, Label
from framing.model.checkpoint import Aim, locate_checkpoint
from tests.scoring.fakes import make_checkpoint


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_describes_each_label(label: Label) -> None:
    # Lines are wrapped, so only the words and their order are compared.
    words = " ".join(CliRunner().invoke(app, ["labels"]).stdout.split())
    for part in (label.name, label.definition, label.example, label.counter_example, label.origin):
        assert " ".join(part.split()) in words


def test_a_checkpoints_labels_come_with_its_thresholds(tmp_path: Path) -> None:
    text = describe_labels(labels_of(make_checkpoint(tmp_path)))
    assert "Counts from 0.60: precision 0.80, recall 0.70 when trained" in text
    assert "villain (Villain, role)" in text
    assert "morality" not in text


def test_a_label_of_an_own_checkpoint_is_listed_without_a_definition(tmp_path: Path) -> None:
    checkpoint = make_checkpoint(tmp_path)
    (own,) = [entry for entry in labels_of(checkpoint) if entry.name == "loaded"]
    unknown = type(own)("green_jobs", "frame", None, own.decision)
    assert "green_jobs (frame)" in describe_labels([unknown])
    assert unknown.to_dict()["definition"] is None


def test_json_is_for_programs() -> None:
    rows = json.loads(CliRunner().invoke(app, ["labels", str(locate_checkpoint("default")), "--json"]).stdout)
    assert rows[0]["name"] == "loaded"
    assert 0 < rows[0]["threshold"] < 1
    assert {row["kind"] for row in rows} == {"loaded", "frame", "role"}


def test_a_folder_that_is_no_checkpoint_is_told(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["labels", str(tmp_path)]).exit_code == 2


def test_thresholds_for_a_precision_are_listed_with_the_checkpoint(tmp_path: Path) -> None:
    checkpoint = make_checkpoint(tmp_path)
    loaded, *frames = checkpoint.sentence_decisions
    kept = replace(
        checkpoint, sentence_decisions=(replace(loaded, aims=(Aim(0.9, 0.85, 0.91, 0.3),)), *frames)
    )
    assert "With --precision: 0.9 from 0.85" in describe_labels(labels_of(kept))
    assert labels_of(kept)[0].to_dict()["aims"][0]["recall"] == 0.3


def test_the_shipped_checkpoint_has_a_name() -> None:
    named, by_path = (
        CliRunner().invoke(app, ["labels", name]).stdout
        for name in ("default", str(locate_checkpoint("default")))
    )
    assert named == by_path
    assert "Counts from" in named


def test_what_a_threshold_was_chosen_for_is_said(tmp_path: Path) -> None:
    checkpoint = make_checkpoint(tmp_path)
    chosen = replace(checkpoint.sentence_decisions[0], chosen_for="best macro-F1")
    (told, *_) = labels_of(
        replace(checkpoint, sentence_decisions=(chosen, *checkpoint.sentence_decisions[1:]))
    )
    assert "(best macro-F1): precision" in describe_labels([told])
    assert told.to_dict()["chosen_for"] == "best macro-F1"


def test_a_label_of_sentences_is_no_role_of_the_same_name(tmp_path: Path) -> None:
    checkpoint = make_checkpoint(tmp_path)
    labels = ("villain", *checkpoint.sentence_labels[1:])
    (told, *_) = labels_of(replace(checkpoint, sentence_labels=labels))
    assert (told.name, told.known) == ("villain", None)
