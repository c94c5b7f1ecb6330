"""Records out of Parquet."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from framing.reading.decoding import RefusedError
from framing.reading.options import Columns
from framing.reading.parquet_pages import unpacked_size
from framing.reading.piped import Budget
from framing.reading.record import Failure, Record, attempted, missing_text, record_from
from framing.reading.streams import seekable

_BATCH, _PLAIN_BATCH = 16, 4
"""Rows held at a time: more are hardly read faster, and each can be larger than the whole file. Fewer where a
text that stands in several rows is held in each."""
_LARGEST_BATCH = 1 << 26


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A column as Parquet stores it, each field of what is nested by itself.

    Attributes:
        place: Its place among the columns of the file.
        path: Its name, that of what holds it before it.
        is_text: Whether its values are texts, which can be of any length.
        folded: Whether a text that stands in many rows can be held once.
        width: Bytes that each of its values has, where all have the same number.
    """

    place: int
    path: str
    is_text: bool
    folded: bool
    width: int


def parquet_records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    """Read a Parquet file, a few rows at a time. Rows are counted from 1.

    Args:
        stream: The file's bytes. Where they cannot be jumped in, as in what is unpacked on the way, they
            go through a temporary file.
        columns: Which columns mean what.

    Yields:
        Records, and rows that are none.

    Raises:
        RefusedError: The file is no Parquet, is damaged, has no text column, or unpacks to far more than
            texts do.
    """
    with seekable(stream) as file:
        yield from _records(file, columns)


def _records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    import pyarrow as pa  # noqa: PLC0415 - slow to import

    try:
        number = 0
        there, batches = _batches(stream, columns)
        for batch in batches:
            for row in range(batch.num_rows):
                number += 1
                yield attempted(partial(_row_record, batch, row, columns, number, there), number)
    except (pa.ArrowException, OSError, ValueError) as error:
        detail = str(error).splitlines()[0][:200] if str(error) else "unknown fault"
        raise RefusedError("unreadable", f"The Parquet file cannot be read: {detail}.") from None


def _batches(stream: BinaryIO, columns: Columns) -> tuple[tuple[str, ...], Iterator[Any]]:
    """Give the names of all columns of a file, and the rows of those that are asked for."""
    from pyarrow import parquet  # noqa: PLC0415 - slow to import

    table = parquet.ParquetFile(stream)
    there = tuple(table.schema_arrow.names)
    leaves = list(_leaves(table, set(_wanted(there, columns))))
    _refuse_nested_text(table, columns)
    # As dictionaries, so that a text that stands in a million rows is held once and not in each.
    folded = [leaf.path for leaf in leaves if leaf.folded]
    table = parquet.ParquetFile(stream, metadata=table.metadata, read_dictionary=folded)
    return there, _rows(table, stream, leaves)


def _rows(table: Any, stream: BinaryIO, leaves: Sequence[_Leaf]) -> Iterator[Any]:
    paths = [leaf.path for leaf in leaves]
    # Row groups can name the same pages over and over.
    budget = Budget(stream.seek(0, io.SEEK_END))
    for number in range(table.num_row_groups):
        size = _batch_size(table.metadata.row_group(number), stream, leaves, budget)
        yield from table.iter_batches(batch_size=size, row_groups=[number], columns=paths)


def _wanted(names: Sequence[str], columns: Columns) -> list[str]:
    # Only what is asked for is read: other columns can be large.
    asked = {name.strip().casefold() for name in columns.names}
    if columns.text.strip().casefold() not in (name.strip().casefold() for name in names):
        raise RefusedError("missing_column", missing_text(columns.text, names))
    return [name for name in names if name.strip().casefold() in asked]


def _leaves(table: Any, wanted: set[str]) -> Iterator[_Leaf]:
    """Find what is read of some columns: themselves, or their field ``name``.

    Lists and maps are not read: they give nothing of an article, and a billion values of one can take a few
    bytes.
    """
    for place in range(len(table.schema)):
        column = table.schema.column(place)
        is_wanted = column.path in wanted or column.path.removesuffix(".name") in wanted
        if is_wanted and column.max_repetition_level == 0:
            chunks = (table.metadata.row_group(n).column(place) for n in range(table.num_row_groups))
            # How pyarrow stores texts by their differences it cannot read as a dictionary.
            apart = any(encoding.startswith("DELTA") for chunk in chunks for encoding in chunk.encodings)
            is_text = column.physical_type == "BYTE_ARRAY"
            yield _Leaf(place, column.path, is_text, is_text and not apart, max(0, column.length))


def _refuse_nested_text(table: Any, columns: Columns) -> None:
    from pyarrow import types  # noqa: PLC0415 - slow to import

    for field in table.schema_arrow:
        if field.name.strip().casefold() == columns.text.strip().casefold() and types.is_nested(field.type):
            raise RefusedError("malformed", f"The column '{columns.text}' holds no texts but {field.type}.")


def _batch_size(group: Any, stream: BinaryIO, leaves: Sequence[_Leaf], budget: Budget) -> int:
    """Tell how many rows of a row group are held at a time, or refuse it, by what its pages say."""
    chunks = [group.column(leaf.place) for leaf in leaves]
    size = sum(unpacked_size(stream, _first_page(chunk), chunk.total_compressed_size) for chunk in chunks)
    # Asked before it is read: a page, which may hold all of its rows, is unpacked at once.
    Budget(sum(chunk.total_compressed_size for chunk in chunks)).spend(size)
    budget.spend(size)
    of_row: int = size // max(1, group.num_rows) + sum(leaf.width for leaf in leaves)
    most = _PLAIN_BATCH if any(leaf.is_text and not leaf.folded for leaf in leaves) else _BATCH
    return max(1, min(most, _LARGEST_BATCH // max(1, of_row)))


def _first_page(chunk: Any) -> int:
    """Tell where a column of a row group begins; some writers give 0 where there is no dictionary."""
    starts: tuple[int | None, ...] = (chunk.dictionary_page_offset, chunk.data_page_offset)
    return min(start for start in starts if start)


def _row_record(batch: Any, row: int, columns: Columns, number: int, there: Sequence[str]) -> Record:
    try:
        fields = {name: _value(batch.column(at)[row]) for at, name in enumerate(batch.schema.names)}
    except UnicodeDecodeError:
        raise RefusedError("encoding", "The row holds text that is not UTF-8.") from None
    except (ValueError, OverflowError) as error:
        raise RefusedError("malformed", f"The row cannot be read: {error}.") from None
    return record_from(fields, columns, number, there)


def _value(cell: Any) -> object:
    try:
        return cell.as_py()
    except LookupError:
        import pyarrow as pa  # noqa: PLC0415 - slow to import

        # A time zone that nobody knows: the moment is known all the same.
        return cell.cast(pa.timestamp(cell.type.unit, "UTC")).as_py()
