from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from framing.cli.main import app
from tests.report.corpus import MadeArticle, write_table
from tests.report.events.conftest import FERRY, FERRY_TOLD_APART, SCHOOL, made


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["compare", *map(str, arguments)])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    articles: list[MadeArticle] = [
        made("post", 1, FERRY),
        made("tide", 1, FERRY_TOLD_APART, day=5),
        made("tide", 2, SCHOOL),
    ]
    return write_table(tmp_path / "out", articles)


def test_shows_the_events_and_where_they_are(out: Path) -> None:
    result = run(out)
    assert result.exit_code == 0, result.output
    assert "post, tide" in result.stdout
    assert "The ferry Solveig struck a sandbank" in result.stdout
    assert "Events: 1, with 2 of 3 articles; near-copies: 0." in result.stdout
    assert f"Table: {out / 'events.parquet'}" in result.stdout


def test_days_narrow_the_window(out: Path) -> None:
    assert "Events: 0, with 0 of 3 articles" in run(out, "--days", "0").stdout


def test_a_single_article_is_one(tmp_path: Path) -> None:
    out = write_table(tmp_path / "out", [made("post", 1, FERRY)])
    assert "Events: 0, with 0 of 1 article;" in run(out).stdout


def test_a_folder_without_a_table_has_status_two(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith("framing: ")
