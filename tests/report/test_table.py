import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.errors import ScoreTableError
from framing.labels import FRAME_NAMES
from framing.report import ReportOptions
from framing.report.table import open_table
from framing.scores import score_schema
from tests.report.corpus import score_rows, three_sources, uniform, write_table

ARTICLES = uniform("Post", [(4, 1), (5, 2)])


def rows_in(out: Path) -> int:
    with open_table(out, ReportOptions()) as table:
        return int(table.connection.sql("SELECT count(*) FROM scores").fetchall()[0][0])


def refusal(out: Path) -> str:
    with pytest.raises(ScoreTableError) as caught, open_table(out, ReportOptions()):
        pass
    assert "\n" not in str(caught.value)
    return str(caught.value)


def change_run(out: Path, change: dict[str, Any]) -> None:
    run = json.loads((out / "run.json").read_text())
    (out / "run.json").write_text(json.dumps({**run, **change}))


@pytest.mark.parametrize("form", ["parquet", "parts", "jsonl"])
def test_every_form_of_a_table_gives_the_same_rows(tmp_path: Path, form: str) -> None:
    one = write_table(tmp_path / "one", three_sources(2))
    other = write_table(tmp_path / "other", three_sources(2), form=form)
    query = "SELECT * FROM scores ORDER BY article_id, sentence"
    with open_table(one, ReportOptions()) as first, open_table(other, ReportOptions()) as second:
        assert first.connection.sql(query).fetchall() == second.connection.sql(query).fetchall()


def test_a_folder_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    assert rows_in(write_table(tmp_path / "out[1]*?", ARTICLES)) == 9


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    assert "run.json is missing" in refusal(tmp_path)


def test_a_folder_without_scores_is_refused(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    (out / "scores.parquet").unlink()
    assert "scores.parquet is missing" in refusal(out)


def test_a_csv_table_is_refused_with_the_way_out(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    (out / "scores.parquet").rename(out / "scores.csv")
    assert "as Parquet or JSON Lines" in refusal(out)


def test_two_tables_in_one_folder_are_refused(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    (out / "scores.jsonl").write_text("{}\n")
    assert "holds both" in refusal(out)


def test_a_table_cut_short_is_refused(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    pq.write_table(pq.read_table(out / "scores.parquet").slice(0, 7), out / "scores.parquet")
    assert "incomplete: 7 sentences, but its articles have 9" in refusal(out)


def test_a_table_cut_to_one_sentence_counts_it_as_one(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    pq.write_table(pq.read_table(out / "scores.parquet").slice(0, 1), out / "scores.parquet")
    assert "incomplete: 1 sentence, but its articles have 9" in refusal(out)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    (out / "scores.parquet").write_bytes(b"PAR1 no more")
    assert "not a readable Parquet file" in refusal(out)


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    assert "no sentence" in refusal(write_table(tmp_path, []))


def test_a_table_of_two_checkpoints_is_refused_and_both_are_named(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    rows = score_rows(ARTICLES[:1]) + score_rows(ARTICLES[1:], checkpoint="sha256:other")
    pq.write_table(pa.Table.from_pylist(rows, score_schema(FRAME_NAMES)), out / "scores.parquet")
    assert "sha256:5f1d0c9b7a, sha256:other" in refusal(out)


def test_a_table_of_another_checkpoint_than_its_run_is_refused(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    checkpoint = json.loads((out / "run.json").read_text())["checkpoint"]
    change_run(out, {"checkpoint": {**checkpoint, "digest": "sha256:new"}})
    assert "its run.json names sha256:new" in refusal(out)


def test_another_schema_version_of_the_run_is_refused(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    change_run(out, {"schema_version": 2})
    assert "schema version 2, this report reads 1" in refusal(out)


def test_another_schema_version_of_a_part_is_refused(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES, form="parts")
    part = out / "scores" / "part-00001.parquet"
    old = score_schema(FRAME_NAMES).with_metadata({"framing.schema_version": "0"})
    pq.write_table(pq.read_table(part).cast(old), part)
    assert "part-00001.parquet has schema version 0" in refusal(out)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    pq.write_table(pq.read_table(out / "scores.parquet").drop_columns(["own_loaded"]), out / "scores.parquet")
    assert "lacks the column 'own_loaded'" in refusal(out)


def test_a_missing_threshold_is_named(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    checkpoint = json.loads((out / "run.json").read_text())["checkpoint"]
    del checkpoint["thresholds"]["fairness"]
    change_run(out, {"checkpoint": checkpoint})
    assert "no threshold for 'fairness'" in refusal(out)


@pytest.mark.parametrize("field", ["checkpoint", "counts", "framing_version"])
def test_an_incomplete_run_is_refused_and_the_field_named(tmp_path: Path, field: str) -> None:
    out = write_table(tmp_path, ARTICLES)
    run = json.loads((out / "run.json").read_text())
    del run[field]
    (out / "run.json").write_text(json.dumps(run))
    assert field in refusal(out)


def test_missing_articles_are_refused(tmp_path: Path) -> None:
    out = write_table(tmp_path, ARTICLES)
    shutil.move(out / "articles.parquet", out / "elsewhere.parquet")
    assert "articles.parquet is missing" in refusal(out)
