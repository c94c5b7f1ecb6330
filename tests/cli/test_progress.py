import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from framing.cli.progress import Meter, shown, total_bytes
from framing.scoring import ScoredArticle, Scorer
from framing.text import Unscored
from tests.scoring.fakes import article, scored


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def result(fake_scorer: Scorer) -> ScoredArticle:
    return scored(fake_scorer.score([article(1, "The port closed. The court closed.")]))[0]


def of_file(result: ScoredArticle, path: Path | str) -> ScoredArticle:
    return replace(result, article=replace(result.article, path=str(path)))


def test_the_rate_is_sentences_by_second(clock: Clock, result: ScoredArticle) -> None:
    meter = Meter(None, clock)
    meter.count(result)
    clock.now = 4.0
    assert meter.rate == 0.5


def test_a_file_is_done_when_the_next_begins(clock: Clock, result: ScoredArticle, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 30, "utf-8")
    meter = Meter(120, clock)
    meter.count(of_file(result, tmp_path / "a.txt"))
    assert meter.share == 0.0
    clock.now = 10.0
    meter.count(Unscored(str(tmp_path / "b.txt"), "empty", "holds nothing"))
    assert meter.share == 0.25
    assert meter.seconds_left == pytest.approx(30.0)


def test_a_file_of_many_records_is_done_record_by_record(
    clock: Clock, result: ScoredArticle, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n" * 20, "utf-8")
    meter = Meter(120, clock)
    meter.count(of_file(result, f"{tmp_path / 'a.jsonl'}:5"))
    assert meter.share == 0.125
    meter.count(Unscored(str(tmp_path / "a.jsonl"), "malformed", "no JSON", record=20))
    assert meter.share == 0.5
    meter.count(of_file(result, tmp_path / "b.txt"))
    assert meter.share == 0.5


def test_time_left_is_unknown_before_the_first_file_is_done(clock: Clock) -> None:
    assert Meter(120, clock).seconds_left is None


def test_time_left_is_unknown_without_a_total(clock: Clock, result: ScoredArticle) -> None:
    meter = Meter(None, clock)
    meter.count(result)
    assert meter.seconds_left is None


def test_the_total_is_that_of_all_files(tmp_path: Path) -> None:
    for name, size in (("a.txt", 30), ("b.txt", 12)):
        (tmp_path / name).write_text("x" * size, "utf-8")
    assert total_bytes((str(tmp_path),)) == 42


def test_the_total_is_unknown_with_standard_input(tmp_path: Path) -> None:
    assert total_bytes((str(tmp_path), "-")) is None


def test_elsewhere_than_on_a_terminal_a_line_comes_every_ten_seconds(
    clock: Clock, result: ScoredArticle
) -> None:
    console = Console(file=io.StringIO(), force_terminal=False)
    meter = Meter(None, clock)
    with shown(console, meter) as show:
        for seconds in (3, 11, 15, 22):
            clock.now = float(seconds)
            meter.count(result)
            show()
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert [line.split(",")[0] for line in lines] == ["2 articles", "4 articles"]


def test_on_a_terminal_a_bar_is_drawn(clock: Clock, result: ScoredArticle) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    meter = Meter(None, clock)
    with shown(console, meter) as show:
        meter.count(result)
        show()
    assert isinstance(console.file, io.StringIO)
    assert "1 article," in console.file.getvalue()


def test_files_within_an_archive_are_part_of_it(clock: Clock, result: ScoredArticle, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"x" * 30)
    (tmp_path / "b.txt").write_text("x" * 30, "utf-8")
    meter = Meter(60, clock)
    for name in ("a.zip/post/1.txt", "a.zip/post/2.jsonl:7"):
        meter.count(of_file(result, tmp_path / name))
        assert meter.share == 0.0
    meter.count(of_file(result, tmp_path / "b.txt"))
    assert meter.share == 0.5


def test_numbers_agree_with_what_they_count(clock: Clock) -> None:
    meter = Meter(None, clock)
    meter.articles, meter.sentences = 1, 1
    assert meter.describe().startswith("1 article, 1 sentence")
