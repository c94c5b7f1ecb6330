"""Checkpoints with labels of their own: what they do not tell is null, never 0."""

import csv
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from framing.errors import ScoreTableError
from framing.report.options import ReportOptions
from framing.report.table import open_table
from framing.scoring import Format, OutputOptions, RunInfo, Scorer, ScoreWriter, Tally
from framing.text import Article
from tests.scoring.fakes import article, scored, scorer_of, split_at_points

TEXT = "The brutal bandits closed the port. “Jobs”, we said."


def topics(folder: Path) -> Scorer:
    """Give a scorer that tells two topics and nothing else."""
    scorer = scorer_of(folder, sentence=slice(1, 3), words=slice(0, 0))
    return Scorer(
        replace(scorer.checkpoint, sentence_labels=("jobs", "court")),
        scorer.engine,
        segmenter=split_at_points,
    )


def loaded_only(folder: Path) -> Scorer:
    """Give a scorer that tells loaded sentences and nothing else."""
    return scorer_of(folder, sentence=slice(0, 1), words=slice(0, 0))


def write(out: Path, scorer: Scorer, kind: Format = "parquet") -> Path:
    inputs: list[Article] = [article(1, TEXT)]
    with ScoreWriter(
        out, RunInfo(scorer.checkpoint, scorer.engine.name), OutputOptions(format=kind)
    ) as writer:
        for item in scorer.score(inputs):
            writer.write(item)
    return out / f"scores.{kind}"


def test_loaded_is_none_where_it_is_not_told(tmp_path: Path) -> None:
    (only,) = scored(topics(tmp_path).score([article(1, TEXT)]))
    first, second = only.sentences
    assert (first.loaded, first.own_loaded, second.loaded, second.own_loaded) == (None,) * 4
    assert second.frames["jobs"] > 0.9
    assert not first.is_loaded(0.0)
    assert not first.is_own_loaded(0.0)


def test_a_table_holds_nulls_for_what_is_not_told(tmp_path: Path) -> None:
    table = pq.read_table(write(tmp_path / "out", topics(tmp_path)))
    assert table["loaded"].to_pylist() == [None, None]
    assert table["own_loaded"].null_count == 2
    assert table.schema.field("loaded").nullable


def test_a_csv_holds_empty_cells(tmp_path: Path) -> None:
    file = write(tmp_path / "out", topics(tmp_path), "csv")
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [(row["loaded"], row["own_loaded"]) for row in rows] == [("", ""), ("", "")]


def test_a_table_without_frames_has_no_such_column(tmp_path: Path) -> None:
    table = pq.read_table(write(tmp_path / "out", loaded_only(tmp_path)))
    assert "frames" not in table.column_names
    assert table["loaded"].to_pylist()[0] > 0.9
    assert not table.schema.field("loaded").nullable


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_a_table_without_frames_can_be_reported_on(tmp_path: Path, kind: Format) -> None:
    write(tmp_path / "out", loaded_only(tmp_path), kind)
    with open_table(tmp_path / "out", ReportOptions()) as table:
        assert table.frames == ()


def test_a_report_on_a_table_without_loaded_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "out", topics(tmp_path))
    refusal = pytest.raises(ScoreTableError, match="was scored by fake, which does not judge loaded wording")
    with refusal, open_table(tmp_path / "out", ReportOptions()):
        pass


def test_no_share_is_given_of_what_is_not_told(tmp_path: Path) -> None:
    scorer, tally = topics(tmp_path), Tally(None)
    for number in range(10):
        for item in scorer.score([article(number, "The port closed. " * 20)]):
            tally.add(item)
    (source,) = tally.sources
    assert (source.sentences, source.own_share, source.quoted_share) == (200, None, None)
