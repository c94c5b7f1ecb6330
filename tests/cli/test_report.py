from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from framing.cli.main import app
from tests.report.corpus import three_sources, write_table
from tests.report.events.conftest import FERRY, FERRY_TOLD_APART, made


def test_reports_on_what_was_scored(news: Path, tmp_path: Path) -> None:
    CliRunner().invoke(app, ["score", str(news), "-o", str(tmp_path / "out")])
    result = CliRunner().invoke(app, ["report", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    paths = [Path(line) for line in result.stdout.splitlines()]
    assert [path.name for path in paths] == ["report.html", "report.json", "sources.csv"]
    assert all(path.is_file() for path in paths)


def test_reports_on_json_lines_too(news: Path, tmp_path: Path) -> None:
    CliRunner().invoke(app, ["score", str(news), "-o", str(tmp_path / "out"), "--format", "jsonl"])
    assert CliRunner().invoke(app, ["report", str(tmp_path / "out")]).exit_code == 0


def test_several_folders_are_refused_with_what_to_do_instead(out: Path, tmp_path: Path) -> None:
    result = run(out, tmp_path / "other", "--format", "json")
    assert result.exit_code == 2
    assert result.stderr == (
        "framing: a report is of one directory, not of 2; to compare sources, score all their articles "
        "into one: framing score ARTICLES MORE-ARTICLES -o OUT, then framing report OUT\n"
    )
    assert not (out / "report.json").exists()


def test_a_folder_without_a_score_table_has_status_two(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr.startswith("framing: ")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_table(tmp_path / "out", three_sources(1))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_score_and_report_alone_find_the_events(tmp_path: Path) -> None:
    out = write_table(tmp_path, [made("post", 1, FERRY), made("tide", 1, FERRY_TOLD_APART)])
    assert run(out).exit_code == 0
    assert "The same event, side by side" in (out / "report.html").read_text("utf-8")
    assert (out / "events.parquet").is_file()


def test_no_events_leaves_them_out(out: Path) -> None:
    assert run(out, "--no-events").exit_code == 0
    assert not (out / "events.parquet").exists()


def test_formats_and_charts_are_a_choice(out: Path) -> None:
    result = run(out, "--format", "md, json", "--charts", "svg")
    assert result.exit_code == 0, result.output
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert names[:2] == ["report.json", "report.md"]


def test_a_column_may_be_named(out: Path) -> None:
    assert run(out, "--by", "language").exit_code == 0
    assert 'id="groups"' in (out / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--by", "desk"], "no column 'desk'"),
        (["--format", "pdf"], "unknown format 'pdf'"),
        (["--columns", "none.csv"], "needs the column"),
        (["--by", "desk", "--columns", "none.csv"], "none.csv is not a file"),
    ],
)
def test_a_wrong_option_has_status_two_and_one_line(out: Path, wrong: list[str], said: str) -> None:
    result = run(out, *wrong)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
