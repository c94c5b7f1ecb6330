import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from framing.cli.main import app


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["score", *map(str, arguments)], input=stdin)


def test_scores_a_folder(news: Path, tmp_path: Path) -> None:
    result = run(news, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    rows = pq.read_table(tmp_path / "out" / "scores.parquet").to_pylist()
    assert {row["source"] for row in rows} == {"post", "herald"}


def test_says_where_the_results_are_and_how_to_go_on(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    stdout = run(news, "-o", out).stdout
    assert f"Score table: {out / 'scores.parquet'}" in stdout
    assert f"Next: framing report {out}" in stdout


def test_csv_does_not_lead_to_the_report_which_cannot_read_it(news: Path, tmp_path: Path) -> None:
    assert "Next" not in run(news, "-o", tmp_path / "out", "--format", "csv").stdout


def test_a_source_with_too_few_articles_gets_no_share(news: Path, tmp_path: Path) -> None:
    stdout = run(news, "-o", tmp_path / "out").stdout
    assert "too few" in stdout
    assert "%" not in stdout


def test_some_inputs_in_errors_have_status_one(news: Path, tmp_path: Path) -> None:
    (news / "post" / "empty.txt").write_text("", "utf-8")
    result = run(news, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "Not scored: empty 1" in result.stdout


def test_nothing_scored_has_status_three(tmp_path: Path) -> None:
    result = run(tmp_path / "absent.txt", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "Next" not in result.stdout


def test_nothing_scored_still_says_why(tmp_path: Path) -> None:
    run(tmp_path / "absent.txt", "-o", tmp_path / "out")
    line = json.loads((tmp_path / "out" / "errors.jsonl").read_text("utf-8"))
    assert line["reason"] == "unreadable"


def test_old_results_are_refused_with_status_two(news: Path, tmp_path: Path) -> None:
    run(news, "-o", tmp_path / "out")
    result = run(news, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("framing: ")
    assert "--overwrite" in result.stderr


def test_overwrite_replaces_old_results(news: Path, tmp_path: Path) -> None:
    run(news, "-o", tmp_path / "out")
    assert run(news, "-o", tmp_path / "out", "--overwrite").exit_code == 0


def test_an_output_inside_the_input_is_refused(news: Path) -> None:
    result = run(news, "-o", news / "out")
    assert result.exit_code == 2
    assert not (news / "out").exists()


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_the_format_can_be_chosen(news: Path, tmp_path: Path, kind: str) -> None:
    run(news, "-o", tmp_path / "out", "--format", kind)
    assert (tmp_path / "out" / f"scores.{kind}").is_file()


def test_the_source_can_be_named(news: Path, tmp_path: Path) -> None:
    run(news, "-o", tmp_path / "out", "--source", "Gazette", "--format", "jsonl")
    lines = (tmp_path / "out" / "scores.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["source"] for line in lines} == {"Gazette"}


def test_columns_can_be_named(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("body,paper,head\nThe brutal bandits fled the port.,Post,Port\n", "utf-8")
    columns = ("--text-column", "body", "--source-column", "paper", "--title-column", "head")
    result = run(table, "-o", tmp_path / "out", *columns, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    row = json.loads((tmp_path / "out" / "scores.jsonl").read_text("utf-8"))
    assert (row["source"], row["title"]) == ("Post", "Port")


def test_standard_input_is_read(tmp_path: Path) -> None:
    line = json.dumps({"text": "The brutal bandits fled the port.", "source": "Post"})
    result = run("-", "-o", tmp_path / "out", "--stdin-format", "jsonl", stdin=line)
    assert result.exit_code == 0, result.output


def test_settings_are_kept(news: Path, tmp_path: Path) -> None:
    run(news, "-o", tmp_path / "out", "--source", "Gazette", "--day-first")
    settings = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["settings"]
    assert settings["source"] == "Gazette"
    assert settings["day_first"] is True
    assert settings["text_column"] == "text"


def test_two_runs_give_the_same_bytes(news: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        run(news, "-o", tmp_path / name)
    for file in (tmp_path / "first").iterdir():
        assert file.read_bytes() == (tmp_path / "second" / file.name).read_bytes()


def test_a_sources_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    line = json.dumps({"text": "The brutal bandits fled the port.", "source": "Po\x1b[31mst [red]"})
    stdout = run("-", "-o", tmp_path / "out", "--stdin-format", "jsonl", stdin=line).stdout
    assert "\x1b" not in stdout
    assert "[red]" in stdout
