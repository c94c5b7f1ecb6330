"""Records out of JSON and JSON lines."""

import json
from collections.abc import Iterable, Iterator, Mapping

from framing.reading.decoding import RefusedError, decode
from framing.reading.options import Columns
from framing.reading.record import Record, record_from
from framing.text import Reason

Failure = tuple[Reason, str, int | None]
"""Reason, detail and 1-based record number of an input that gives no article."""


def jsonl_records(lines: Iterable[bytes], columns: Columns) -> Iterator[Record | Failure]:
    """Read JSON lines one by one; a blank line is no record.

    Args:
        lines: The file's lines, as bytes.
        columns: Which fields mean what.

    Returns:
        One result for each line that is not blank, numbered by line.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _line_record(line, columns, number)


def _line_record(line: bytes, columns: Columns, number: int) -> Record | Failure:
    try:
        return _record(_parsed(decode(line)), columns, number)
    except RefusedError as refused:
        return refused.reason, refused.detail, number


def json_records(data: bytes, columns: Columns) -> Iterator[Record | Failure]:
    """Read a JSON file: a list of records, an object that holds such a list, or one record.

    A file of JSON lines under the name of JSON is read as what it is.

    Args:
        data: The whole file.
        columns: Which fields mean what.

    Raises:
        RefusedError: The file is no text or no JSON.
    """
    text = decode(data)
    if is_json_lines(text.split("\n", 1)[0].encode("utf-8", "replace")) and "\n" in text.strip():
        yield from jsonl_records((line.encode("utf-8", "replace") for line in text.split("\n")), columns)
        return
    value = _parsed(text)
    items = _items(value, columns)
    if items is None:
        yield _numbered(value, columns, None)
        return
    for number, item in enumerate(items, start=1):
        yield _numbered(item, columns, number)


def is_json_lines(first_line: bytes) -> bool:
    """Tell whether a file's first line is a JSON object by itself."""
    line = first_line.lstrip(b"\xef\xbb\xbf").strip()
    if not (line.startswith(b"{") and line.endswith(b"}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _numbered(value: object, columns: Columns, number: int | None) -> Record | Failure:
    try:
        return _record(value, columns, number)
    except RefusedError as refused:
        return refused.reason, refused.detail, number


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
