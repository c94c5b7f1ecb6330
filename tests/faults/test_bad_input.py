"""What was made to break a run, or came broken: each is scored or is a line of errors, and nothing hangs."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from framing.reading import ReadOptions
from framing.scoring import Format, MarkedArticles, OutputOptions, RunInfo, Scorer, ScoreWriter
from tests.scoring.fakes import FakeEngine, make_checkpoint

CASES = Path(__file__).parents[1] / "cases" / "bad_input"
SENTENCE = "The port closed on monday, the mayor said. "
pytestmark = pytest.mark.timeout(100)


@pytest.fixture(scope="module")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> Scorer:
    """Give a scorer with a small vocabulary that cuts texts as the real one does."""
    return Scorer(make_checkpoint(tmp_path_factory.mktemp("checkpoint")), FakeEngine())


def run(scorer: Scorer, path: Path, out: Path, kind: Format = "parquet") -> list[str]:
    """Score a path into an output; give the reasons of its errors."""
    articles = MarkedArticles([str(path)], ReadOptions(source="Post"))
    read = 0
    with ScoreWriter(out, RunInfo(scorer.checkpoint, "fake"), OutputOptions(kind)) as writer:
        for item in scorer.score(articles):
            writer.write(item, articles.next_mark())
            read += 1
    errors = [json.loads(line) for line in (out / "errors.jsonl").read_text("utf-8").splitlines()]
    assert all(error["detail"].strip() for error in errors)
    assert read == len(errors) + pq.read_metadata(out / "articles.parquet").num_rows > 0
    return [error["reason"] for error in errors]


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_each_case_is_scored_or_an_error(scorer: Scorer, tmp_path: Path, path: Path) -> None:
    run(scorer, path, tmp_path / "out")


@pytest.mark.parametrize("kind", ["parquet", "jsonl", "csv"])
def test_all_cases_together_can_be_written_in_every_format(
    scorer: Scorer, tmp_path: Path, kind: Format
) -> None:
    run(scorer, CASES, tmp_path / "out", kind)


def test_what_a_spreadsheet_would_run_is_harmless(scorer: Scorer, tmp_path: Path) -> None:
    run(scorer, CASES / "formulas.csv", tmp_path / "out", "csv")
    rows = (tmp_path / "out" / "scores.csv").read_text("utf-8").splitlines()[1:]
    assert rows
    assert not any(cell.lstrip('"').startswith(("=", "+", "@")) for row in rows for cell in row.split(","))


def one_line(path: Path) -> None:
    piece = (SENTENCE * 25_000).encode()
    with path.open("wb") as file:
        for _ in range(100):
            file.write(piece)


def one_word(path: Path) -> None:
    path.write_text("a" * 1_000_000, "utf-8")


def one_word_among_others(path: Path) -> None:
    path.write_text(SENTENCE + "x" * 990_000 + " " + SENTENCE, "utf-8")


def quotes_without_end(path: Path) -> None:
    path.write_text("“The port ‘closed " * 50_000, "utf-8")


def quotes_inside_quotes(path: Path) -> None:
    path.write_text("“" * 400_000 + SENTENCE + "”" * 400_000, "utf-8")


def marks_without_end(path: Path) -> None:
    path.write_text("?!.…" * 200_000, "utf-8")


def deep_page(path: Path) -> None:
    path.write_text(f"<html><body>{'<div>' * 200_000}<p>{SENTENCE * 5}</p></body></html>", "utf-8")


def wide_page(path: Path) -> None:
    path.write_text(f"<html><body>{'<a href=x>y</a> ' * 200_000}<p>{SENTENCE * 5}</p>", "utf-8")


def page_of_links(path: Path) -> None:
    path.write_text(f"<html><body>{'<a href=x>y</a> ' * 29_000}<p>{SENTENCE * 5}</p>", "utf-8")


def page_of_rows(path: Path) -> None:
    rows = "<tr><td>x</td></tr>" * 14_000
    path.write_text(f"<html><body><table>{rows}</table><p>{SENTENCE * 5}</p>", "utf-8")


def page_of_points(path: Path) -> None:
    path.write_text(f"<html><body><ul>{'<li>x' * 50_000}</ul><p>{SENTENCE * 5}</p>", "utf-8")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        *(("a.txt", make) for make in (one_line, one_word, one_word_among_others, quotes_without_end)),
        *(("a.txt", make) for make in (quotes_inside_quotes, marks_without_end)),
        *(("a.html", make) for make in (deep_page, wide_page, page_of_links, page_of_rows)),
        pytest.param("a.html", page_of_points, marks=pytest.mark.slow),
        *((name, one_line) for name in ("a.jsonl", "a.csv", "a.json", "a.md", "a.html", "a.txt.gz")),
    ],
)
def test_what_is_too_large_is_scored_or_an_error(
    scorer: Scorer, tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    run(scorer, tmp_path / name, tmp_path / "out")


def test_what_is_no_file_is_passed_over_with_a_line(scorer: Scorer, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(SENTENCE, "utf-8")
    os.mkfifo(news / "b.txt")
    (news / "c.txt").symlink_to("/dev/zero")
    (news / "d.txt").symlink_to("d.txt")
    (news / "e").symlink_to(".", target_is_directory=True)
    (news / "f.txt").symlink_to("absent.txt")
    assert run(scorer, news, tmp_path / "out") == ["unreadable"] * 5
