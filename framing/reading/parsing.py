"""The records in a stream of bytes, whatever it holds."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from framing.reading.csv_files import csv_records
from framing.reading.decoding import decode
from framing.reading.json_files import json_records, jsonl_records
from framing.reading.markdown import markdown_record
from framing.reading.options import ReadOptions
from framing.reading.pages import page_record
from framing.reading.parquet_files import parquet_records
from framing.reading.record import PASSED_OVER, Failure, Record, always, refuse_book
from framing.reading.streams import read_whole
from framing.reading.warc_files import warc_records

_Wanted = Callable[[], bool]
_Reader = Callable[[BinaryIO, ReadOptions, _Wanted], Iterator[Record | Failure]]


def records_in(
    kind: str, stream: BinaryIO, options: ReadOptions, wanted: _Wanted = always
) -> Iterator[Record | Failure]:
    """Read the records of a file that is no archive.

    Args:
        kind: What it holds, as `framing.reading.kinds.kind_of` names it.
        stream: Its bytes, unpacked.
        options: What the caller says about it.
        wanted: Asked before each page or text, since these take long to extract.

    Returns:
        Records, and places that are none. Reading them raises `RefusedError` where the file is refused as a
        whole, or breaks off, and `OSError` where it cannot be read to its end.
    """
    return _READERS[kind](stream, options, wanted)


def _single(record: Callable[[bytes, ReadOptions], Record]) -> _Reader:
    """Make a reader of files that hold one article each."""

    def reader(stream: BinaryIO, options: ReadOptions, wanted: _Wanted) -> Iterator[Record | Failure]:
        # Read even where it is not wanted: how much comes out of an archive is counted over all its files.
        data = read_whole(stream)
        yield record(data, options) if wanted() else PASSED_OVER

    return reader


def _page(data: bytes, options: ReadOptions) -> Record:
    return page_record(decode(data, html=True), day_first=options.day_first)


def _markdown(data: bytes, _: ReadOptions) -> Record:
    return markdown_record(_text_of(data))


def _plain(data: bytes, _: ReadOptions) -> Record:
    return Record(_text_of(data))


def _text_of(data: bytes) -> str:
    text = decode(data)
    refuse_book(text)
    return text


_READERS: Mapping[str, _Reader] = {
    ".txt": _single(_plain),
    ".md": _single(_markdown),
    ".html": _single(_page),
    ".json": lambda stream, options, _: json_records(stream, options.columns),
    ".jsonl": lambda stream, options, _: jsonl_records(stream, options.columns),
    ".csv": lambda stream, options, _: csv_records(stream, options.columns),
    ".parquet": lambda stream, options, _: parquet_records(stream, options.columns),
    ".warc": warc_records,
}
"""Who reads what: each kind of `framing.reading.kinds.KINDS` that is no archive."""
