"""Files behind paths, folders and patterns."""

import os
from pathlib import Path

import pytest

from framing.reading import ReadOptions
from framing.text import Article, Unscored
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


def fan(folder: Path, depth: int) -> None:
    """Make folders of which each has two links to the next; the last holds one article."""
    for number in range(depth):
        (folder / f"{number:02d}").mkdir()
        for name in ("x", "y"):
            (folder / f"{number:02d}" / name).symlink_to(folder / f"{number + 1:02d}")
    write(folder / f"{depth:02d}" / "a.txt", BODY)


@pytest.mark.timeout(30)
def test_links_that_fan_out_are_followed_once(tmp_path: Path) -> None:
    fan(tmp_path, 24)
    results = read(tmp_path / "00")
    assert reasons(results).count(("article", None)) == 1
    assert reasons(results).count(("unreadable", None)) == 24
    assert "another link" in results[-1].detail  # type: ignore[union-attr]
    # The folders themselves are read as well where they lie in what is read.
    assert reasons(read(tmp_path)).count(("article", None)) == 2


@pytest.mark.timeout(30)
@pytest.mark.parametrize("pattern", ["**/*.txt", "**", "0*/**/a.txt"])
def test_pattern_of_any_depth_follows_each_link_once(tmp_path: Path, pattern: str) -> None:
    fan(tmp_path, 24)
    (tmp_path / "24" / "round").symlink_to(tmp_path)
    found = [result.path for result in read(f"{tmp_path}/{pattern}") if isinstance(result, Article)]
    assert 1 <= len(found) <= 3


def test_folders_within_folders_without_end_are_one_line(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * 700)
    deepest.mkdir(parents=True)
    write(tmp_path / "d" / "a.txt", BODY)
    write(tmp_path / "e.txt", BODY)
    for path in (tmp_path, f"{tmp_path}/**"):
        results = read(path)
        assert reasons(results).count(("article", None)) == 2
        assert [result.detail for result in results if isinstance(result, Unscored)] == [
            "The folder lies more than 200 folders deep."
        ]


def test_folder_and_one_link_to_it_are_both_read(tmp_path: Path) -> None:
    write(tmp_path / "2031-05" / "a.txt", BODY)
    (tmp_path / "latest").symlink_to(tmp_path / "2031-05")
    (tmp_path / "given").symlink_to(tmp_path)
    for path in (tmp_path, f"{tmp_path}/*"):
        assert reasons(read(path)).count(("article", None)) >= 2


def test_link_that_is_given_is_read_like_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "news" / "2031-05" / "a.txt", BODY)
    (tmp_path / "news" / "latest").symlink_to(tmp_path / "news" / "2031-05")
    (tmp_path / "given").symlink_to(tmp_path / "news")
    assert reasons(read(tmp_path / "given")) == reasons(read(tmp_path / "news")) == [("article", None)] * 2


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("**/*.txt", ["1.txt", "a/2.txt", "a/b/3.txt"]),
        ("a/**", ["a/2.txt", "a/b/3.txt", "a/b/4.md"]),
        ("a/**/b/*", ["a/b/3.txt", "a/b/4.md"]),
        ("**/b/**/*.md", ["a/b/4.md"]),
        ("[a]/**/[2-3].txt", ["a/2.txt", "a/b/3.txt"]),
    ],
)
def test_pattern_of_any_depth(tmp_path: Path, pattern: str, found: list[str]) -> None:
    for name in ("1.txt", "a/2.txt", "a/b/3.txt", "a/b/4.md", "a/.hidden/5.txt"):
        write(tmp_path / name, f"The ferry {name} sank.")
    (tmp_path / "a" / "empty").mkdir()
    results = read(f"{tmp_path}/{pattern}", options=ReadOptions(source="x"))
    assert [Path(result.path).relative_to(tmp_path).as_posix() for result in results] == found


def test_pattern_of_any_depth_that_nothing_matches_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.txt", BODY)
    assert "No file matches" in refusal(f"{tmp_path}/**/*.md").detail
    assert refusal(f"{tmp_path}/absent/**/*.md").reason == "unreadable"
