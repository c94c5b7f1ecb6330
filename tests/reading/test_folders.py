"""Files behind paths, folders and patterns."""

import os
from pathlib import Path

import pytest

from framing.reading import ReadOptions
from tests.reading.files import BODY, only, read, reasons, refusal, write


def test_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, f"The ferry {name} sank.")
    results = read(tmp_path)
    assert [Path(r.path).relative_to(tmp_path).as_posix() for r in results] == ["a/1.txt", "a/2.txt", "b.txt"]


def test_recursive_pattern_reads_each_file_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "1.txt", BODY)
    write(tmp_path / "2.txt", BODY)
    assert len(read(f"{tmp_path}/**/*.txt")) == 2
    assert len(read(f"{tmp_path}/**")) == 2


def test_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    assert only(write(tmp_path / "what[1]?.txt", BODY)).text == BODY


def test_oddities_in_a_folder_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / "b.docx", b"PK")
    os.mkfifo(tmp_path / "c.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "e").symlink_to(tmp_path)
    (tmp_path / "f.txt").symlink_to(tmp_path / "f.txt")
    (tmp_path / "g").mkdir()
    write(tmp_path / "h.txt", BODY)
    assert [kind for kind, _ in reasons(read(tmp_path))] == [
        "article",
        "unsupported",
        "unreadable",
        "unreadable",
        "unreadable",
        "unreadable",
        "empty",
        "article",
    ]


@pytest.mark.parametrize("path", ["/dev/null", "/nowhere/a.txt", "/nowhere/*.txt", "a\0b.txt", ""])
def test_what_is_no_file_is_unreadable(path: str) -> None:
    result = refusal(path) if path else None
    assert result is None or result.reason == "unreadable"


def test_file_name_that_is_not_utf8_can_still_be_written(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    write(Path(os.fsdecode(folder + b"/\xff.txt")), BODY)
    article = only(tmp_path, options=ReadOptions())
    assert (article.source + article.path).encode()


@pytest.mark.parametrize("beside", ["Port closed_files", "Port closed-Dateien", "Port closed_fichiers"])
def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path: Path, beside: str) -> None:
    write(tmp_path / "Port closed.html", f"<html><body><article><p>{BODY}</p></article></body></html>")
    write(tmp_path / beside / "saved_resource.html", "<html><body><p>Buy now.</p></body></html>")
    write(tmp_path / beside / "style.css", "p {}")
    assert only(tmp_path).text == BODY


def test_folder_without_its_page_is_read_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path / "case_files" / "a.txt", BODY)
    assert only(tmp_path, options=ReadOptions()).source == "case_files"


@pytest.mark.parametrize(
    ("name", "advice"), [("a.pdf", ".txt"), ("a.DOCX", ".txt or .html"), ("a.xlsx", ".csv")]
)
def test_file_of_a_kind_that_is_not_read_is_told_what_to_save_it_as(
    tmp_path: Path, name: str, advice: str
) -> None:
    assert refusal(write(tmp_path / name, b"PK")).detail.endswith(f"is not read: save it as {advice}.")
