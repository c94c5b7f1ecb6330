from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from framing.scores import ARTICLE_SCHEMA, score_schema
from framing.scoring import Scorer
from framing.scoring import parquet as parquet_module
from framing.scoring.parquet import ParquetArticles, ParquetScores
from framing.text import ForeignSpan
from tests.scoring.fakes import article, scored

TEXT = "The brutal bandits fled. The port closed."


def test_scores_survive_the_table(scorer: Scorer, tmp_path: Path) -> None:
    rows = scorer.score_text(TEXT)
    table = ParquetScores(tmp_path / "scores.parquet", scorer.checkpoint.frames)
    table.write(rows)
    table.close()
    read = pq.read_table(tmp_path / "scores.parquet").to_pylist()
    assert [row["text"] for row in read] == ["The brutal bandits fled.", "The port closed."]
    assert read[0]["loaded"] == pytest.approx(rows[0].loaded)
    assert read[0]["frames"] == pytest.approx(rows[0].frames)
    assert [(span["start"], span["label"]) for span in read[0]["spans"]] == [(4, "loaded"), (11, "villain")]


def test_the_table_has_the_documented_schema(scorer: Scorer, tmp_path: Path) -> None:
    table = ParquetScores(tmp_path / "scores.parquet", scorer.checkpoint.frames)
    table.close()
    schema = pq.read_schema(tmp_path / "scores.parquet")
    assert schema.equals(score_schema(scorer.checkpoint.frames), check_metadata=True)


def test_rows_are_written_as_they_come(
    scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_module, "ROW_GROUP", 3)
    table = ParquetScores(tmp_path / "scores.parquet", scorer.checkpoint.frames)
    for _ in range(4):
        table.write(scorer.score_text(TEXT))
    table.close()
    groups = pq.ParquetFile(tmp_path / "scores.parquet").metadata
    assert [groups.row_group(number).num_rows for number in range(groups.num_row_groups)] == [3, 3, 2]


def test_an_article_has_one_row(scorer: Scorer, tmp_path: Path) -> None:
    given = replace(
        article(1, TEXT + "\n\nDer Hafen."),
        published=date(2024, 3, 1),
        foreign=(ForeignSpan(43, 53, "de"),),
    )
    table = ParquetArticles(tmp_path / "articles.parquet")
    table.write(scored(scorer.score([given]))[0])
    table.close()
    read = pq.read_table(tmp_path / "articles.parquet")
    assert read.schema.equals(ARTICLE_SCHEMA)
    (row,) = read.to_pylist()
    assert (row["article_id"], row["path"], row["language"]) == ("a1", "news/1.txt", "en")
    assert (row["characters"], row["sentences"]) == (53, 2)
    assert row["published"] == date(2024, 3, 1)
    assert row["foreign"] == [{"start": 43, "end": 53, "language": "de"}]


def test_a_path_that_is_not_utf8_is_shown_escaped(scorer: Scorer, tmp_path: Path) -> None:
    given = replace(article(1, TEXT), path="news/caf\udce9.txt")
    table = ParquetArticles(tmp_path / "articles.parquet")
    table.write(scored(scorer.score([given]))[0])
    table.close()
    assert pq.read_table(tmp_path / "articles.parquet")["path"].to_pylist() == ["news/caf\\udce9.txt"]
