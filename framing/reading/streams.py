"""Files as streams of bytes, unpacked where they are packed."""

import gzip
from pathlib import Path
from typing import BinaryIO, cast

PACKED = ".gz"
_GZIP = b"\x1f\x8b"


def open_bytes(path: Path) -> BinaryIO:
    """Open a file for reading, unpacking ``.gz`` on the way.

    Raises:
        OSError: The file cannot be opened.
    """
    if path.suffix.lower() == PACKED:
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")


def format_of(path: Path) -> str:
    """Name a file's format by its suffix: ``.csv`` for both ``a.csv`` and ``a.CSV.gz``."""
    name = path.name.lower().removesuffix(PACKED)
    return Path(name).suffix


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Unpack a stream that cannot be rewound, when its first bytes say that it is packed."""
    peek = getattr(stream, "peek", None)
    if peek is not None and peek(2)[:2] == _GZIP:
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    return stream
