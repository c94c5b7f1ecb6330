"""How many records a file holds, where that is quick to know: for the time left of a run."""

from pathlib import Path

import pyarrow.parquet as pq

from framing.reading.kinds import is_packed, kind_of
from framing.reading.streams import open_bytes

MOST_BYTES = 64 * 2**20
"""A larger file is not read through just to count its lines."""

_CHUNK = 2**20


def record_count(file: str) -> int | None:
    """Count the records of a file.

    Args:
        file: The file.

    Returns:
        Rows of a Parquet file, lines of a JSON lines file of moderate size; ``None`` for other files and
        for those that cannot be read.
    """
    path = Path(file)
    try:
        if kind_of(path.name) == ".jsonl" and path.stat().st_size <= MOST_BYTES:
            return _lines(path)
        if kind_of(path.name) == ".parquet" and not is_packed(path.name):
            return int(pq.read_metadata(path).num_rows)
    except Exception:
        # The count only feeds a bar and must end no run; whoever reads the articles says what is wrong.
        return None
    return None


def _lines(path: Path) -> int:
    lines = 0
    with open_bytes(path) as stream:
        while chunk := stream.read(_CHUNK):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return lines + (lines == 0 or last != b"\n")
