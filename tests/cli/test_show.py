"""`framing score` without OUT: a single file on the terminal, or rows for a pipe."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from framing.cli.main import app

TEXT = "The brutal bandits fled the port. The court closed. “Vicious”, we said of the families."


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["score", *map(str, arguments)], input=stdin)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "port.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_single_file_is_shown_with_its_wording_marked(file: Path) -> None:
    result = run(file)
    assert result.exit_code == 0, result.output
    assert "The *brutal* bandits [villain] fled the port. [loaded 0.98]" in result.stdout
    assert "“_Vicious_”, we said" in result.stdout


def test_standard_input_is_shown() -> None:
    assert "*brutal*" in run("-", stdin=TEXT).stdout


def test_article_need_not_have_a_source_to_be_shown(file: Path) -> None:
    assert "port.txt" in run(file).stdout


def test_output_for_a_file_has_no_escapes_and_no_folded_lines(file: Path) -> None:
    file.write_text(" ".join([TEXT] * 5), "utf-8")
    stdout = run(file).stdout
    assert "\x1b" not in stdout
    assert max(map(len, stdout.splitlines())) > 300


def test_several_files_want_a_directory(file: Path, tmp_path: Path) -> None:
    for paths in ((tmp_path,), (file, file), (tmp_path / "*.txt",)):
        result = run(*paths)
        assert result.exit_code == 2
        assert "-o OUT" in result.stderr


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "absent.txt")
    assert result.exit_code == 2
    assert result.stderr == f"framing: {tmp_path / 'absent.txt'}: there is no such file\n"


def test_rows_for_a_pipe_are_those_of_the_score_table(news: Path, tmp_path: Path) -> None:
    rows = run(news, "--json").stdout
    run(news, "-o", tmp_path / "out", "--format", "jsonl")
    assert rows == (tmp_path / "out" / "scores.jsonl").read_text("utf-8")
    assert len(rows.splitlines()) == 8


def test_rows_bear_the_day(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT, "source": "Post", "date": "2031-05-03"})
    (row, *_) = run("-", "--json", stdin=line).stdout.splitlines()
    assert json.loads(row)["published"] == "2031-05-03"


def test_rows_and_a_directory_contradict_each_other(file: Path, tmp_path: Path) -> None:
    assert run(file, "--json", "-o", tmp_path / "out").exit_code == 2
    assert not (tmp_path / "out").exists()


def test_what_could_not_be_scored_is_said_beside_the_results() -> None:
    lines = json.dumps({"text": TEXT}) + "\n{broken\n"
    result = run("-", "--json", stdin=lines)
    assert result.exit_code == 1
    assert result.stderr.startswith("framing: not scored: -:2: This is not JSON")
    assert all(json.loads(line) for line in result.stdout.splitlines())


def test_nothing_shown_has_status_three(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", "utf-8")
    result = run(tmp_path / "a.txt")
    assert result.exit_code == 3
    assert result.stdout == ""


def test_text_cannot_steer_the_terminal(file: Path) -> None:
    file.write_text(f"The [red]brutal\x9b2J bandits\u202e fled. {TEXT}", "utf-8")
    stdout = run(file).stdout
    assert "[red]" in stdout
    assert not {"\x1b", "\x9b", "\u202e"} & set(stdout)


@pytest.mark.parametrize(("variable", "colours"), [("", True), ("NO_COLOR", False)])
def test_colours_are_for_terminals_that_want_them(
    file: Path, monkeypatch: pytest.MonkeyPatch, variable: str, colours: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    stdout = run(file).stdout
    assert ("31m" in stdout) is colours
    # Bold and underlined is no colour.
    assert "\x1b[1;4" in stdout
    assert "*brutal*" not in stdout
