import json
import os
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest

from framing.errors import UsageError
from framing.reading import ReadOptions, piped
from framing.reading.articles import Origin, article_from
from framing.reading.record import Record
from framing.scoring import Mark, MarkedArticles
from framing.text import Article, Unscored
from tests.reading.archives import zipped

OPTIONS = ReadOptions(source="Post")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Give a folder with a table of five articles, a file that cannot be read, and two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    rows = [json.dumps({"id": f"a{number}", "text": f"The port closed {number}."}) for number in range(5)]
    (folder / "a.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    (folder / "b.bin").write_bytes(b"\0\1")
    for name in ("c.txt", "d.txt"):
        (folder / name).write_text(f"The court closed in {name}.", "utf-8")
    return folder


def names(items: Iterator[Article | Unscored]) -> list[str]:
    return [item.path for item in items]


def read(news: Path, start: Mark | None = None) -> tuple[list[str], list[Mark]]:
    articles = MarkedArticles([str(news)], OPTIONS, start=start or Mark())
    found = names(iter(articles))
    return found, [articles.next_mark() for _ in found]


def test_going_on_from_any_mark_gives_what_is_behind_it(news: Path) -> None:
    found, marks = read(news)
    assert len(found) == 8
    for number, mark in enumerate(marks, start=1):
        assert read(news, mark)[0] == found[number:]


def test_marks_are_the_same_from_wherever_the_reading_begins(news: Path) -> None:
    _, marks = read(news)
    for number, mark in enumerate(marks, start=1):
        assert read(news, mark)[1] == marks[number:]


def test_a_mark_survives_json(news: Path) -> None:
    mark = read(news)[1][3]
    assert Mark.from_dict(json.loads(json.dumps(mark.to_dict()))) == mark


def test_files_before_a_mark_are_not_read(news: Path) -> None:
    found, marks = read(news)
    status = (news / "a.jsonl").stat()
    (news / "a.jsonl").write_bytes(b"\0" * status.st_size)
    os.utime(news / "a.jsonl", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read(news, marks[5])[0] == found[6:]


def added(news: Path) -> None:
    (news / "aa.txt").write_text("The jobs closed.", "utf-8")


def removed(news: Path) -> None:
    (news / "a.jsonl").unlink()


def all_removed(news: Path) -> None:
    for file in news.iterdir():
        file.unlink()


def rewritten(news: Path) -> None:
    (news / "b.bin").write_bytes(b"\0\1\2")


@pytest.mark.parametrize("change", [added, removed, all_removed, rewritten])
def test_inputs_that_changed_are_refused(news: Path, change: object) -> None:
    mark = read(news)[1][6]
    assert callable(change)
    change(news)
    with pytest.raises(UsageError, match="inputs have changed"):
        read(news, mark)


def test_a_file_behind_the_mark_may_be_new(news: Path) -> None:
    found, marks = read(news)
    (news / "e.txt").write_text("The jobs closed.", "utf-8")
    assert read(news, marks[6])[0] == [*found[7:], str(news / "e.txt")]


def lines(*ids: str) -> BytesIO:
    return BytesIO("".join(json.dumps({"id": name, "text": "The port."}) + "\n" for name in ids).encode())


def test_standard_input_is_passed_over_as_far_as_it_was_read() -> None:
    articles = MarkedArticles(["-"], OPTIONS, stdin=lines("a", "b", "c"))
    assert len(list(islice(articles, 2))) == 2
    articles.next_mark()
    rest = MarkedArticles(["-"], OPTIONS, stdin=lines("a", "b", "c"), start=articles.next_mark())
    assert names(iter(rest)) == ["-:3"]


def test_another_standard_input_is_refused() -> None:
    articles = MarkedArticles(["-"], OPTIONS, stdin=lines("a", "b", "c"))
    next(iter(articles))
    other = MarkedArticles(["-"], OPTIONS, stdin=lines("x", "b", "c"), start=articles.next_mark())
    with pytest.raises(UsageError, match="inputs have changed"):
        list(other)


def test_a_file_that_became_shorter_without_a_trace_is_refused() -> None:
    articles = MarkedArticles(["-"], OPTIONS, stdin=lines("a", "b"))
    list(articles)
    articles.next_mark()
    shorter = MarkedArticles(["-"], OPTIONS, stdin=lines("a"), start=articles.next_mark())
    with pytest.raises(UsageError, match="inputs have changed"):
        list(shorter)


def test_what_comes_before_a_mark_is_not_cleaned(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, marks = read(news)
    cleaned: list[int | None] = []

    def noted(record: Record, origin: Origin, options: ReadOptions) -> Article | Unscored:
        cleaned.append(record.number)
        return article_from(record, origin, options)

    monkeypatch.setattr("framing.reading.reader.article_from", noted)
    assert read(news, marks[2])[0] == found[3:]
    assert cleaned == [4, 5, None, None]


def test_going_on_behind_an_input_that_cannot_be_read(tmp_path: Path) -> None:
    paths = [str(tmp_path / "absent.txt"), str(tmp_path / "gone.txt")]
    articles = MarkedArticles(paths, OPTIONS)
    assert names(iter(articles)) == paths
    mark = articles.next_mark()
    assert names(iter(MarkedArticles(paths, OPTIONS, start=mark))) == paths[1:]


def going_on(path: Path, options: ReadOptions) -> tuple[list[Article | Unscored], list[Mark]]:
    """Read a file undisturbed, and assert that going on from each mark gives what is behind it."""
    articles = MarkedArticles([str(path)], options)
    whole = list(articles)
    marks = [articles.next_mark() for _ in whole]
    for number, mark in enumerate(marks, start=1):
        rest = MarkedArticles([str(path)], options, start=mark)
        assert list(rest) == whole[number:]
        assert [rest.next_mark() for _ in whole[number:]] == marks[number:]
    return whole, marks


@pytest.mark.parametrize(
    "rows",
    [
        "text,paper\n" + "The port closed.,Post\n" * 3,
        "text,paper\na,b,c\n" + "The port closed.,Post\n" * 3,
        "text,paper\n,Post\n" + "The port closed.,Post\n" * 3,
        "text,source\nThe port closed.,\nThe port closed.,Post\n",
    ],
    ids=["no source", "behind a row that is none", "behind a row without a text", "one row without"],
)
def test_table_without_a_source_is_told_as_often_by_a_run_that_goes_on(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(rows, "utf-8")
    whole, _ = going_on(path, ReadOptions())
    assert [item.reason for item in whole if isinstance(item, Unscored)].count("no_source") == 1


def test_archive_that_unpacks_to_too_much_is_told_so_by_a_run_that_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piped, "_HARMLESS", 40_000)
    monkeypatch.setattr(piped, "_DENSEST", 1)
    path = tmp_path / "a.zip"
    text = "The port closed on Monday. " * 600
    path.write_bytes(zipped({f"{number}.txt": f"{text} {number}." for number in range(6)}))
    whole, _ = going_on(path, OPTIONS)
    assert [item.reason for item in whole if isinstance(item, Unscored)][-1] == "unreadable"
    assert isinstance(whole[1], Article)
