"""Parquet of any shape: what is nested, what no library knows, and what was made to fill the memory."""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from framing.reading import Columns, ReadOptions, parquet_files, piped, read_articles
from framing.reading.decoding import RefusedError
from framing.reading.parquet_pages import unpacked_size
from framing.text import Article
from tests.reading.files import BODY, NAMED, only, read, reasons, refusal

NOBODY = ReadOptions(fallback_source="nobody")
MIB = 1 << 20


def stored(path: Path, columns: dict[str, object], **how: object) -> Path:
    parquet.write_table(pa.table(columns), path, **how)
    return path


def test_source_that_is_nested_is_read(tmp_path: Path) -> None:
    sources = pa.array([{"id": None, "name": "The Lantern"}, None])
    path = stored(tmp_path / "a.parquet", {"text": [BODY, BODY], "source": sources})
    results = read(path, options=NOBODY)
    assert [result.source for result in results if isinstance(result, Article)] == ["The Lantern", "nobody"]


def test_source_that_is_a_map_is_none(tmp_path: Path) -> None:
    sources = pa.array([[("name", "The Lantern")]], pa.map_(pa.string(), pa.string()))
    path = stored(tmp_path / "a.parquet", {"text": [BODY], "source": sources})
    assert only(path, options=NOBODY).source == "nobody"


def test_date_that_is_a_list_is_none(tmp_path: Path) -> None:
    assert only(stored(tmp_path / "a.parquet", {"text": [BODY], "date": [["2031-05-01"]]})).published is None


def test_text_that_is_a_list_is_told_once(tmp_path: Path) -> None:
    result = refusal(stored(tmp_path / "a.parquet", {"text": [[BODY], [BODY]]}))
    assert (result.reason, result.record) == ("malformed", None)
    assert "list" in result.detail


def test_time_zone_that_nobody_knows_is_taken_for_utc(tmp_path: Path) -> None:
    moments = pa.array([1_600_000_000_000_000], pa.timestamp("us", tz="Mars/Phobos"))
    assert only(stored(tmp_path / "a.parquet", {"text": [BODY], "date": moments})).published == date(
        2020, 9, 13
    )


@pytest.mark.parametrize("encoding", ["DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY"])
def test_texts_stored_by_their_differences_are_read(tmp_path: Path, encoding: str) -> None:
    columns = {"text": [f"{BODY} It rained, {n} said." for n in range(40)]}
    path = stored(tmp_path / "a.parquet", columns, use_dictionary=False, column_encoding={"text": encoding})
    assert reasons(read(path)) == [("article", None)] * 40


def test_rows_are_counted_over_row_groups(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.parquet", {"text": [f"{BODY} {n}." for n in range(50)]}, row_group_size=20)
    assert [result.path for result in read(path)] == [f"{path}:{n}" for n in range(1, 51)]


# What was made to fill the memory


def test_row_group_that_unpacks_to_far_more_than_texts_do_is_not_unpacked(tmp_path: Path) -> None:
    long = "a" * (2 * MIB)
    texts = pa.array([f"{long}{n}" for n in range(33)])
    path = stored(tmp_path / "a.parquet", {"text": texts}, compression="zstd", use_dictionary=False)
    del texts
    assert path.stat().st_size < MIB
    with most_held() as held:
        assert "200 times its size" in refusal(path).detail
    assert held() < 10 * MIB


def test_page_that_unpacks_to_more_than_the_footer_says_is_not_unpacked(tmp_path: Path) -> None:
    texts = {"text": ["a" * (100 * MIB)]}
    path = stored(tmp_path / "a.parquet", texts, compression="zstd", use_dictionary=False)
    del texts
    told = parquet.ParquetFile(path).metadata.row_group(0).column(0).total_uncompressed_size
    lying = path.read_bytes().replace(thrift_number(told), thrift_number(1000, like=told))
    path.write_bytes(lying)
    assert parquet.ParquetFile(path).metadata.row_group(0).column(0).total_uncompressed_size == 1000
    with most_held() as held:
        assert "200 times its size" in refusal(path).detail
    assert held() < 10 * MIB


def test_row_groups_that_name_the_same_pages_over_and_over_end_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stored(tmp_path / "a.parquet", {"text": [f"{BODY} {n}." for n in range(50)]}, row_group_size=1)
    assert len(read(path)) == 50
    monkeypatch.setattr(piped, "_HARMLESS", 2000)
    monkeypatch.setattr(piped, "_DENSEST", 0)
    assert "the packed file unpacks to more than" in read(path)[-1].detail.casefold()


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"use_dictionary": False},
        {"data_page_version": "2.0", "compression": "gzip"},
        {"data_page_size": 512, "compression": "zstd", "use_dictionary": False},
        {"write_statistics": False, "compression": "none"},
        {"write_page_index": True, "write_page_checksum": True},
    ],
)
def test_pages_say_what_the_footer_says_but_for_their_headers(
    tmp_path: Path, how: Mapping[str, object]
) -> None:
    # Statistics longer than what is read for a header at first: they hold the least and the greatest text.
    texts = [f"{number} " + BODY * 40 for number in range(200)]
    path = stored(tmp_path / "a.parquet", {"text": texts}, **how)
    chunk = parquet.ParquetFile(path).metadata.row_group(0).column(0)
    with path.open("rb") as stream:
        start = chunk.dictionary_page_offset or chunk.data_page_offset
        size = unpacked_size(stream, start, chunk.total_compressed_size)
    assert 0.9 * chunk.total_uncompressed_size < size <= chunk.total_uncompressed_size


