import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors import safe_open

from framing.errors import ConfigError, OutputError, TrainingDataError
from framing.evaluation.simple import LEXICON, MAJORITY, SOURCE, TFIDF
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.model.checkpoint import WEIGHTS_FILE, Checkpoint
from framing.training import Inspected, Stage, Step, read_settings, train_checkpoint
from framing.training.settings import Settings
from tests.conftest import TinyRun

FILES = {
    "config.json",
    "tokenizer.json",
    "model.safetensors",
    "openvino/model.xml",
    "openvino/model.bin",
    "README.md",
    "metrics.json",
    "splits.json",
    "learning_curve.svg",
}


@pytest.fixture(scope="module")
def settings(tiny_config: Path) -> Settings:
    return read_settings(tiny_config)


def test_a_checkpoint_has_all_its_files_and_no_others(tiny_checkpoint: Checkpoint) -> None:
    folder = tiny_checkpoint.path
    assert {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} == FILES


def test_a_run_prints_nothing(tiny_run: TinyRun) -> None:
    """Neither the project nor a library below it: what is shown is for the command line to say."""
    assert tiny_run.printed == ""


def test_a_run_ends_with_its_checkpoint_and_figures(tiny_run: TinyRun) -> None:
    assert tiny_run.finished.checkpoint == tiny_run.checkpoint
    assert len(tiny_run.finished.figures) == len(measures(tiny_run.checkpoint))


def test_nothing_of_the_run_is_left_beside_it(tiny_checkpoint: Checkpoint) -> None:
    assert [path.name for path in tiny_checkpoint.path.parent.iterdir()] == ["tiny"]


def test_the_checkpoint_tells_the_projects_labels(tiny_checkpoint: Checkpoint) -> None:
    assert tiny_checkpoint.sentence_labels == ("loaded", *FRAME_NAMES)
    assert tiny_checkpoint.word_labels == ("loaded", *ROLE_NAMES)


def test_weights_are_shared_in_half_precision(tiny_checkpoint: Checkpoint) -> None:
    file = tiny_checkpoint.path / WEIGHTS_FILE
    with safe_open(file, "pt") as weights:
        assert {weights.get_tensor(name).dtype.itemsize for name in weights.keys()} == {2}  # noqa: SIM118
    assert file.stat().st_mode & 0o444 == 0o444


def test_decisions_are_fitted(tiny_checkpoint: Checkpoint) -> None:
    loaded = tiny_checkpoint.sentence_decisions[0]
    assert loaded.offset != 0.0
    assert loaded.precision is not None
    assert tiny_checkpoint.word_decisions[0].recall is not None


def measures(checkpoint: Checkpoint) -> list[dict[str, object]]:
    content = json.loads((checkpoint.path / "metrics.json").read_text("utf-8"))
    assert content["schema_version"] == 1
    found: list[dict[str, object]] = content["measures"]
    return found


def test_every_figure_stands_in_the_metrics_with_its_protocol(tiny_checkpoint: Checkpoint) -> None:
    for figure in measures(tiny_checkpoint):
        assert set(figure) == {"name", "value", "low", "high", "n", "protocol", "seed", "checkpoint"}


def test_both_engines_and_the_baselines_are_measured(tiny_checkpoint: Checkpoint) -> None:
    ends = {str(figure["protocol"]).rsplit(", ", 1)[1] for figure in measures(tiny_checkpoint)}
    assert ends == {"int8", "fp32", MAJORITY, SOURCE, TFIDF, LEXICON}


def test_words_have_baselines_too(tiny_checkpoint: Checkpoint) -> None:
    compared = json.loads((tiny_checkpoint.path / "metrics.json").read_text("utf-8"))["beside_baselines"]
    words = [one for one in compared if one["name"] == "word.loaded.f1" and one["data_set"] == "babe"]
    assert [one["baseline"] for one in words] == [MAJORITY, LEXICON]
    assert all(one["n"] > 0 and one["protocol"].startswith("babe, ") for one in words)


def test_it_is_put_to_the_behaviour_cases(tiny_checkpoint: Checkpoint) -> None:
    figures = [one for one in measures(tiny_checkpoint) if str(one["name"]).startswith("behaviour.")]
    assert "behaviour.injected.verb" in {one["name"] for one in figures}
    assert all(one["low"] is not None and one["n"] for one in figures)
    assert "\n## Behaviour\n" in card(tiny_checkpoint)
    assert "| mention.negation | " in card(tiny_checkpoint)


def test_figures_name_the_checkpoint_that_they_are_about(tiny_checkpoint: Checkpoint) -> None:
    names = {str(figure["checkpoint"]) for figure in measures(tiny_checkpoint)}
    assert tiny_checkpoint.digest in names
    assert all(name == tiny_checkpoint.digest or name.startswith("baseline: ") for name in names)


def test_it_learned_what_the_data_say(tiny_checkpoint: Checkpoint) -> None:
    """Two words make every sentence loaded: even two small layers find that out."""
    found = {
        str(figure["name"]): figure["value"]
        for figure in measures(tiny_checkpoint)
        if str(figure["protocol"]).startswith("babe") and str(figure["protocol"]).endswith(", int8")
    }
    assert found["loaded.auc"] == pytest.approx(1.0, abs=0.1)
    assert found["word.loaded.f1"] == pytest.approx(1.0, abs=0.1)


