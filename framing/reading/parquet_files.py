"""Records out of Parquet."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO

from framing.reading.decoding import RefusedError
from framing.reading.options import Columns
from framing.reading.record import Failure, Record, attempted, missing_text, record_from
from framing.reading.streams import seekable

_BATCH = 256


def parquet_records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    """Read a Parquet file, some hundred rows at a time. Rows are counted from 1.

    Args:
        stream: The file's bytes. Where they cannot be jumped in, as in what is unpacked on the way, they
            go through a temporary file.
        columns: Which columns mean what.

    Yields:
        Records, and rows that are none.

    Raises:
        RefusedError: The file is no Parquet, is damaged, or has no text column.
    """
    with seekable(stream) as file:
        yield from _records(file, columns)


def _records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    import pyarrow as pa  # noqa: PLC0415 - slow to import
    from pyarrow import parquet  # noqa: PLC0415

    try:
        there = tuple(parquet.read_schema(stream).names)
        names = _wanted(there, columns)
        stream.seek(0)
        # As dictionaries, so that a text that stands in a million rows is held once and not in each.
        table = parquet.ParquetFile(stream, read_dictionary=names)
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=names):
            for row in range(batch.num_rows):
                number += 1
                yield attempted(partial(_row_record, batch, row, columns, number, there), number)
    except (pa.ArrowException, OSError, ValueError) as error:
        detail = str(error).splitlines()[0][:200] if str(error) else "unknown fault"
        raise RefusedError("unreadable", f"The Parquet file cannot be read: {detail}.") from None


def _wanted(names: Sequence[str], columns: Columns) -> list[str]:
    # Only what is asked for is read: other columns can be large.
    asked = {name.strip().casefold() for name in columns.names}
    if columns.text.strip().casefold() not in (name.strip().casefold() for name in names):
        raise RefusedError("missing_column", missing_text(columns.text, names))
    return [name for name in names if name.strip().casefold() in asked]


def _row_record(batch: Any, row: int, columns: Columns, number: int, there: Sequence[str]) -> Record:
    try:
        fields = {name: batch.column(at)[row].as_py() for at, name in enumerate(batch.schema.names)}
    except UnicodeDecodeError:
        raise RefusedError("encoding", "The row holds text that is not UTF-8.") from None
    except (ValueError, OverflowError) as error:
        raise RefusedError("malformed", f"The row cannot be read: {error}.") from None
    return record_from(fields, columns, number, there)
