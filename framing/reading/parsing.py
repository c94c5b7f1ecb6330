"""The records in a stream of bytes, whatever it holds."""

from collections.abc import Callable, Iterator
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


def records_in(
    kind: str, stream: BinaryIO, options: ReadOptions, wanted: Callable[[], bool] = always
) -> Iterator[Record | Failure]:
    """Read the records of a file that is no archive.

    Args:
        kind: What it holds, as `framing.reading.kinds.kind_of` names it.
        stream: Its bytes, unpacked.
        options: What the caller says about it.
        wanted: Asked before each page or text, since these take long to extract.

    Yields:
        Records, and places that are none.

    Raises:
        RefusedError: The file is refused as a whole, or breaks off.
        OSError: It cannot be read to its end.
    """
    if kind == ".jsonl":
        yield from jsonl_records(stream, options.columns)
    elif kind == ".json":
        yield from json_records(stream, options.columns)
    elif kind == ".csv":
        yield from csv_records(stream, options.columns)
    elif kind == ".parquet":
        yield from parquet_records(stream, options.columns)
    elif kind == ".warc":
        yield from warc_records(stream, options, wanted)
    elif not wanted():
        yield PASSED_OVER
    else:
        yield _article(kind, read_whole(stream), options)


def _article(kind: str, data: bytes, options: ReadOptions) -> Record:
    if kind == ".html":
        return page_record(decode(data, html=True), day_first=options.day_first)
    text = decode(data)
    refuse_book(text)
    return markdown_record(text) if kind == ".md" else Record(text)
