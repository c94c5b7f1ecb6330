"""A column of the input, from the articles to the report: ``score --keep``, then ``report --by``."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli.main import app

TEXT = "The council met on Tuesday. The mayor slammed the shameful plan. Trams stood still for an hour."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["text", "source", "Section", "desk"])
        for k in range(4):
            rows.writerow([f"{TEXT} That was day {k}.", "Post", ["Sport", " Local\u200b news "][k % 2], ""])
    return path


def framing(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == status, result.output
    return result.output


def test_a_kept_column_reaches_the_report(articles: Path, tmp_path: Path) -> None:
    framing("score", articles, "-o", tmp_path / "out", "--keep", "section, desk")
    framing("report", tmp_path / "out", "--by", "section", "--no-events")
    groups = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["groups"]
    assert (groups["by"], groups["groups"], groups["unplaced"]) == ("section", ["Local news", "Sport"], 0)
    assert [cell["articles"] for cell in groups["cells"]] == [2, 2]


def test_a_column_that_was_not_kept_says_how_to_keep_it(articles: Path, tmp_path: Path) -> None:
    framing("score", articles, "-o", tmp_path / "out")
    said = framing("report", tmp_path / "out", "--by", "section", status=2)
    assert "no column 'section'" in said
    assert "--keep section" in said


def test_a_column_is_kept_of_folders_names_too(tmp_path: Path) -> None:
    for section in ("Sport", "Local%20news"):
        folder = tmp_path / "news" / f"section={section}"
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(f"{TEXT} So says {section}.", "utf-8")
    framing("score", tmp_path / "news", "-o", tmp_path / "out", "--keep", "section", "--source", "Post")
    framing("report", tmp_path / "out", "--by", "section", "--no-events")
    groups = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["groups"]
    assert groups["groups"] == ["Local news", "Sport"]
