"""Standard input is told by its beginning."""

import gzip
import io
import json
import os
from typing import BinaryIO, cast

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from framing.reading import Columns, ReadOptions, read_articles
from framing.reading.kinds import kind_of_bytes
from framing.reading.options import StdinFormat
from framing.text import Article, Unscored
from tests.reading.archives import tarred, warc, zipped
from tests.reading.files import BODY, NAMED, jsonl, only, read, reasons, refusal


def as_parquet(table: dict[str, list[object]]) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.table(table), sink)
    return sink.getvalue()


PAGE = f"<!DOCTYPE html><html><body><article><p>{BODY}</p></article></body></html>"
STREAMS = {
    "text": BODY.encode(),
    "JSON lines": jsonl({"text": BODY}).encode(),
    "JSON lines behind blank ones": b"\n\n" + jsonl({"text": BODY}).encode(),
    "JSON array": json.dumps([{"text": BODY}]).encode(),
    "JSON array, indented": json.dumps([{"text": BODY}], indent=1).encode(),
    "JSON object, indented": json.dumps({"text": BODY}, indent=1).encode(),
    "page": PAGE.encode(),
    "page with a comment before it": b"<!-- made by hand -->\n" + PAGE.encode(),
    "page in UTF-16": PAGE.encode("utf-16"),
    "table": f"text,source\n{BODY!r},a\n".replace("'", '"').encode(),
    "table with semicolons": f"Title;Text\nWeather;{BODY}\n".encode(),
    "table of one column": f"text\n{json.dumps(BODY)}\n".encode(),
    "table in UTF-16": f"title\ttext\nWeather\t{BODY}\n".encode("utf-16"),
    "table with a byte order mark": b"\xef\xbb\xbf" + f"title;text\nWeather;{BODY}\n".encode(),
    "Parquet": as_parquet({"text": [BODY]}),
    "zip archive": zipped({"a.txt": BODY}),
    "tar archive": tarred({"a.txt": BODY}),
    "web archive": warc(PAGE.encode()),
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("name", STREAMS)
def test_kind_is_told(name: str, packed: bool) -> None:
    data = STREAMS[name]
    article = only("-", stdin=gzip.compress(data) if packed else data)
    assert article.text == BODY
    assert article.path.startswith("-")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (f"# Headline\n\n{BODY}".encode(), "markdown"),
        (f"body\n{json.dumps(BODY)}\n".encode(), "csv"),
        (as_parquet({"body": [BODY]}), "parquet"),
        (BODY.encode(), "text"),
    ],
)
def test_kind_can_be_named(data: bytes, named: StdinFormat) -> None:
    columns = Columns(text="body") if named in ("csv", "parquet") else Columns()
    options = ReadOptions(source="The Lantern", columns=columns, stdin_format=named)
    assert only("-", options=options, stdin=data).text == BODY


def test_table_without_a_text_column_says_so_and_is_not_read_as_text() -> None:
    result = refusal("-", stdin=b"title,body,source\nWeather,It rained.,a\n")
    assert result.reason == "missing_column"
    assert "title, body, source" in result.detail


@pytest.mark.parametrize(
    "line",
    [
        "Harrow, Morn and Vellania agreed on a date, the mayor said.",
        "Text",
        "Source: the harbour office, which closed on Tuesday.",
        "[Correction] The ferry sank on Monday.",
        "{The brace opens nothing}",
        "a" * 200_000 + ",text",
    ],
)
def test_first_line_of_a_text_is_no_header(line: str) -> None:
    kind = kind_of_bytes(f"{line}\n".encode(), Columns(text="body"))
    assert kind == (".json" if line.startswith("{") else ".txt")


def test_empty_standard_input() -> None:
    assert refusal("-", stdin=b"") == Unscored("-", "empty", "The file is empty.")


def test_packed_standard_input_that_is_damaged_is_unreadable() -> None:
    assert refusal("-", stdin=gzip.compress(BODY.encode())[:-6]).reason == "unreadable"


def test_packed_standard_input_that_would_fill_the_memory_is_refused() -> None:
    assert refusal("-", stdin=gzip.compress(b"a" * (70 << 20), 1)).reason in ("unreadable", "unsupported")


def test_lines_are_read_as_they_come() -> None:
    read_end, write_end = os.pipe()
    with open(read_end, "rb") as stdin, open(write_end, "wb", buffering=0) as sink:  # noqa: PTH123
        sink.write(jsonl({"text": BODY}).encode())
        results = read_articles(["-"], NAMED, stdin=cast(BinaryIO, stdin))
        # Nothing more is written before the first article is there.
        assert isinstance(next(results), Article)
        sink.write(jsonl({"text": "The ferry sank off Morn."}).encode())
        assert isinstance(next(results), Article)


@given(st.binary(max_size=600) | st.text(max_size=60).map(str.encode))
def test_whatever_comes_gives_results(data: bytes) -> None:
    for stream in (
        data,
        b"\x1f\x8b\x08" + data,
        b"PK\x03\x04" + data,
        b"PAR1" + data,
        b"WARC/1.0\r\n" + data,
    ):
        assert reasons(read("-", stdin=stream))


class Endless(io.RawIOBase):
    """Gives the same bytes again and again, up to some hundred MiB, and counts them."""

    def __init__(self, head: bytes, piece: bytes) -> None:
        self.head, self.piece, self.given = head, piece, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = (self.head or self.piece)[: len(buffer)]
        self.head = b""
        assert self.given < 300 << 20
        self.given += len(data)
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.timeout(60)
def test_stream_of_nothing_but_blank_lines_is_soon_refused() -> None:
    stream = Endless(b"", b"\n" * 65_536)
    (result,) = read_articles(["-"], NAMED, stdin=io.BufferedReader(stream))
    assert isinstance(result, Unscored)
    assert result.reason == "empty"
    assert stream.given < 2 << 20


def test_record_behind_blank_lines_keeps_its_number() -> None:
    data = b"\n" * 70_000 + jsonl({"text": BODY}).encode()
    assert only("-", stdin=data).path == "-:70001"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("first", [jsonl({"text": BODY}), f'text,n\n"{BODY}",1\n'])
def test_wide_stream_is_read_as_it_comes(encoding: str, first: str) -> None:
    stream = Endless(f"\ufeff{first}".encode(encoding), "x".encode(encoding) * 16_384)
    results = read_articles(["-"], NAMED, stdin=io.BufferedReader(stream))
    assert isinstance(next(results), Article)
    # The rest is a line that never ends.
    result = next(results)
    assert isinstance(result, Unscored)
    assert result.reason in ("unsupported", "malformed")


def test_half_a_character_at_the_end_of_a_wide_stream_costs_nothing_else() -> None:
    assert only("-", stdin=(BODY + " Café \U0001f6a2.").encode("utf-16") + b"x").text.startswith(BODY)
