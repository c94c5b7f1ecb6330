"""Articles out of whatever the user points at."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from framing.reading.articles import Origin, article_from
from framing.reading.csv_files import csv_records
from framing.reading.decoding import RefusedError, decode, looks_binary
from framing.reading.inputs import Input, find_inputs
from framing.reading.json_files import Failure, is_json_lines, json_records, jsonl_records
from framing.reading.markdown import markdown_record
from framing.reading.options import ReadOptions
from framing.reading.pages import page_record
from framing.reading.parquet_files import parquet_records
from framing.reading.record import Record
from framing.reading.streams import PACKED, format_of, open_bytes, unpacked
from framing.text import Article, Unscored

STDIN = "-"
DEFAULTS = ReadOptions()

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".csv", ".parquet")
"""What can be read; each also with ``.gz`` behind it."""

_Records = Iterator[Record | Failure]


def read_articles(
    paths: Iterable[str], options: ReadOptions = DEFAULTS, *, stdin: BinaryIO | None = None
) -> Iterator[Article | Unscored]:
    """Read articles, one after the other, in the order of the paths.

    Never holds more than one article of JSON lines or CSV, a few hundred rows of Parquet, or one
    file of the other kinds. Every record gives exactly one result, and no record ends the reading.

    Args:
        paths: Files, folders, patterns; ``-`` is standard input.
        options: Source, column names and the like.
        stdin: What to read for ``-`` instead of the process's standard input.

    Returns:
        Articles, and what could not be read, with the reason.
    """
    for path in paths:
        if path == STDIN:
            origin = Origin(STDIN)
            yield from _results(lambda: _stdin_records(stdin or sys.stdin.buffer, options), origin, options)
            continue
        for found in find_inputs(path):
            yield from (found,) if isinstance(found, Unscored) else _file_results(found, options)


def _file_results(found: Input, options: ReadOptions) -> Iterator[Article | Unscored]:
    if format_of(found.path) not in SUFFIXES:
        detail = f"Only {', '.join(SUFFIXES)} are read, each also packed ({PACKED})."
        yield Unscored(found.name, "unsupported", detail)
        return
    origin = Origin(found.name, found.folder)
    yield from _results(lambda: _file_records(found, options), origin, options)


def _results(
    records: Callable[[], _Records], origin: Origin, options: ReadOptions
) -> Iterator[Article | Unscored]:
    """Turn records into results; a fault of the file ends the file, not the run."""
    count = 0
    try:
        for record in records():
            count += 1
            if isinstance(record, Record):
                yield article_from(record, origin, options)
            else:
                reason, detail, number = record
                yield Unscored(origin.name, reason, detail, number)
    except RefusedError as refused:
        yield Unscored(origin.name, refused.reason, refused.detail, count + 1 if count else None)
    except (OSError, EOFError, zlib.error) as error:
        detail = f"The file cannot be read to its end: {error}."
        yield Unscored(origin.name, "unreadable", detail, count + 1 if count else None)
    else:
        if count == 0:
            yield Unscored(origin.name, "empty", "The file holds no records.")


def _file_records(found: Input, options: ReadOptions) -> _Records:
    kind = format_of(found.path)
    with open_bytes(found.path) as stream:
        if kind == ".parquet":
            packed = found.path.suffix.lower() == PACKED
            yield from parquet_records(stream, options.columns, packed=packed)
        else:
            yield from _records(kind, stream, options)


def _records(kind: str, stream: BinaryIO, options: ReadOptions) -> _Records:
    if kind == ".jsonl":
        yield from _json_lines(stream, options)
    elif kind == ".csv":
        yield from csv_records(stream, options.columns)
    elif kind == ".json":
        yield from json_records(_filled(stream.read()), options.columns)
    else:
        yield _single(kind, _filled(stream.read()))


def _json_lines(stream: BinaryIO, options: ReadOptions) -> _Records:
    first = stream.readline()
    if looks_binary(first):
        raise RefusedError("binary", "This is a binary file, not a text.")
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        # UTF-16 has no lines to be read as bytes; such files are rare and read whole.
        text = decode(first + stream.read())
        yield from jsonl_records(
            (line.encode("utf-8", "replace") for line in text.split("\n")), options.columns
        )
        return
    yield from jsonl_records(chain((first,), stream), options.columns)


def _single(kind: str, data: bytes) -> Record:
    if kind in (".html", ".htm"):
        return page_record(decode(data, html=True))
    text = decode(data)
    return markdown_record(text) if kind == ".md" else Record(text)


def _filled(data: bytes) -> bytes:
    if not data.strip():
        raise RefusedError("empty", "The file is empty.")
    return data


_STDIN_KINDS = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "json": ".json",
    "jsonl": ".jsonl",
    "csv": ".csv",
}


def _stdin_records(stream: BinaryIO, options: ReadOptions) -> _Records:
    stream = unpacked(stream)
    if options.stdin_format != "auto":
        yield from _records(_STDIN_KINDS[options.stdin_format], stream, options)
        return
    first = stream.readline()
    if is_json_lines(first):
        yield from jsonl_records(chain((first,), stream), options.columns)
        return
    data = _filled(first + stream.read())
    kind = _sniffed(data)
    if kind == ".json":
        yield from json_records(data, options.columns)
    else:
        yield _single(kind, data)


def _sniffed(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<article", b"<div", b"<p>")):
        return ".html"
    return ".json" if head.startswith((b"{", b"[{", b"[\n", b"[ ", b"[\r")) else ".txt"
