"""An encoder that guesses hidden words of plain texts."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModel
from typer.testing import CliRunner

from framing.cli.main import app
from framing.errors import ConfigError, OutputError, TrainingDataError
from framing.training import Pretrained, Pretraining, Stage, Step, pretrain, read_settings, train_checkpoint
from framing.training.masked import MASKED, Rows, hide
from framing.training.pretraining import PRETRAINING_FILE

SENTENCES = (
    "The brutal bandits closed the court of the port.",
    "We said the families closed the jobs on monday.",
)
ROWS = Rows(np.full((50, 32), 9, dtype=np.int32), frozenset({2, 3}), mask=1, n_pieces=99)


@pytest.fixture(scope="module")
def masked_encoder(tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tiny encoder with a tokenizer that can hide pieces."""
    folder = tmp_path_factory.mktemp("masked")
    for file in tiny_encoder.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    # The tiny tokenizer has no piece of its own for this; one that no text holds does as well.
    names = json.loads((folder / "tokenizer_config.json").read_text("utf-8"))
    (folder / "tokenizer_config.json").write_text(json.dumps(names | {"mask_token": "[UNK]"}), "utf-8")
    return folder


@pytest.fixture
def settings(masked_encoder: Path, tmp_path: Path) -> Pretraining:
    texts = tmp_path / "articles.jsonl"
    texts.write_text("".join(json.dumps({"text": " ".join(SENTENCES)}) + "\n" for _ in range(150)), "utf-8")
    return Pretraining(
        encoder=str(masked_encoder),
        texts=(texts,),
        passes=4.0,
        rate=1e-2,
        batch=8,
        length=32,
        threads=1,
        device="cpu",
        precision="fp32",
    )


def steps(settings: Pretraining, out: Path, n: int) -> list[Step]:
    found: list[Step] = []
    for report in pretrain(settings, out):
        if isinstance(report, Step):
            found.append(report)
        if len(found) == n:
            break
    return found


def test_a_share_of_the_pieces_is_hidden_and_the_special_ones_never() -> None:
    ids = np.full((200, 32), 9, dtype=np.int64)
    ids[:, 0], ids[:, -1] = 2, 3
    shown, hidden = hide(ids, ROWS, np.random.default_rng(0))
    assert hidden[:, 1:-1].mean() == pytest.approx(MASKED, abs=0.02)
    assert not hidden[:, [0, -1]].any()
    assert (shown[~hidden] == ids[~hidden]).all()
    assert (shown[hidden] == ROWS.mask).mean() == pytest.approx(0.8, abs=0.05)


def test_an_encoder_learns_to_guess_and_loads_as_any_other(settings: Pretraining, tmp_path: Path) -> None:
    *_, last = pretrain(settings, tmp_path / "made")
    assert isinstance(last, Pretrained)
    assert last.last_loss < last.first_loss - 0.5
    assert not (tmp_path / "made.run").exists()
    before = AutoModel.from_pretrained(settings.encoder)
    after = AutoModel.from_pretrained(tmp_path / "made")
    assert not torch.equal(before.embeddings.word_embeddings.weight, after.embeddings.word_embeddings.weight)
    told = json.loads((tmp_path / "made" / PRETRAINING_FILE).read_text("utf-8"))
    assert told["texts"] == ["articles.jsonl"]
    assert told["encoder"] == Path(settings.encoder).name


def test_a_run_that_is_broken_off_ends_like_one_that_is_not(
    settings: Pretraining, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [step.loss for step in steps(settings, tmp_path / "whole", 12)]
    monkeypatch.setattr("framing.training.pretraining._SAVE_EVERY", -1.0)
    first = steps(settings, tmp_path / "broken", 6)
    rest = steps(settings, tmp_path / "broken", 7)
    # The sixth step was reported, but not yet saved when the run was broken off.
    assert [step.number for step in (*first, *rest)] == [1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12]
    assert [step.loss for step in rest] == whole[5:]


def test_sentences_that_are_measured_on_later_are_not_read(settings: Pretraining, tmp_path: Path) -> None:
    labelled = tmp_path / "labelled.csv"
    labelled.write_text(f"text,label\n{SENTENCES[0]},1\n", "utf-8")
    less = Pretraining(**{**fields(settings), "without": (labelled,)})
    assert pieces_announced(less, tmp_path / "b") < 0.7 * pieces_announced(settings, tmp_path / "a")


def fields(settings: Pretraining) -> dict[str, object]:
    return {name: getattr(settings, name) for name in Pretraining.__slots__}


def pieces_announced(settings: Pretraining, out: Path) -> int:
    titles = [report.title for report in _first(pretrain(settings, out), 2) if isinstance(report, Stage)]
    return int(titles[-1].split()[1].replace(",", ""))


def _first(reports: object, n: int) -> list[object]:
    return [next(reports) for _ in range(n)]  # type: ignore[call-overload]


def test_texts_without_the_column_are_refused_with_file_and_line(
    settings: Pretraining, tmp_path: Path
) -> None:
    settings.texts[0].write_text('{"body": "The port closed."}\n', "utf-8")
    with pytest.raises(TrainingDataError, match=r"articles.jsonl:1: .*'text'"):
        list(pretrain(settings, tmp_path / "made"))
    assert not (tmp_path / "made.run").exists()


def test_too_little_text_is_refused(settings: Pretraining, tmp_path: Path) -> None:
    settings.texts[0].write_text('{"text": "The port closed."}\n', "utf-8")
    with pytest.raises(TrainingDataError, match="too little text"):
        list(pretrain(settings, tmp_path / "made"))


def test_an_encoder_without_a_mask_is_refused(
    settings: Pretraining, tiny_encoder: Path, tmp_path: Path
) -> None:
    bare = Pretraining(**{**fields(settings), "encoder": str(tiny_encoder)})
    with pytest.raises(ConfigError, match="no fast tokenizer with a mask"):
        list(pretrain(bare, tmp_path / "made"))


def test_an_existing_directory_is_not_written_over(settings: Pretraining, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="exists already"):
        next(pretrain(settings, tmp_path))


def test_a_run_can_begin_with_the_encoder(settings: Pretraining, tiny_config: Path, tmp_path: Path) -> None:
    list(pretrain(settings, tmp_path / "made"))
    run = read_settings(tiny_config).model_copy(update={"encoder": str(tmp_path / "made")})
    assert any(
        isinstance(report, Step) for report in _first(train_checkpoint(run, tmp_path / "checkpoint"), 5)
    )


def test_the_command_says_what_it_made(settings: Pretraining, tmp_path: Path) -> None:
    arguments = [str(settings.texts[0]), "--encoder", settings.encoder, "-o", str(tmp_path / "made")]
    result = CliRunner().invoke(app, ["pretrain", *arguments, "--passes", "0.5", "--threads", "1"])
    assert result.exit_code == 0, result.output
    assert f"framing train --encoder {tmp_path / 'made'}" in result.stdout
