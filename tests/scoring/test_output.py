import errno
import hashlib
import json
import os
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import OutputError, UsageError
from framing.scoring import Format, OutputOptions, RunInfo, Scorer, ScoreWriter
from framing.text import Article, Unscored
from tests.scoring.fakes import article, bad
from tests.scoring.test_scorer import INPUTS

MIXED: list[Article | Unscored] = [
    article(1, "The brutal bandits fled. The port closed."),
    bad(2),
    article(3, "“Unprovoked”, we said.", source="Herald"),
]
NAMES = ["articles.parquet", "errors.jsonl", "run.json", "scores.parquet"]


def write(
    out: Path, scorer: Scorer, inputs: list[Article | Unscored], options: OutputOptions | None = None
) -> ScoreWriter:
    with ScoreWriter(out, RunInfo(scorer.checkpoint, scorer.engine.name), options) as writer:
        for item in scorer.score(inputs):
            writer.write(item)
    return writer


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def digests(out: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir() if path.is_file()
    }


def test_writes_four_files(scorer: Scorer, tmp_path: Path) -> None:
    write(tmp_path / "out", scorer, MIXED)
    assert names(tmp_path / "out") == NAMES


@pytest.mark.parametrize("kind", ["parquet", "jsonl", "csv"])
def test_the_table_is_named_after_its_format(scorer: Scorer, tmp_path: Path, kind: Format) -> None:
    writer = write(tmp_path, scorer, MIXED, OutputOptions(format=kind))
    assert writer.scores_file == tmp_path / f"scores.{kind}"
    assert writer.scores_file.is_file()


def test_an_error_line_says_what_was_not_scored(scorer: Scorer, tmp_path: Path) -> None:
    write(tmp_path, scorer, [Unscored("news/a.csv", "missing_column", "no column text", record=4)])
    assert json.loads((tmp_path / "errors.jsonl").read_text("utf-8")) == {
        "path": "news/a.csv",
        "record": 4,
        "reason": "missing_column",
        "detail": "no column text",
    }


def test_an_error_line_can_name_a_path_that_is_not_utf8(scorer: Scorer, tmp_path: Path) -> None:
    write(tmp_path, scorer, [Unscored("caf\udce9.txt", "unreadable", "gone")])
    assert json.loads((tmp_path / "errors.jsonl").read_text("utf-8"))["path"] == "caf\udce9.txt"


@settings(deadline=None, max_examples=40)
@given(INPUTS, st.sampled_from(["parquet", "jsonl", "csv"]))
def test_articles_in_are_articles_scored_plus_errors(
    scorer: Scorer,
    tmp_path_factory: pytest.TempPathFactory,
    inputs: list[Article | Unscored],
    kind: Format,
) -> None:
    out = tmp_path_factory.mktemp("out")
    write(out, scorer, inputs, OutputOptions(format=kind))
    run = json.loads((out / "run.json").read_text("utf-8"))["counts"]
    articles = duckdb.sql(f"SELECT count(*), sum(sentences) FROM '{out}/articles.parquet'").fetchall()
    errors = (out / "errors.jsonl").read_text("utf-8").splitlines()
    assert run["articles_in"] == len(inputs) == articles[0][0] + len(errors)
    assert sum(run["errors"].values()) == len(errors)
    assert run["sentences"] == (articles[0][1] or 0)


@pytest.mark.parametrize("kind", ["parquet", "jsonl", "csv"])
def test_two_runs_give_the_same_bytes(scorer: Scorer, tmp_path: Path, kind: Format) -> None:
    for name in ("first", "second"):
        write(tmp_path / name, scorer, MIXED, OutputOptions(format=kind))
    assert digests(tmp_path / "first") == digests(tmp_path / "second")


def test_old_results_are_refused(scorer: Scorer, tmp_path: Path) -> None:
    write(tmp_path, scorer, MIXED)
    before = digests(tmp_path)
    with pytest.raises(UsageError, match=r"already holds .* --overwrite replaces it"):
        write(tmp_path, scorer, MIXED[:1])
    assert digests(tmp_path) == before


def test_overwrite_replaces_results_of_every_format(scorer: Scorer, tmp_path: Path) -> None:
    write(tmp_path, scorer, MIXED, OutputOptions(format="csv"))
    write(tmp_path, scorer, MIXED, OutputOptions(overwrite=True))
    assert names(tmp_path) == NAMES


def test_files_that_are_no_results_stay(scorer: Scorer, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    write(tmp_path, scorer, MIXED)
    write(tmp_path, scorer, MIXED, OutputOptions(overwrite=True))
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_an_output_that_is_a_file_is_refused(scorer: Scorer, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(UsageError, match="is a file"):
        write(tmp_path / "out", scorer, MIXED)


def test_an_output_that_cannot_be_made_is_an_output_error(scorer: Scorer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        write(tmp_path / "file" / "out", scorer, MIXED)


def test_a_run_that_fails_leaves_nothing(scorer: Scorer, tmp_path: Path) -> None:
    def fail_midway() -> None:
        with ScoreWriter(tmp_path, RunInfo(scorer.checkpoint, "fake")) as writer:
            writer.write(next(scorer.score(MIXED)))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_midway()
    assert names(tmp_path) == []


def test_a_run_that_fails_leaves_the_old_results(scorer: Scorer, tmp_path: Path) -> None:
    write(tmp_path, scorer, MIXED)
    before = digests(tmp_path)

    def fail_midway() -> None:
        with ScoreWriter(tmp_path, RunInfo(scorer.checkpoint, "fake"), OutputOptions(overwrite=True)):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_midway()
    assert digests(tmp_path) == before


def test_a_full_disk_is_an_output_error_and_leaves_the_old_results(
    scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, scorer, MIXED)
    before = digests(tmp_path)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write(tmp_path, scorer, MIXED, OutputOptions(overwrite=True))
    assert digests(tmp_path) == before
