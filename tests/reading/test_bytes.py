"""Bytes are text, or the reason why not."""

import gzip
import os
from pathlib import Path

import pytest

from framing.text import Article, Unscored
from tests.reading.files import BODY, jsonl, only, read, reasons, refusal, write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    text = "The café’s owner said “no” – twice. It was £3."
    assert only(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_other_encodings_are_detected(tmp_path: Path) -> None:
    text = (
        "Правительство во вторник представило законопроект о сокращении государственных расходов. "
        "Депутаты спорили до поздней ночи, но так и не договорились. Рыбаки перекрыли порт, требуя "
        "отставки министра, и обещали не уходить, пока им не заплатят."
    )
    assert only(write(tmp_path / "a.txt", text.encode("koi8-r"))).text == text


def test_page_is_believed_about_its_encoding(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{BODY} Мэр молчал.</p></body></html>'
    assert "Мэр" in only(write(tmp_path / "a.html", page.encode("cp1251"))).text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"The ferry\x00\x00sank.", b"PK\x03\x04"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.csv"])
def test_binary_file_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    assert refusal(write(tmp_path / name, data)).reason == "binary"


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.txt.gz", "b.json"]
)
def test_empty_file_is_told(tmp_path: Path, name: str) -> None:
    content = "[]" if name == "b.json" else " \n" if name in ("a.txt", "a.csv") else ""
    assert refusal(write(tmp_path / name, content)).reason == "empty"


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    data = bytes((7 * i * i + 129) % 255 + 1 for i in range(600))
    assert refusal(write(tmp_path / "a.txt", data)).reason in ("binary", "encoding")


def test_truncated_packed_file_keeps_what_came_before(tmp_path: Path) -> None:
    records = [{"text": f"{BODY} {os.urandom(40).hex()}."} for _ in range(2000)]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(jsonl(*records).encode())[:40_000])
    results = read(path)
    assert reasons(results)[0] == ("article", None)
    assert isinstance(results[-1], Unscored)
    assert (results[-1].reason, results[-1].record) == ("unreadable", len(results))


def test_file_that_only_claims_to_be_packed_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(BODY.encode())
    assert refusal(path).reason == "unreadable"


def test_damaged_parquet_is_unreadable(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "a.parquet", b"PAR1 nothing of use PAR1")).reason == "unreadable"


def test_wide_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = f'text,title\r\n"{BODY}\r\nIt rained.",Café\r\n"{"x" * (17 << 20)}",b\r\n'
    results = read(write(tmp_path / "a.csv", rows.encode("utf-16")))
    assert reasons(results) == [("article", None), ("malformed", 2)]
    assert isinstance(results[0], Article)
    assert results[0].title == "Café"
