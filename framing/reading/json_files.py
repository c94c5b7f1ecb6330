"""Records out of JSON and JSON lines."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import BinaryIO

from framing.reading.decoding import RefusedError, decode, encoding_of, looks_binary
from framing.reading.json_text import first_of, member_at, parsed, places_in
from framing.reading.kinds import is_json_line
from framing.reading.options import Columns
from framing.reading.record import Failure, Record, attempted, record_from
from framing.reading.streams import LARGEST_ARTICLE, lines_of, narrowed, read_whole

_LARGEST_FILE = 1 << 30
"""A larger JSON file, in bytes, is not held in memory: such data comes as JSON lines."""


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
    return _line_records(lines_of(narrowed(head, stream)), columns)


def _line_records(lines: Iterable[bytes | None], columns: Columns) -> Iterator[Record | Failure]:
    for number, line in enumerate(lines, start=1):
        if line is None:
            yield Failure("unsupported", f"The line has more than {LARGEST_ARTICLE >> 20} MiB.", number)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield attempted(partial(_line_record, line, columns, number), number)


def _line_record(line: bytes, columns: Columns, number: int) -> Record:
    return _record(parsed(decode(line)), columns, number)


def json_records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    """Read a JSON file: a list of records, an object that holds such a list, or one record.

    A file of JSON lines under the name of JSON is read as what it is. Of a list one record is read at a
    time; where it is broken off, what came before is kept.

    Args:
        stream: The file's bytes.
        columns: Which fields mean what.

    Raises:
        RefusedError: The file is empty, no text, no JSON, or larger than 1 GiB.
    """
    data = _in_utf8(read_whole(stream, _LARGEST_FILE))
    opening = first_of(data, 0)
    if _holds_lines(data, opening):
        yield from _line_records(lines_of(BytesIO(data)), columns)
        return
    records = opening if data[opening : opening + 1] == b"[" else _list_in(data, opening, columns)
    if records is None:
        yield attempted(partial(_record_at, data, (0, len(data)), columns, None), None)
        return
    end = len(data)
    for number, place in enumerate(places_in(data, records), start=1):
        end = place[1]
        if number > 1 or first_of(data, place[0]) < end:
            yield attempted(partial(_record_at, data, place, columns, number), number)
    if records == opening:
        _refuse_more(data, end)


def _in_utf8(data: bytes) -> bytes:
    if encoding_of(data) == "utf-8":
        return data
    return decode(data).encode("utf-8", "replace")


def _holds_lines(data: bytes, start: int) -> bool:
    """Tell whether data are JSON lines: the first is an object by itself, and more comes behind it."""
    end = data.find(b"\n", start, start + LARGEST_ARTICLE)
    return end >= 0 and first_of(data, end) < len(data) and is_json_line(data[start:end])


def _record_at(data: bytes, place: tuple[int, int], columns: Columns, number: int | None) -> Record:
    start, end = place
    if end - start > LARGEST_ARTICLE:
        raise RefusedError("unsupported", f"The record has more than {LARGEST_ARTICLE >> 20} MiB.")
    return _record(parsed(data[start:end].decode("utf-8", "replace")), columns, number)


def _record(value: object, columns: Columns, number: int | None) -> Record:
    if not isinstance(value, Mapping):
        raise RefusedError("malformed", f"The record is not a JSON object but {type(value).__name__}.")
    return record_from(value, columns, number)


def _list_in(data: bytes, opening: int, columns: Columns) -> int | None:
    """Find where the list of records begins in an object; ``None`` where there is none, or no object."""
    if data[opening : opening + 1] != b"{":
        return None
    first = holding = None
    end = opening
    for start, end in places_in(data, opening):
        if first_of(data, start) == end:
            continue
        name, value = member_at(data, start, end)
        if name.casefold() == columns.text.casefold():
            return None
        if data[value : value + 1] == b"[":
            first = value if first is None else first
            holding = value if holding is None and _holds_objects(data, value) else holding
    _refuse_more(data, end)
    return first if holding is None else holding


def _holds_objects(data: bytes, opening: int) -> bool:
    begins = (first_of(data, start) for start, _ in places_in(data, opening))
    return any(data[first : first + 1] == b"{" for first in begins)


def _refuse_more(data: bytes, closing: int) -> None:
    if first_of(data, closing + 1) < len(data):
        raise RefusedError("malformed", "This is not JSON: something stands behind its end.")
