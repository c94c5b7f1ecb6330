"""Records out of Parquet."""

import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from framing.reading.decoding import RefusedError
from framing.reading.json_files import Failure
from framing.reading.options import Columns
from framing.reading.record import Record, missing_text, record_from

_BATCH = 256
_IN_MEMORY = 1 << 24


def parquet_records(stream: BinaryIO, columns: Columns, *, packed: bool) -> Iterator[Record | Failure]:
    """Read a Parquet file, some hundred rows at a time. Rows are counted from 1.

    Args:
        stream: The file's bytes.
        columns: Which columns mean what.
        packed: The stream is unpacked on the way and cannot jump; it goes through a temporary file.

    Raises:
        RefusedError: The file is no Parquet, is damaged, or has no text column.
    """
    if not packed:
        yield from _records(stream, columns)
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as unpacked:
        shutil.copyfileobj(stream, unpacked)
        unpacked.seek(0)
        yield from _records(cast(BinaryIO, unpacked), columns)


def _records(stream: BinaryIO, columns: Columns) -> Iterator[Record | Failure]:
    import pyarrow as pa  # noqa: PLC0415 - slow to import
    from pyarrow import parquet  # noqa: PLC0415

    try:
        table = parquet.ParquetFile(stream)
        names = _wanted(table.schema_arrow.names, columns)
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=names):
            for row in range(batch.num_rows):
                number += 1
                yield _row_record(batch, row, columns, number)
    except (pa.ArrowException, OSError, ValueError) as error:
        detail = str(error).splitlines()[0][:200] if str(error) else "unknown fault"
        raise RefusedError("unreadable", f"The Parquet file cannot be read: {detail}.") from None


def _wanted(names: list[str], columns: Columns) -> list[str]:
    # Only what is asked for is read: other columns can be large.
    asked = {
        name.strip().casefold()
        for name in (columns.text, columns.source, columns.title, columns.date, columns.url, columns.id)
    }
    if columns.text.strip().casefold() not in (name.strip().casefold() for name in names):
        raise RefusedError("missing_column", missing_text(columns.text, names))
    return [name for name in names if name.strip().casefold() in asked]


def _row_record(batch: Any, row: int, columns: Columns, number: int) -> Record | Failure:
    try:
        fields = {name: batch.column(at)[row].as_py() for at, name in enumerate(batch.schema.names)}
        return record_from(fields, columns, number)
    except RefusedError as refused:
        return refused.reason, refused.detail, number
    except UnicodeDecodeError:
        return "encoding", "The row holds text that is not UTF-8.", number
    except (ValueError, OverflowError) as error:
        return "malformed", f"The row cannot be read: {error}.", number