@pytest.mark.parametrize(
    "junk", [b"\x15\x00\x15\x02\x15\x02\x0f", b"\xff" * (20 << 20), b"\x1c" * 4000, b"\x00", b""]
)
def test_page_without_a_header_is_refused(junk: bytes) -> None:
    with pytest.raises(RefusedError, match="page"):
        unpacked_size(io.BytesIO(junk), 0, 100)


def thrift_number(number: int, like: int | None = None) -> bytes:
    """Spell a positive number as Thrift does, as long as another one."""
    digits = []
    rest, spelled = number << 1, (like or number) << 1
    while spelled:
        digits.append(rest & 127)
        rest, spelled = rest >> 7, spelled >> 7
    return bytes([*(digit | 128 for digit in digits[:-1]), digits[-1]])


def test_texts_that_are_stored_by_their_differences_are_held_a_few_at_a_time(tmp_path: Path) -> None:
    long = "a" * (2 * MIB)
    texts = pa.array([f"{long}{n}" for n in range(40)])
    how = {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}, "compression": "zstd"}
    path = stored(tmp_path / "a.parquet", {"text": texts}, **how)
    del texts
    with most_held() as held:
        assert reasons(read(path)) == [("unsupported", n) for n in range(1, 41)]
    assert held() < 60 * MIB


def test_rows_are_held_by_the_size_that_the_file_gives_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns: dict[str, object] = {"text": [f"{BODY} {number}." * 100 for number in range(20)]}
    path = stored(tmp_path / "a.parquet", columns)

    def sizes() -> list[int]:
        with path.open("rb") as stream:
            return [batch.num_rows for batch in parquet_files._batches(stream, Columns())[1]]

    assert sizes() == [16, 4]
    monkeypatch.setattr(parquet_files, "_LARGEST_BATCH", 13_500)
    assert sizes() == [2] * 10
    monkeypatch.setattr(parquet_files, "_LARGEST_BATCH", 1)
    assert sizes() == [1] * 20


def test_list_of_millions_beside_a_text_is_not_read(tmp_path: Path) -> None:
    dates = pa.ListArray.from_arrays(
        pa.array([0, 2_000_000], pa.int32()), pa.array([7] * 2_000_000, pa.int8())
    )
    path = stored(tmp_path / "a.parquet", {"text": [BODY], "date": dates})
    del dates
    with most_held() as held:
        assert only(path).text == BODY
    assert held() < MIB


def test_nested_name_that_a_table_repeats_is_held_once(tmp_path: Path) -> None:
    names = pa.DictionaryArray.from_arrays(pa.array([0] * 200, pa.int32()), pa.array(["a " * MIB]))
    columns = {"text": [BODY] * 200, "source": pa.StructArray.from_arrays([names], ["name"])}
    path = stored(tmp_path / "a.parquet", columns, store_schema=False)
    with most_held() as held:
        next(read_articles([str(path)], NAMED))
    assert held() < 20 * MIB


@contextmanager
def most_held() -> Iterator[Callable[[], int]]:
    """Count what Arrow holds at most while a block runs, in bytes."""
    before = pa.default_memory_pool()
    pool = pa.proxy_memory_pool(before)
    pa.set_memory_pool(pool)
    try:
        yield pool.max_memory
    finally:
        pa.set_memory_pool(before)
