"""Records out of JSON and JSON lines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

from framing.reading.decoding import RefusedError, decode, looks_binary
from framing.reading.kinds import is_json_line
from framing.reading.options import Columns
from framing.reading.record import Failure, Record, attempted, record_from
from framing.reading.streams import LARGEST_ARTICLE, lines_of, read_whole, rejoined

_LARGEST_FILE = 1 << 30
"""A larger JSON file, in bytes, would take several times as much memory: such data comes as JSON lines."""


def jsonl_records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    """Read a file of JSON lines one by one; a blank line is no record.

    Args:
        stream: The file's bytes.
        columns: Which fields mean what.

    Returns:
        One result for each line that is not blank, numbered by line.

    Raises:
        RefusedError: The file is no text.
    """
    head = stream.read(4)
    if looks_binary(head):
        raise RefusedError("binary", "This is a binary file, not a text.")
    whole = rejoined(head, stream)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        # UTF-16 has no lines to be read as bytes; such files are rare and read whole.
        return _records_of(decode(read_whole(whole, _LARGEST_FILE)), columns)
    return _line_records(lines_of(whole), columns)


def _line_records(lines: Iterable[bytes | None], columns: Columns) -> Iterator[Record | Failure]:
    for number, line in enumerate(lines, start=1):
        if line is None:
            yield Failure("unsupported", f"The line has more than {LARGEST_ARTICLE >> 20} MiB.", number)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield attempted(partial(_line_record, line, columns, number), number)


def _line_record(line: bytes, columns: Columns, number: int) -> Record:
    return _record(_parsed(decode(line)), columns, number)


def _records_of(text: str, columns: Columns) -> Iterator[Record | Failure]:
    return _line_records((line.encode("utf-8", "replace") for line in text.split("\n")), columns)


def json_records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    """Read a JSON file: a list of records, an object that holds such a list, or one record.

    A file of JSON lines under the name of JSON is read as what it is.

    Args:
        stream: The file's bytes.
        columns: Which fields mean what.

    Raises:
        RefusedError: The file is empty, no text, no JSON, or larger than 1 GiB.
    """
    text = decode(read_whole(stream, _LARGEST_FILE))
    if is_json_line(text.split("\n", 1)[0].encode("utf-8", "replace")) and "\n" in text.strip():
        yield from _records_of(text, columns)
        return
    value = _parsed(text)
    items = _items(value, columns)
    if items is None:
        yield attempted(partial(_record, value, columns, None), None)
        return
    for number, item in enumerate(items, start=1):
        yield attempted(partial(_record, item, columns, number), number)


def _record(value: object, columns: Columns, number: int | None) -> Record:
    if not isinstance(value, Mapping):
        raise RefusedError("malformed", f"The record is not a JSON object but {type(value).__name__}.")
    return record_from(value, columns, number)


def _parsed(text: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise RefusedError("malformed", "The JSON is nested too deep.") from None
    except ValueError as error:
        raise RefusedError("malformed", f"This is not JSON: {error}.") from None


def _items(value: object, columns: Columns) -> list[object] | None:
    """The list of records a JSON value holds, or ``None`` when the value is itself the record."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or any(str(key).casefold() == columns.text.casefold() for key in value):
        return None
    lists = [item for item in value.values() if isinstance(item, list)]
    holding = [items for items in lists if any(isinstance(item, dict) for item in items)]
    return next(iter(holding or lists), None)