def card(checkpoint: Checkpoint) -> str:
    return (checkpoint.path / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "mention",
    [
        "license: apache-2.0",
        "By experts.",
        "- Licence: CC0",
        "- Citation: Nobody 2020",
        "- Licence: not stated; ask whoever made the data",
        "- It knows two loaded words.",
        "## What it is not for",
        "## Known failures",
    ],
)
def test_the_card_names_data_licences_and_limits(tiny_checkpoint: Checkpoint, mention: str) -> None:
    assert mention in card(tiny_checkpoint)


def test_the_card_counts_the_data_and_lists_the_figures(tiny_checkpoint: Checkpoint) -> None:
    text = card(tiny_checkpoint)
    assert "| babe | " in text
    assert "| loaded.macro_f1 | " in text
    assert "| word: villain | " in text


def test_the_card_says_undefined_where_nothing_was_measured(tiny_checkpoint: Checkpoint) -> None:
    text = card(tiny_checkpoint)
    assert "| word: hero | 0.5 | not said | undefined | undefined |" in text
    assert "None" not in text


def test_the_card_does_not_say_where_things_lay(
    tiny_checkpoint: Checkpoint, tiny_data: Path, tiny_encoder: Path
) -> None:
    for file in ("README.md", "config.json", "metrics.json"):
        text = (tiny_checkpoint.path / file).read_text("utf-8")
        assert str(tiny_data) not in text
        if file != "README.md":
            assert str(tiny_encoder) not in text


def test_an_existing_directory_is_not_written_over(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="exists already"):
        next(train_checkpoint(settings, tmp_path))


def first_steps(settings: Settings, out: Path, n: int) -> list[Step]:
    steps: list[Step] = []
    for report in train_checkpoint(settings, out):
        if isinstance(report, Step):
            steps.append(report)
        if len(steps) == n:
            break
    return steps


def test_an_interrupted_run_goes_on(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.training.learning.SAVE_EVERY", -1.0)
    out = tmp_path / "made"
    assert [step.number for step in first_steps(settings, out, 3)] == [1, 2, 3]
    # The third step was reported, but not yet saved when the run was stopped.
    assert [step.number for step in first_steps(settings, out, 2)] == [3, 4]
    assert not out.exists()


def test_changed_labels_make_it_another_run(
    settings: Settings, tiny_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.training.learning.SAVE_EVERY", -1.0)
    shutil.copytree(tiny_data, tmp_path / "data")
    moved = settings.model_copy(update={"data_folder": tmp_path / "data"})
    first_steps(moved, tmp_path / "made", 2)
    file = tmp_path / "data" / "babe.jsonl"
    file.write_text(file.read_text("utf-8").replace('"loaded": 1', '"loaded": 0'), "utf-8")
    with pytest.raises(TrainingDataError, match="other settings or data"):
        first_steps(moved, tmp_path / "made", 1)


def test_a_run_begins_by_saying_what_it_does(settings: Settings, tmp_path: Path) -> None:
    reports = train_checkpoint(settings, tmp_path / "made")
    first, seen, second = (next(reports) for _ in range(3))
    assert isinstance(first, Stage)
    assert first.title == "reading the data"
    assert isinstance(seen, Inspected)
    assert {finding.data_set for finding in seen.findings} == {"babe", "silver", "mirror", "anno_lexical"}
    assert isinstance(second, Stage)
    assert second.title.startswith("learning from ")


def test_missing_data_ends_the_run_before_it_begins(settings: Settings, tmp_path: Path) -> None:
    elsewhere = settings.model_copy(update={"data_folder": tmp_path})
    with pytest.raises(TrainingDataError, match="there is no file"):
        list(train_checkpoint(elsewhere, tmp_path / "made"))
    assert list(tmp_path.iterdir()) == []


def test_windows_longer_than_the_encoder_reads_are_cut(
    settings: Settings, tiny_data: Path, tmp_path: Path
) -> None:
    """The encoder has 64 positions; neither learning nor quantizing may ask for more."""
    shutil.copytree(tiny_data, tmp_path / "data")
    rows = [json.loads(line) for line in (tmp_path / "data" / "babe.jsonl").read_text("utf-8").splitlines()]
    long = [row | {"text": row["text"] + " The port closed." * 30} for row in rows]
    (tmp_path / "data" / "babe.jsonl").write_text("".join(json.dumps(row) + "\n" for row in long), "utf-8")
    wide = settings.model_copy(
        update={
            "data_folder": tmp_path / "data",
            "window": 500,
            "optimisation": settings.optimisation.model_copy(update={"window": 500}),
        }
    )
    assert len(first_steps(wide, tmp_path / "made", 6)) == 6


def test_a_device_that_is_not_there_is_refused_and_leaves_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    optimisation = settings.optimisation.model_copy(update={"device": "cuda"})
    with pytest.raises(ConfigError, match="finds no GPU"):
        list(train_checkpoint(settings.model_copy(update={"optimisation": optimisation}), tmp_path / "made"))
    assert list(tmp_path.iterdir()) == []
