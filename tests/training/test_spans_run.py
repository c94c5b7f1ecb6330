"""A table that labels words alone, all the way: trained, measured, and used to score."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from framing.cli.main import app
from framing.model.checkpoint import load_checkpoint
from tests.training.corpus import write_rows


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def rows(n: int, place: str) -> list[dict[str, object]]:
    return [
        {"text": f"The {word} families closed {place} {number}.", "spans": [[word, "cruel"]] if cruel else []}
        for number in range(n)
        for word, cruel in [("brutal", True) if number % 2 else ("vicious", False)]
    ]


@pytest.fixture(scope="module")
def made(tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spans")
    data = write_rows(folder / "mine.jsonl", rows(120, "port"))
    run("train", "--data", data, "--encoder", tiny_encoder, "--epochs", 3, "-o", folder / "made")
    return folder / "made"


def test_the_checkpoint_tells_the_words_alone(made: Path) -> None:
    checkpoint = load_checkpoint(made)
    assert (checkpoint.sentence_labels, checkpoint.word_labels) == ((), ("cruel",))
    names = {
        measure["name"] for measure in json.loads((made / "metrics.json").read_text("utf-8"))["measures"]
    }
    assert "word.cruel.f1" in names


def test_it_is_measured(made: Path, tmp_path: Path) -> None:
    other = write_rows(tmp_path / "other.jsonl", rows(30, "dock"))
    assert "word.cruel.f1" in run("evaluate", made, other, "-o", tmp_path / "figures.json")


def test_it_scores(made: Path, tmp_path: Path) -> None:
    (tmp_path / "Post").mkdir()
    text = "The brutal families closed the port on Monday. The court closed the jobs after that."
    (tmp_path / "Post" / "one.txt").write_text(text, "utf-8")
    run("score", tmp_path / "Post", "-o", tmp_path / "scores", "--model", made, "--source", "Post")
    table = pq.read_table(tmp_path / "scores" / "scores.parquet").to_pylist()
    assert len(table) == 2
    assert [row["loaded"] for row in table] == [None, None]
