"""Whole runs on a user's table: started anew, gone on with, stopped and resumed."""

import json
from itertools import islice
from pathlib import Path

import pytest
import torch

from framing.engines.gpu import load_network
from framing.errors import ConfigError, OutputError, TrainingDataError, UsageError
from framing.evaluation.measure import Measure
from framing.evaluation.stored import SPLITS_FILE, text_digest
from framing.model.checkpoint import Checkpoint, load_checkpoint
from framing.training import (
    Check,
    Finished,
    Inspected,
    Kept,
    Stage,
    Step,
    is_unfinished,
    train_checkpoint,
)
from framing.training.batches import LabelSets
from framing.training.origin import begin_model, origin_of
from framing.training.preparing import prepare_parts
from framing.training.run import is_running
from framing.training.settings import Settings, Teaching
from tests.training.corpus import babe_rows
from tests.training.own import loaded_rows, quick_settings, topic_rows, write_table


@pytest.fixture(scope="module")
def settings(tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = write_table(tmp_path_factory.mktemp("data") / "mine.csv", loaded_rows(150))
    return quick_settings(data, str(tiny_encoder), epochs=6.0, patience=2)


@pytest.fixture(scope="module")
def whole(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Finished]:
    out = tmp_path_factory.mktemp("whole") / "made"
    *_, finished = train_checkpoint(settings, out)
    assert isinstance(finished, Finished)
    return out, finished


def numbers(figure: Measure) -> tuple[str, str, float | None, float | None, float | None, int]:
    return figure.name, figure.protocol.name, figure.value, figure.low, figure.high, figure.n


@pytest.mark.slow
def test_a_resumed_run_ends_with_the_same_checkpoint_and_figures(
    settings: Settings, whole: tuple[Path, Finished], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.training.learning.SAVE_EVERY", -1.0)
    out = tmp_path / "made"
    running = train_checkpoint(settings, out)
    steps = (report for report in running if isinstance(report, Step))
    assert len(list(islice(steps, 13))) == 13
    assert is_running(out)
    with pytest.raises(UsageError, match="another process is training"):
        list(train_checkpoint(settings, out))
    running.close()
    assert not is_running(out)
    assert is_unfinished(out)
    *_, finished = train_checkpoint(settings, out)
    assert isinstance(finished, Finished)
    # OpenVINO numbers the nodes of its graph anew each time, so the digest of the whole differs.
    for name in (
        "model.safetensors",
        "config.json",
        "openvino/model.bin",
        "learning_curve.svg",
        "splits.json",
    ):
        assert (out / name).read_bytes() == (whole[0] / name).read_bytes(), name
    assert [numbers(figure) for figure in finished.figures] == [
        numbers(figure) for figure in whole[1].figures
    ]
    assert not is_unfinished(out)


def test_a_run_tells_the_labels_of_its_data(whole: tuple[Path, Finished]) -> None:
    assert whole[1].checkpoint.sentence_labels == ("loaded",)
    assert whole[1].checkpoint.word_labels == ()


def test_the_split_is_stored_without_the_texts(settings: Settings, whole: tuple[Path, Finished]) -> None:
    content = (whole[0] / SPLITS_FILE).read_text("utf-8")
    parts = json.loads(content)["data_sets"]["mine"]
    texts = [text_digest(str(row["text"])) for row in loaded_rows(150)]
    assert sorted(text for part in parts.values() for text in part) == sorted(texts)
    assert "port" not in content.replace("reported", "")


def test_baselines_stand_beside_the_checkpoint(whole: tuple[Path, Finished]) -> None:
    names = [(one.name, one.baseline) for _, one in whole[1].comparisons]
    assert names == [("loaded.macro_f1", "majority"), ("loaded.macro_f1", "TF-IDF + logistic regression")]
    content = json.loads((whole[0] / "metrics.json").read_text("utf-8"))
    assert len(content["beside_baselines"]) == 2


def test_the_card_says_what_a_reader_must_know(whole: tuple[Path, Finished]) -> None:
    card = (whole[0] / "README.md").read_text("utf-8")
    for part in (
        "# mine",
        "- Licence: not stated",
        "TF-IDF + logistic regression",
        "![Learning curve](learning_curve.svg)",
        "| loaded | sentence | The sentence holds wording",
    ):
        assert part in card
    for _, one in whole[1].comparisons:
        assert one.beaten != (f'It does not clearly beat "{one.baseline}" on mine' in card)


def test_thresholds_for_precision_are_stored_and_read(whole: tuple[Path, Finished]) -> None:
    (loaded,) = whole[1].checkpoint.sentence_decisions
    assert loaded.aims
    assert all(aim.precision >= aim.aim for aim in loaded.aims)
    assert load_checkpoint(whole[0]).sentence_decisions == (loaded,)


def going_on(checkpoint: Checkpoint, data: Path) -> Settings:
    return quick_settings(data, str(checkpoint.path))


def test_a_run_goes_on_from_a_checkpoint(tiny_checkpoint: Checkpoint, tmp_path: Path) -> None:
    """Heads that both have go on; a label of one's own begins anew."""
    settings = going_on(tiny_checkpoint, tmp_path)
    origin = origin_of(settings.encoder)
    labels = LabelSets(("loaded", "harbour"), ("villain",), ("mine",))
    new, old = begin_model(settings, labels, origin), load_network(tiny_checkpoint, torch.float32)
    villain = tiny_checkpoint.word_labels.index("villain")
    assert torch.equal(new.sentence_head.weight[0], old.sentence_head.weight[0])
    assert torch.equal(new.word_head.weight[0], old.word_head.weight[villain])
    assert not torch.equal(new.sentence_head.weight[1], old.sentence_head.weight[1])
    assert torch.equal(new.word_share, old.word_share)
    encoders = new.encoder.state_dict(), old.encoder.state_dict()
    assert all(torch.equal(value, encoders[1][name]) for name, value in encoders[0].items())


@pytest.mark.slow
def test_words_of_the_checkpoint_go_on_where_only_sentences_are_labelled(
    tiny_checkpoint: Checkpoint, tmp_path: Path
) -> None:
    data = write_table(tmp_path / "mine.csv", loaded_rows(60))
    *_, finished = train_checkpoint(going_on(tiny_checkpoint, data), tmp_path / "made")
    assert isinstance(finished, Finished)
    made = finished.checkpoint
    assert (made.sentence_labels, made.word_labels) == (("loaded",), ("loaded",))
    assert made.word_decisions[0] == tiny_checkpoint.word_decisions[0]
    assert made.sentence_decisions[0] != tiny_checkpoint.sentence_decisions[0]
    begun = [one for _, one in finished.comparisons if one.baseline == "tiny, which it began from"]
    assert [one.name for one in begun] == ["loaded.macro_f1"]
    assert begun[0].n > 0


@pytest.mark.slow
def test_the_weights_it_began_with_are_kept_where_learning_makes_them_worse(
    tiny_checkpoint: Checkpoint, tmp_path: Path
) -> None:
    data = write_table(tmp_path / "mine.csv", loaded_rows(90))
    taught = quick_settings(data, str(tiny_checkpoint.path), epochs=20.0, patience=3)
    *_, first = train_checkpoint(taught, tmp_path / "first")
    assert isinstance(first, Finished)
    other = write_table(
        tmp_path / "other.csv", [row | {"text": f"{row['text']} Again."} for row in loaded_rows(90)]
    )
    ruinous = quick_settings(other, str(first.checkpoint.path), patience=3, encoder_rate=1e-9, head_rate=9.0)
    reports = list(train_checkpoint(ruinous, tmp_path / "second"))
    looks = [report for report in reports if isinstance(report, Check)]
    (kept,) = (report for report in reports if isinstance(report, Kept))
    assert (looks[0].step, kept.step, kept.check) == (0, 0, looks[0])
    assert kept.steps == looks[-1].step > 0


@pytest.mark.slow
def test_fresh_heads_are_no_weights_to_keep(settings: Settings, tmp_path: Path) -> None:
    looks = [one for one in train_checkpoint(settings, tmp_path / "made") if isinstance(one, Check)]
    assert min(look.step for look in looks) > 0


@pytest.mark.slow
def test_the_step_whose_weights_are_kept_is_told(settings: Settings, tmp_path: Path) -> None:
    reports = list(train_checkpoint(settings, tmp_path / "made"))
    (kept,) = (report for report in reports if isinstance(report, Kept))
    looks = [report for report in reports if isinstance(report, Check)]
    assert kept.check in looks
    assert kept.check is not None
    assert kept.step == kept.check.step
    assert not any(look.better_than(kept.check) for look in looks)


def test_another_run_is_refused_before_it_says_that_it_learns(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.training.learning.SAVE_EVERY", -1.0)
    out = tmp_path / "made"
    running = train_checkpoint(settings, out)
    assert len(list(islice((report for report in running if isinstance(report, Step)), 2))) == 2
    running.close()
    seeded = settings.model_copy(
        update={"optimisation": settings.optimisation.model_copy(update={"seed": 9})}
    )
    told: list[object] = []

    def go_on() -> None:
        for report in train_checkpoint(seeded, out):
            told.append(report)

    with pytest.raises(TrainingDataError, match="other settings or data"):
        go_on()
    assert [report.title for report in told if isinstance(report, Stage)] == ["reading the data"]


def test_the_sizes_of_the_parts_are_told_with_a_warning_where_they_are_small(
    settings: Settings, tmp_path: Path
) -> None:
    reports = train_checkpoint(settings, tmp_path / "made")
    found = next(report for report in reports if isinstance(report, Inspected)).findings
    sizes = next(finding.text for finding in found if "to measure on" in finding.text)
    learned, inner, scored = (int(part.split()[0]) for part in sizes.split(", "))
    assert learned + inner + scored == 150
    assert any("fewer than 100 sentences to choose by" in one.text and one.warning for one in found)


def test_what_the_checkpoint_has_seen_is_not_measured_on(tiny_checkpoint: Checkpoint, tmp_path: Path) -> None:
    seen = [{"text": row["text"], "label": row["loaded"]} for row in babe_rows(96)]
    data = write_table(tmp_path / "mine.csv", seen)
    reports = train_checkpoint(going_on(tiny_checkpoint, data), tmp_path / "made")
    inspected = next(report for report in reports if isinstance(report, Inspected))
    reports.close()
    (told,) = [finding.text for finding in inspected.findings if "left out" in finding.text]
    assert told.endswith("held-out sentences were left out: tiny has seen them")


def test_a_language_that_the_checkpoint_did_not_learn_is_told(
    tiny_checkpoint: Checkpoint, tmp_path: Path
) -> None:
    data = write_table(tmp_path / "mine.csv", loaded_rows(60))
    settings = going_on(tiny_checkpoint, data).model_copy(update={"languages": ("de",)})
    told = [finding.text for finding in prepare_parts(settings, origin_of(settings.encoder)).findings]
    assert "tiny did not learn de: name an encoder that reads it" in told


def test_sentences_that_nearly_stand_in_training_are_told(tiny_encoder: Path, tmp_path: Path) -> None:
    rows = [
        {
            "text": f"On Monday the council of the old town voted to close the port of {name}.",
            "label": number % 2,
        }
        for number, name in enumerate(("Senna", "Kaldor", "Velden", "Osmark", "Brenholt", "Karvel"))
    ]
    settings = quick_settings(write_table(tmp_path / "mine.csv", rows), str(tiny_encoder))
    findings = prepare_parts(settings, None).findings
    (told,) = (one for one in findings if one.text.endswith("held-out sentences nearly stand in training"))
    assert told.example is not None
    assert told.example.startswith("On Monday the council")


def test_the_shipped_checkpoint_goes_by_its_name() -> None:
    origin = origin_of("default")
    assert origin is not None
    assert "loaded" in origin.sentence_labels
    assert origin_of("minilm") is None


def refused(settings: Settings, out: Path) -> None:
    with pytest.raises((TrainingDataError, ConfigError, OutputError)):
        list(train_checkpoint(settings, out))


def test_nothing_is_left_of_a_refusal(tiny_encoder: Path, tmp_path: Path) -> None:
    out = tmp_path / "models" / "made"
    broken = write_table(tmp_path / "broken.csv", [*loaded_rows(30), {"text": "", "label": 1, "url": "u"}])
    alike = write_table(tmp_path / "alike.csv", [row | {"label": 1} for row in loaded_rows(30)])
    few = write_table(tmp_path / "few.csv", topic_rows(3))
    good = write_table(tmp_path / "good.csv", topic_rows(30))
    for data, encoder in (
        (broken, tiny_encoder),
        (alike, tiny_encoder),
        (few, tiny_encoder),
        (good, tmp_path),
    ):
        refused(quick_settings(data, str(encoder)), out)
        assert not out.exists()
        assert not out.with_name("made.run").exists()


def test_texts_for_teachers_that_are_not_there_are_told_before_anything_is_read(
    tiny_encoder: Path, tmp_path: Path
) -> None:
    settings = quick_settings(write_table(tmp_path / "mine.csv", loaded_rows(60)), str(tiny_encoder))
    teaching = Teaching(
        seeds=(1,),
        checkpoints=(),
        texts=(str(tmp_path / "absent.jsonl"),),
        sentences=5,
        passes=1.0,
        states=0.0,
    )
    with pytest.raises(TrainingDataError, match=r"teaching\.texts: there is no file .*absent\.jsonl"):
        list(train_checkpoint(settings.model_copy(update={"teaching": teaching}), tmp_path / "made"))
    assert not (tmp_path / "made.run").exists()


def test_garbled_texts_for_teachers_leave_nothing(tiny_encoder: Path, tmp_path: Path) -> None:
    settings = quick_settings(write_table(tmp_path / "mine.csv", loaded_rows(60)), str(tiny_encoder))
    (tmp_path / "texts.jsonl").write_text('{"body": "The port."}\n', "utf-8")
    teaching = Teaching(
        seeds=(1,),
        checkpoints=(),
        texts=(str(tmp_path / "texts.jsonl"),),
        sentences=5,
        passes=1.0,
        states=0.0,
    )
    refused(settings.model_copy(update={"teaching": teaching}), tmp_path / "made")
    assert not (tmp_path / "made.run").exists()


def test_a_place_below_a_file_is_no_place(tiny_encoder: Path, tmp_path: Path) -> None:
    data = write_table(tmp_path / "mine.csv", loaded_rows(60))
    with pytest.raises(OutputError, match=r"cannot be written: .*mine\.csv is no directory"):
        list(train_checkpoint(quick_settings(data, str(tiny_encoder)), data / "made"))


def test_a_place_that_may_not_be_written_to_is_told_before_anything_is_read(
    tiny_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of the system, since a test may run as somebody who may write anywhere."""
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    settings = quick_settings(tmp_path / "absent.csv", str(tiny_encoder))
    with pytest.raises(OutputError, match="may not be written to"):
        list(train_checkpoint(settings, tmp_path / "made"))


def test_a_run_that_is_interrupted_before_it_was_saved_leaves_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    reports = train_checkpoint(settings, tmp_path / "made")
    next(report for report in reports if isinstance(report, Step))
    with pytest.raises(KeyboardInterrupt):
        reports.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
    assert not (tmp_path / "made.run").exists()
