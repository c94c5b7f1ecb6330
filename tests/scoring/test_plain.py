import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from framing.scores import SentenceScore, score_schema
from framing.scoring import Scorer
from framing.scoring.plain import CsvScores, JsonlScores


@pytest.fixture
def row(scorer: Scorer) -> SentenceScore:
    (row,) = scorer.score_text("The “brutal” bandits fled.")
    return replace(row, published=date(2024, 3, 1))


def jsonl(path: Path, row: SentenceScore) -> dict[str, object]:
    table = JsonlScores(path)
    table.write([row])
    table.close()
    loaded: dict[str, object] = json.loads(path.read_text("utf-8"))
    return loaded


def csv_row(path: Path, row: SentenceScore) -> dict[str, str]:
    table = CsvScores(path, tuple(row.frames))
    table.write([row])
    table.close()
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))


def test_a_json_line_has_the_score_tables_columns(tmp_path: Path, row: SentenceScore) -> None:
    assert list(jsonl(tmp_path / "scores.jsonl", row)) == score_schema(tuple(row.frames)).names


def test_a_json_line_gives_the_values(tmp_path: Path, row: SentenceScore) -> None:
    read = jsonl(tmp_path / "scores.jsonl", row)
    assert read["published"] == "2024-03-01"
    assert read["title"] is None
    assert read["loaded"] == row.loaded
    assert read["frames"] == row.frames
    spans = read["spans"]
    assert isinstance(spans, list)
    assert spans[0] == {"start": 5, "end": 11, "label": "loaded", "prob": row.spans[0].prob, "quoted": True}


def test_csv_gives_each_frame_a_column(tmp_path: Path, row: SentenceScore) -> None:
    read = csv_row(tmp_path / "scores.csv", row)
    assert float(read["frame_economic"]) == row.frames["economic"]
    assert read["checkpoint"] == row.checkpoint


def test_csv_gives_spans_as_json(tmp_path: Path, row: SentenceScore) -> None:
    spans = json.loads(csv_row(tmp_path / "scores.csv", row)["spans"])
    assert [span["label"] for span in spans] == ["loaded", "villain"]


def test_csv_keeps_line_breaks_and_quotation_marks(tmp_path: Path, row: SentenceScore) -> None:
    text = 'one "two",\nthree'
    assert csv_row(tmp_path / "scores.csv", replace(row, text=text))["text"] == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0@", "＝", "－", "﹦"])
def test_csv_makes_formulas_harmless(tmp_path: Path, row: SentenceScore, start: str) -> None:
    hostile = f'{start}HYPERLINK("https://evil.example")'
    read = csv_row(tmp_path / "scores.csv", replace(row, text=hostile, title=hostile, source=hostile))
    assert read["text"] == read["title"] == read["source"] == f"'{hostile}"


def test_csv_leaves_an_unknown_value_empty(tmp_path: Path, row: SentenceScore) -> None:
    assert csv_row(tmp_path / "scores.csv", row)["title"] == ""
