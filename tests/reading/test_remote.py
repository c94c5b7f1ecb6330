"""Stores of objects are read like folders."""

import gzip
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pytest
from pyarrow import parquet

from framing.errors import MissingExtraError
from framing.reading import ReadOptions
from framing.reading.inputs import Input, find_inputs
from framing.reading.remote import is_remote
from framing.text import Article
from tests.reading.files import BODY, jsonl, read, reasons, refusal


@pytest.fixture
def store() -> Iterator[Any]:
    """Give a store in memory with the articles of two sources."""
    made = fsspec.filesystem("memory")
    sink = io.BytesIO()
    parquet.write_table(pa.table({"text": [BODY, "It sank."], "source": ["Gazette", "Gazette"]}), sink)
    made.pipe(
        {
            "/news/lantern/a.txt": BODY.encode(),
            "/news/lantern/b.txt.gz": gzip.compress(BODY.encode()),
            "/news/lantern/.hidden.txt": b"hidden",
            "/news/tables/c.parquet": sink.getvalue(),
            "/news/tables/_SUCCESS": b"",
            "/news/tables/d.jsonl": jsonl({"text": BODY, "source": "Post"}).encode(),
        }
    )
    yield made
    made.rm("/news", recursive=True)


def test_a_folder_is_read_with_all_below_it(store: Any) -> None:
    results = read("memory://news", options=ReadOptions())
    assert [(result.source, result.path) for result in results if isinstance(result, Article)] == [
        ("lantern", "memory:///news/lantern/a.txt"),
        ("lantern", "memory:///news/lantern/b.txt.gz"),
        ("Gazette", "memory:///news/tables/c.parquet:1"),
        ("Gazette", "memory:///news/tables/c.parquet:2"),
        ("Post", "memory:///news/tables/d.jsonl:1"),
    ]
    assert len(results) == 5


def test_a_file_and_a_pattern_are_read(store: Any) -> None:
    assert len(read("memory://news/lantern/a.txt")) == 1
    results = read("memory://news/*/a.txt", options=ReadOptions())
    assert [result.source for result in results if isinstance(result, Article)] == ["lantern"]


def test_what_is_not_there_is_an_error_line(store: Any) -> None:
    result = refusal("memory://absent")
    assert (result.path, result.reason) == ("memory://absent", "unreadable")
    assert "No such file" in result.detail


def test_a_store_that_breaks_off_costs_its_file(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class ThrottledError(Exception):
        """Not an error of the system, as those of stores are not."""

    def broken(*_: object, **__: object) -> None:
        raise ThrottledError("slow down")

    monkeypatch.setattr(type(store), "_open", broken)
    results = read("memory://news/lantern", "memory://news/tables/d.jsonl")
    assert reasons(results) == [("unreadable", None)] * 3


def test_another_version_of_a_file_is_told(store: Any) -> None:
    def version() -> str:
        (found,) = find_inputs("memory://news/lantern/a.txt")
        assert isinstance(found, Input)
        return found.version

    before = version()
    assert version() == before
    store.pipe("/news/lantern/a.txt", b"Another text.")
    assert version() != before


def test_nothing_is_fetched_from_the_web() -> None:
    assert not any(
        is_remote(f"{scheme}://example.org/a.txt") for scheme in ("http", "https", "ftp", "github")
    )
    assert refusal("https://example.org/a.txt").reason == "unreadable"


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingExtraError, match=r'pip install "\.\[ray\]"'):
        read("s3://bucket/news")


def test_what_is_no_file_under_a_local_address_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "absent.txt")
    (tmp_path / "e").symlink_to(tmp_path)
    os.mkfifo(tmp_path / ".hidden")
    for address in (f"file://{tmp_path}", f"file://{tmp_path}/*"):
        results = read(address)
        assert reasons(results) == [
            ("article", None),
            ("unreadable", None),
            ("article", None),
            ("unreadable", None),
            ("unreadable", None),
        ]
        assert [result.path.rpartition("/")[2] for result in results] == [
            "a.txt",
            "b.txt",
            "c.txt",
            "d.txt",
            "e",
        ]
    assert "pipe" in refusal(f"file://{tmp_path}/b.txt").detail
    assert "device" in refusal("file:///dev/null").detail
