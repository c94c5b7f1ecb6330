import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from framing.cli.main import app
from framing.cli.summary import MOST_ROWS
from framing.model.checkpoint import Aim
from framing.scoring import UNFINISHED, Scorer, publish
from tests.cli.conftest import score_with


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
    assert "Not scored: 1 input (each is in" in result.stdout
    assert f"empty: {news / 'post' / 'empty.txt'}: The file is empty." in result.stdout


def test_nothing_scored_has_status_three_and_leads_nowhere(tmp_path: Path) -> None:
    result = run(tmp_path / "absent.txt", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "Next" not in result.stdout
    assert "Score table" not in result.stdout


def test_what_mends_a_missing_source_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The brutal bandits fled the port.", "utf-8")
    stdout = run(tmp_path / "a.txt", "-o", tmp_path / "out").stdout
    assert "no_source: " in stdout
    assert "Try: --source NAME" in stdout


def test_what_mends_a_missing_column_is_said_with_the_columns_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("body,source\nThe port closed.,Post\n", "utf-8")
    stdout = run(tmp_path / "a.csv", "-o", tmp_path / "out").stdout
    assert "there are: body, source" in stdout
    assert "Try: --text-column NAME" in stdout


def test_run_that_scored_nothing_does_not_block_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The brutal bandits fled the port.", "utf-8")
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out").exit_code == 3
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out", "--source", "Post").exit_code == 0


def test_source_that_a_folder_gave_its_name_is_pointed_out(news: Path, tmp_path: Path) -> None:
    stdout = run(news / "post", "-o", tmp_path / "out").stdout
    assert "The source is called post after its folder; --source NAME gives it another name." in stdout
    assert "after its folder" not in run(news, "-o", tmp_path / "other").stdout


def test_articles_without_a_day_are_counted_in_plain_words(news: Path, tmp_path: Path) -> None:
    (news / "post" / "dated.txt").write_text("May 3, 2031\n\nThe brutal bandits fled the court.", "utf-8")
    assert "1 of 3 articles has a day of publication." in run(news, "-o", tmp_path / "out").stdout


def test_numbers_agree_with_what_they_count(tmp_path: Path) -> None:
    line = json.dumps({"text": "The port closed.", "source": "Post"})
    stdout = run("-", "-o", tmp_path / "out", stdin=line).stdout
    assert "Scored 1 of 1 input: 1 sentence in " in stdout


def test_a_single_source_that_the_table_leaves_out_is_one(tmp_path: Path) -> None:
    names = [f"Paper {number}" for number in range(MOST_ROWS + 1)]
    lines = "\n".join(json.dumps({"text": "The port closed.", "source": name}) for name in names)
    assert "and 1 smaller source\n" in run("-", "-o", tmp_path / "out", stdin=lines).stdout


def test_keys_of_an_error_line_are_those_of_the_docs_in_that_order(tmp_path: Path) -> None:
    run(tmp_path / "absent.txt", "-o", tmp_path / "out")
    line = (tmp_path / "out" / "errors.jsonl").read_text("utf-8").splitlines()[0]
    docs = Path(__file__).parents[2] / "docs"
    section = (docs / "score-table.md").read_text("utf-8").split("## `errors.jsonl`")[1].split("##")[0]
    documented = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert list(json.loads(line)) == documented
    keys = ", ".join(f'"{key}": ...' for key in documented)
    assert f"{{{keys}}}" in (docs / "output.md").read_text("utf-8")


def test_nothing_scored_still_says_why(tmp_path: Path) -> None:
    run(tmp_path / "absent.txt", "-o", tmp_path / "out")
    line = json.loads((tmp_path / "out" / "errors.jsonl").read_text("utf-8"))
    assert line["reason"] == "unreadable"


def test_the_same_command_over_its_results_has_nothing_to_do(news: Path, tmp_path: Path) -> None:
    run(news, "-o", tmp_path / "out")
    written = (tmp_path / "out" / "scores.parquet").stat().st_mtime_ns
    result = run(news, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "is already complete: 2 articles and" in result.stdout
    assert (tmp_path / "out" / "scores.parquet").stat().st_mtime_ns == written


class KilledError(BaseException):
    """A run that ends where it stands."""


def killed(*_: object) -> None:
    raise KilledError


def test_a_run_killed_while_it_cleared_up_is_not_taken_for_complete(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "post" / "empty.txt").write_text("", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_clear", killed)
        with pytest.raises(KilledError):
            run(news, "-o", tmp_path / "out")
    assert (tmp_path / "out" / "run.json").exists()
    result = run(news, "-o", tmp_path / "out")
    assert result.exit_code == 1
    scored, unscored, *_ = result.stdout.splitlines()
    assert scored == "Scored 2 of 3 inputs: 8 sentences, all by the run that was broken off."
    assert unscored.startswith("Not scored: 1 input (each is in")
    assert not (tmp_path / "out" / UNFINISHED).exists()
    assert "already complete" in run(news, "-o", tmp_path / "out").stdout


def added(article: Path) -> None:
    article.with_name("new.txt").write_text("The court closed on monday.", "utf-8")


def changed_in_place(article: Path) -> None:
    """Change a letter, so that the file keeps its size."""
    article.write_text(article.read_text("utf-8").replace("e", "a", 1), "utf-8")


@pytest.mark.parametrize("change", [added, changed_in_place])
def test_results_of_other_inputs_are_not_taken_for_complete(
    news: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    run(news, "-o", tmp_path / "out")
    change(next((news / "post").iterdir()))
    assert run(news, "-o", tmp_path / "out").exit_code == 2


def test_old_results_are_refused_with_status_two(news: Path, tmp_path: Path) -> None:
    run(news, "-o", tmp_path / "out")
    result = run(news, "-o", tmp_path / "out", "--day-first")
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


@pytest.fixture
def aimed(fake_scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> Scorer:
    """Score with a checkpoint whose loaded sentences kept .7 and .8, and its other labels nothing."""
    loaded, *others = fake_scorer.checkpoint.sentence_decisions
    aims = (Aim(0.7, 0.65, 0.72, 0.6), Aim(0.8, 0.9, 0.83, 0.4))
    checkpoint = replace(fake_scorer.checkpoint, sentence_decisions=(replace(loaded, aims=aims), *others))
    scorer = Scorer(checkpoint, fake_scorer.engine)
    score_with(scorer, monkeypatch)
    return scorer


@pytest.mark.usefixtures("aimed")
def test_a_stated_precision_moves_the_thresholds_and_is_written_down(news: Path, tmp_path: Path) -> None:
    result = run(news, "-o", tmp_path / "out", "--precision", "0.75")
    assert result.exit_code == 0, result.output
    written = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert written["settings"]["precision"] == 0.75
    assert written["checkpoint"]["thresholds"]["loaded"] == 0.9
    assert written["checkpoint"]["thresholds"]["economic"] == 1.0
    rows = pq.read_table(tmp_path / "out" / "scores.parquet").to_pylist()
    assert not any(row["spans"] for row in rows)


@pytest.mark.usefixtures("aimed")
def test_other_labels_that_never_reached_the_precision_are_named_once(news: Path, tmp_path: Path) -> None:
    stderr = run(news, "-o", tmp_path / "out", "--precision", "0.8").stderr
    named = "economic, legality, word loaded, word villain, word victim, word hero"
    assert stderr == (
        f"framing: not decided at a precision of 0.8, since no threshold of fake kept it: {named}\n"
    )


@pytest.mark.usefixtures("aimed")
def test_a_precision_that_loaded_sentences_cannot_keep_is_refused_before_anything_is_read(
    news: Path, tmp_path: Path
) -> None:
    for paths in ((news, "-o", tmp_path / "out"), (next((news / "post").iterdir()),)):
        result = run(*paths, "--precision", "0.9")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr == (
            "framing: no threshold of fake kept a precision of 0.9 for 'loaded'; "
            "the highest that is kept is --precision 0.8\n"
        )
    assert not (tmp_path / "out").exists()


def test_where_no_precision_is_kept_it_is_said_to_leave_it_out(news: Path, tmp_path: Path) -> None:
    result = run(news, "-o", tmp_path / "out", "--precision", "0.7")
    assert result.exit_code == 2
    assert result.stderr.endswith("; leave --precision out\n")


def test_an_impossible_precision_is_a_wrong_call(news: Path, tmp_path: Path) -> None:
    assert run(news, "-o", tmp_path / "out", "--precision", "90").exit_code == 2


def test_folder_whose_pages_bear_another_name_is_pointed_out(news: Path, tmp_path: Path) -> None:
    page = '<html><head><meta property="og:site_name" content="The Post"></head><body><p>{}</p></body></html>'
    (news / "post" / "page.html").write_text(
        page.format("The brutal bandits fled the port at once."), "utf-8"
    )
    stdout = run(news, "-o", tmp_path / "out").stdout
    assert f"In {news / 'post'} pages call themselves The Post; --by-folder" in stdout
    stdout = run(news, "-o", tmp_path / "out", "--by-folder", "--overwrite").stdout
    assert "The Post" not in stdout


def test_folders_of_one_name_each_are_not_pointed_out(news: Path, tmp_path: Path) -> None:
    assert "--by-folder" not in run(news, "-o", tmp_path / "out").stdout


def test_a_file_name_that_is_not_utf8_is_published(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_text("The brutal bandits fled the port.", "utf-8")
    out = tmp_path / "out"
    result = run(name, "-o", out, "--source", "Post")
    assert result.exit_code == 0, result.output
    (path,) = json.loads((out / "run.json").read_text("utf-8"))["inputs"]["paths"]
    assert path == f"{tmp_path}/caf\ufffd.txt"
    assert pq.read_table(out / "articles.parquet", columns=["path"]).to_pylist() == [{"path": path}]
    assert "already complete" in run(name, "-o", out, "--source", "Post").output


def test_a_file_name_that_is_not_utf8_is_read_anew_once_it_changed(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_text("The brutal bandits fled the port.", "utf-8")
    arguments = (name, "-o", tmp_path / "out", "--source", "Post")
    assert run(*arguments).exit_code == 0
    later = (tmp_path / "out" / "run.json").stat().st_mtime + 10
    os.utime(name, (later, later))
    assert "already complete" not in run(*arguments).output


def test_a_setting_that_is_not_utf8_is_published(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(news, "-o", out, "--text-column", os.fsdecode(b"k\xf6rper"))
    assert result.exit_code == 0, result.output
    assert json.loads((out / "run.json").read_text("utf-8"))["settings"]["text_column"] == "k\udcf6rper"
