"""Rows of labelled data out of JSON lines, CSV, Parquet or a Hugging Face data set, each with its place."""

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from framing.errors import MissingExtraError, TrainingDataError

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+(?::[\w.-]+)?\Z")
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        place: Where it stands, ``file:number``, for errors.
        values: What it says, by column.
    """

    place: str
    values: Mapping[str, Any]


def is_hub_name(name: str) -> bool:
    """Tell whether a name is that of a Hugging Face data set: ``user/name`` or ``user/name:split``.

    Args:
        name: As given by the user.

    Returns:
        Whether it has that form and is no file here.
    """
    return bool(_HUB_NAME.match(name)) and not Path(name).exists() and not Path(name).suffix


def read_rows(file: Path) -> Iterator[Row]:
    """Read a file row by row.

    Args:
        file: ``.csv``, ``.tsv``, ``.parquet``, else JSON lines; text also gzipped (``.gz``).

    Yields:
        Its rows. Those of JSON lines need not be objects; whoever reads on says what they must be.

    Raises:
        TrainingDataError: The file is absent or cannot be read, or a line is no row.
    """
    if not file.is_file():
        raise TrainingDataError(f"there is no file {file}")
    kind = Path(file.stem).suffix if file.suffix == ".gz" else file.suffix
    readers = {".csv": _csv_rows, ".tsv": _csv_rows, ".parquet": _parquet_rows}
    try:
        yield from readers.get(kind.lower(), _json_rows)(file)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise TrainingDataError(f"{file} cannot be read: {error}") from error


def hub_rows(name: str) -> Iterator[Row]:
    """Read a data set from the Hugging Face hub.

    Class numbers become class names where the data set names its classes.

    Args:
        name: ``user/name``, for its training split or its only one, or ``user/name:split``.

    Yields:
        Its rows.

    Raises:
        MissingExtraError: The library ``datasets`` is not installed.
        TrainingDataError: The data set cannot be loaded, or has several splits and none called ``train``.
    """
    try:
        import datasets  # noqa: PLC0415 - slow to import, and few need it
    except ImportError as error:
        raise MissingExtraError("train", "reading a Hugging Face data set") from error
    path, _, split = name.partition(":")
    try:
        loaded: Any = datasets.load_dataset(path)
    except Exception as error:  # the library raises whatever went wrong below it
        why = str(error).strip().splitlines()
        raise TrainingDataError(
            f"data set {path} cannot be loaded: {why[0] if why else type(error).__name__}"
        ) from error
    chosen = split or ("train" if "train" in loaded else next(iter(loaded)))
    if chosen not in loaded or (not split and chosen != "train" and len(loaded) > 1):
        raise TrainingDataError(
            f"data set {path} has the splits {', '.join(loaded)}; name one: {path}:{next(iter(loaded))}"
        )
    yield from _hub_rows(f"{path}:{chosen}", loaded[chosen])


def _hub_rows(place: str, table: Any) -> Iterator[Row]:
    names = {
        column: feature.names
        for column, feature in table.features.items()
        if hasattr(feature, "names") and not all(str(name).isdigit() for name in feature.names)
    }
    for number, values in enumerate(table, 1):
        named = {
            column: names[column][value]
            if column in names and isinstance(value, int) and value >= 0
            else value
            for column, value in values.items()
        }
        yield Row(f"{place}:{number}", named)


def _json_rows(file: Path) -> Iterator[Row]:
    with _open(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                values = json.loads(line)
            except json.JSONDecodeError as error:
                raise TrainingDataError(f"{file}:{number}: not JSON: {error.msg}") from error
            yield Row(f"{file}:{number}", values)


def _csv_rows(file: Path) -> Iterator[Row]:
    with _open(file) as lines:
        first = lines.readline()
        delimiter = max(_DELIMITERS, key=first.count)
        header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if cells:
                    yield _csv_row(f"{file}:{reader.line_num + 1}", header, cells)
        except csv.Error as error:
            raise TrainingDataError(f"{file}:{reader.line_num + 1}: not a CSV row: {error}") from error


def _csv_row(place: str, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise TrainingDataError(f"{place}: the row has {len(cells)} cells, the header {len(header)}")
    return Row(place, dict(zip(header, cells, strict=True)))


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


def _open(file: Path) -> IO[str]:
    # What spreadsheets write begins with a mark that is no part of the first column's name.
    if file.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(file), encoding="utf-8-sig", newline="")
    return file.open(encoding="utf-8-sig", newline="")
