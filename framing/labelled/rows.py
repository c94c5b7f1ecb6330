"""Rows of labelled data out of JSON lines, CSV or Parquet, each with its place."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from framing.errors import TrainingDataError
from framing.labelled.csv_rows import csv_rows
from framing.labelled.opening import absent, open_text, refuse_spreadsheet, undecodable
from framing.labelled.row import Row

_ARRAY = "a JSON array; JSON lines hold one object per line, without brackets around them or commas between"


def read_rows(file: Path) -> Iterator[Row]:
    """Read a file row by row.

    Args:
        file: ``.csv``, ``.tsv``, ``.parquet``, else JSON lines; text also gzipped (``.gz``).

    Yields:
        Its rows, at least one. Those of JSON lines need not be objects; whoever reads on says what they
        must be.

    Raises:
        TrainingDataError: The file is absent, empty or cannot be read, or a line is no row. Names file,
            line and reason.
    """
    if not file.is_file():
        raise TrainingDataError(absent(str(file)))
    refuse_spreadsheet(file)
    kind = Path(file.stem).suffix if file.suffix == ".gz" else file.suffix
    empty = True
    try:
        for row in _READERS.get(kind.lower(), _json_rows)(file):
            empty = False
            yield row
    except UnicodeDecodeError as error:
        raise TrainingDataError(undecodable(file)) from error
    except (OSError, EOFError, zlib.error) as error:
        raise TrainingDataError(f"{file} cannot be read: {error}") from error
    if empty:
        raise TrainingDataError(
            f"{file} holds a header and no row" if file.stat().st_size else f"{file} is empty"
        )


def _json_rows(file: Path) -> Iterator[Row]:
    with open_text(file) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Row(f"{file}:{number}", _value(f"{file}:{number}", line, first=number == 1))


def _value(place: str, line: str, *, first: bool) -> dict[str, object]:
    try:
        value: dict[str, object] = json.loads(line)
    except json.JSONDecodeError as error:
        is_array = first and line.lstrip().startswith("[")
        why = _ARRAY if is_array else f"not JSON: {error.msg.removesuffix(' at')}"
        raise TrainingDataError(f"{place}: {why}") from error
    if first and isinstance(value, list):
        raise TrainingDataError(f"{place}: {_ARRAY}")
    return value


def _parquet_rows(file: Path) -> Iterator[Row]:
    import pyarrow as pa  # noqa: PLC0415 - slow to import
    from pyarrow import parquet  # noqa: PLC0415

    try:
        number = 0
        for batch in parquet.ParquetFile(file).iter_batches():
            for values in batch.to_pylist():
                number += 1
                yield Row(f"{file}:{number}", values)
    except pa.ArrowException as error:
        raise TrainingDataError(f"{file} cannot be read: {error}") from error


_READERS: Mapping[str, Callable[[Path], Iterator[Row]]] = {
    ".csv": csv_rows,
    ".tsv": csv_rows,
    ".parquet": _parquet_rows,
}
