import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from framing.cli import check_job
from framing.cli.main import app
from framing.scoring import Scorer

DRAFT = "The port closed.\n\nThe brutal bandits fled\nthe vicious court. “Shameful”, we said.\n"


@pytest.fixture(autouse=True)
def _fake(fake_scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_job, "load_scorer", lambda _model, **_options: fake_scorer)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a draft in the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    file = Path("draft.txt")
    file.write_text(DRAFT, "utf-8")
    return file


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(app, ["check", *arguments], **options)


def places(result: Result) -> list[str]:
    return [line.split(": ")[0] for line in result.stdout.splitlines()]


def test_findings_stand_where_an_editor_finds_them(draft: Path) -> None:
    result = run("draft.txt")
    assert result.exit_code == 1
    assert places(result) == ["draft.txt:3:5", "draft.txt:4:5"]
    assert "“brutal”" in result.stdout.splitlines()[0]
    assert "2 findings in 1 of 1 file; no sentence may exceed 0.60" in result.stderr


def test_quotations_are_passed_over_unless_asked_for(draft: Path) -> None:
    assert "Shameful" not in run("draft.txt").stdout
    assert places(run("draft.txt", "--quotes"))[-1] == "draft.txt:4:21"


def test_a_clean_draft_has_status_zero(draft: Path) -> None:
    draft.write_text("The port closed.", "utf-8")
    result = run("draft.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 findings in 1 file" in result.stderr


def test_the_limit_decides(draft: Path) -> None:
    assert run("draft.txt", "--max-loaded", "0.99").exit_code == 0
    assert run("draft.txt", "--max-loaded", "0").exit_code == 1


@pytest.mark.parametrize("limit", ["-0.1", "1.1", "much"])
def test_a_limit_that_is_no_probability_is_refused(draft: Path, limit: str) -> None:
    assert run("draft.txt", "--max-loaded", limit).exit_code == 2


def test_where_no_word_stands_out_the_sentence_is_the_finding(draft: Path) -> None:
    draft.write_text("Now: the port closed.", "utf-8")
    result = run("draft.txt", "--max-loaded", "0")
    assert places(result) == ["draft.txt:1:1"]
    assert "“Now: the port closed.”" in result.stdout


def test_two_drafts_with_one_text_are_both_checked(draft: Path) -> None:
    Path("copy.txt").write_text(DRAFT, "utf-8")
    assert "4 findings in 2 of 2 files" in run("draft.txt", "copy.txt").stderr


def test_a_folder_is_walked_and_other_files_passed_over(draft: Path) -> None:
    Path("news").mkdir()
    Path("news/a.md").write_text("# Port\n\n- The brutal raid.\n", "utf-8")
    Path("news/b.png").write_bytes(b"\x89PNG")
    result = run("news")
    assert places(result) == ["news/a.md:3:7"]


def test_a_file_of_another_kind_is_a_wrong_call(draft: Path) -> None:
    Path("table.csv").write_text("text\nbrutal", "utf-8")
    result = run("table.csv")
    assert result.exit_code == 2
    assert result.stderr == "framing: table.csv: only .txt, .md, .html, .htm can be checked\n"


def test_a_file_that_cannot_be_read_is_told_and_the_rest_checked(draft: Path) -> None:
    Path("broken.txt").write_bytes(b"\x00\x01")
    result = run("broken.txt", "draft.txt", "missing.txt")
    assert result.exit_code == 2
    assert len(places(result)) == 2
    assert "broken.txt: not checked: " in result.stderr
    assert "missing.txt: not checked: " in result.stderr


def test_another_language_is_told_and_no_fault(draft: Path) -> None:
    draft.write_text("Le gouvernement a fermé le port hier soir, et les familles attendent encore.", "utf-8")
    result = run("draft.txt")
    assert result.exit_code == 0
    assert "not checked: is in fr" in result.stderr


def test_standard_input_can_be_checked() -> None:
    assert places(run("-", input="The brutal raid.")) == ["-:1:5"]


def test_columns_count_characters_and_not_bytes(draft: Path) -> None:
    draft.write_bytes("\ufeffZoë 🚢: the brutal raid.".encode())
    assert places(run("draft.txt")) == ["draft.txt:1:12"]


def test_windows_line_ends_do_not_move_places(draft: Path) -> None:
    draft.write_bytes(DRAFT.replace("\n", "\r\n").encode())
    assert places(run("draft.txt")) == ["draft.txt:3:5", "draft.txt:4:5"]


def test_github_gets_annotations(draft: Path) -> None:
    Path("a,b:c%.txt").write_text("The brutal raid.", "utf-8")
    (line,) = run("a,b:c%.txt", "--format", "github").stdout.splitlines()
    assert line.startswith(
        "::warning file=a%2Cb%3Ac%25.txt,line=1,endLine=1,col=5,endColumn=11,title=Loaded wording::"
    )


def test_sarif_has_what_readers_need(draft: Path) -> None:
    result = run("draft.txt", "--format", "sarif")
    (log,) = json.loads(result.stdout)["runs"]
    (first, second) = log["results"]
    assert log["columnKind"] == "unicodeCodePoints"
    assert first["ruleId"] == log["tool"]["driver"]["rules"][first["ruleIndex"]]["id"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "draft.txt"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 11}
    assert second["locations"][0]["physicalLocation"]["region"]["startLine"] == 4


def test_sarif_without_findings_is_still_a_log(draft: Path) -> None:
    draft.write_text("The port closed.", "utf-8")
    assert json.loads(run("draft.txt", "--format", "sarif").stdout)["runs"][0]["results"] == []


def test_a_file_name_cannot_steer_the_terminal(draft: Path) -> None:
    Path("a\x1b[2J.txt").write_text("The brutal raid.", "utf-8")
    assert "\x1b" not in run("a\x1b[2J.txt").stdout


@pytest.mark.parametrize("output_format", ["github", "text"])
def test_no_format_for_a_log_can_steer_the_terminal(draft: Path, output_format: str) -> None:
    name = "a\x1b[2J\x9b2K\u202e\n,b%.txt"
    Path(name).write_text("The brutal raid.", "utf-8")
    (line,) = run(name, "--format", output_format, color=True).stdout.splitlines()
    assert line.isprintable()
    if output_format == "github":
        assert line.startswith("::warning file=a\ufffd[2J\ufffd2K\ufffd%0A%2Cb%25.txt,line=1,")


def test_a_note_on_a_file_cannot_steer_the_terminal(draft: Path) -> None:
    name = "a\x1b[2J\x9b2K.txt"
    Path(name).write_bytes(b"\x00\x01")
    result = run(name, color=True)
    assert "a\ufffd[2J\ufffd2K.txt: not checked: " in result.stderr


@pytest.mark.parametrize(
    ("output_format", "written"),
    [("sarif", '"uri": "caf%EF%BF%BD.txt"'), ("github", "file=caf\ufffd.txt"), ("text", "caf\ufffd.txt:1:5")],
)
def test_a_file_name_that_is_not_utf8_can_be_told(draft: Path, output_format: str, written: str) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text("The brutal raid.", "utf-8")
    result = run(name, "--format", output_format)
    assert result.exit_code == 1
    assert written in result.stdout


def test_input_that_is_not_utf8_is_decoded() -> None:
    result = run("-", input="“The brutal raid”, he said. The brutal café.".encode("cp1252"))
    assert places(result) == ["-:1:33"]
