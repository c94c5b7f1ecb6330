from pathlib import Path

from typer.testing import CliRunner

from framing.cli.main import app


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


def test_a_folder_without_a_score_table_has_status_two(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr.startswith("framing: ")
