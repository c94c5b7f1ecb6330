"""Records out of CSV."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

from framing.reading.decoding import RefusedError, decode, encoding_of, wide_encoding
from framing.reading.kinds import DELIMITERS, header_cells
from framing.reading.options import Columns
from framing.reading.record import Failure, Record, attempted, missing_text, record_from
from framing.reading.streams import LARGEST_ARTICLE, lines_of, narrowed

_SAMPLE = 1 << 20


def csv_records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    """Read a CSV file row by row. The first row names the columns.

    Comma, semicolon, tab and bar are told apart by the header. Rows are counted from 1 below it.

    Args:
        stream: The file's bytes.
        columns: Which columns mean what.

    Raises:
        RefusedError: The file is no text, or has no text column.
    """
    # The standard library refuses fields over 128 KiB, and without a limit a quotation mark that is never
    # closed would take the rest of the file into memory. The limit holds for the whole process.
    csv.field_size_limit(LARGEST_ARTICLE)
    head = stream.read(_SAMPLE) + stream.readline(LARGEST_ARTICLE)
    if wide_encoding(head):
        head, stream = b"", narrowed(head, stream)
    lines = _text_lines(head, stream, encoding_of(head))
    header_line = next(lines, "").removeprefix("\ufeff")
    if not header_line.strip():
        return
    delimiter, header = _header(header_line, columns)
    if columns.text.strip().casefold() not in (name.strip().casefold() for name in header):
        raise RefusedError("missing_column", missing_text(columns.text, header))
    yield from _rows(csv.reader(lines, delimiter=delimiter, strict=True), header, columns)


def _text_lines(head: bytes, rest: BinaryIO, encoding: str) -> Iterator[str]:
    # What is not UTF-8 after all is carried along and settled field by field.
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    for line in chain(io.BytesIO(head), lines_of(rest)):
        if line is None:
            raise RefusedError("malformed", f"A line has more than {LARGEST_ARTICLE >> 20} MiB.")
        yield line.decode("utf-8" if encoding == "utf-8-sig" else encoding, errors)


def _header(line: str, columns: Columns) -> tuple[str, list[str]]:
    wanted = columns.text.strip().casefold()
    read = {mark: header_cells(line, mark) for mark in DELIMITERS}
    for mark, header in read.items():
        if wanted in (name.strip().casefold() for name in header) and len(header) > 1:
            return mark, header
    return ",", read[","]


def _rows(rows: Iterator[list[str]], header: list[str], columns: Columns) -> Iterator[Record | Failure]:
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure("malformed", f"This is not a CSV row: {error}.", number)
            continue
        if not row:
            number -= 1  # A blank line is no row.
            continue
        yield attempted(partial(_row_record, row, header, columns, number), number)


def _row_record(row: list[str], header: list[str], columns: Columns, number: int) -> Record:
    if len(row) != len(header):
        raise RefusedError("malformed", f"The row has {len(row)} fields, the header has {len(header)}.")
    fields: dict[str, object] = {name: _decoded(cell) for name, cell in zip(header, row, strict=True)}
    return record_from(fields, columns, number)


def _decoded(cell: str) -> str:
    if cell.isascii() or not any("\udc80" <= character <= "\udcff" for character in cell):
        return cell
    return decode(cell.encode("utf-8", "surrogateescape"))
