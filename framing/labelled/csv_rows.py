"""Rows of a CSV, each with the line on which it begins."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from framing.errors import TrainingDataError
from framing.labelled.opening import open_text
from framing.labelled.row import Row

_DELIMITERS = (",", ";", "\t", "|")


def csv_rows(file: Path) -> Iterator[Row]:
    """Read a CSV row by row.

    Args:
        file: Parted by commas, semicolons, tabs or bars, whichever its header has most of.

    Yields:
        Its rows, empty lines left out.

    Raises:
        TrainingDataError: A column stands there twice, a row has too many cells or too few, or quotation
            marks do not match. Names the line on which the row begins.
    """
    with open_text(file) as lines:
        first = lines.readline()
        delimiter = max(_DELIMITERS, key=first.count)
        header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        _check_header(file, header)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        begins = 2
        try:
            for cells in reader:
                if cells:
                    yield _row(f"{file}:{begins}", header, cells)
                begins = reader.line_num + 2
        except csv.Error as error:
            raise TrainingDataError(
                f"{file}:{begins}: not a CSV row: a quotation mark is opened on this line and not closed, or "
                f"one inside a cell is not doubled ({error})"
            ) from error


def _check_header(file: Path, header: Sequence[str]) -> None:
    several = [name for name, times in Counter(header).items() if name and times > 1]
    if several:
        raise TrainingDataError(f"{file}:1: the column {several[0]!r} stands in the header twice")


def _row(place: str, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(header):
        raise TrainingDataError(f"{place}: the row has {len(cells)} cells, the header {len(header)}")
    return Row(place, dict(zip(header, cells, strict=True)))
