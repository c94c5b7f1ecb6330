"""Files as streams of bytes, unpacked where they are packed."""

import gzip
import io
from pathlib import Path
from typing import Any, BinaryIO, cast

from framing.reading.decoding import RefusedError

PACKED = ".gz"
_GZIP = b"\x1f\x8b"
_HARMLESS = 1 << 26
"""So many bytes may come out of any packed file."""
_DENSEST = 200
"""Text packs to a twentieth; what unpacks to more than so many times its size was made to fill memory."""


def open_bytes(path: Path) -> BinaryIO:
    """Open a file for reading, unpacking ``.gz`` on the way.

    Raises:
        OSError: The file cannot be opened.

    Reading a packed file raises `RefusedError` where it unpacks to far more than texts do.
    """
    if path.suffix.lower() == PACKED:
        return _unpacking(cast(BinaryIO, path.open("rb")))
    return path.open("rb")


def format_of(path: Path) -> str:
    """Name a file's format by its suffix: ``.csv`` for both ``a.csv`` and ``a.CSV.gz``."""
    name = path.name.lower().removesuffix(PACKED)
    return Path(name).suffix


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Unpack a stream that cannot be rewound, when its first bytes say that it is packed."""
    peek = getattr(stream, "peek", None)
    if peek is not None and peek(2)[:2] == _GZIP:
        return _unpacking(stream)
    return stream


def _unpacking(packed: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Unpacked(packed), 1 << 17))


class _Counted(io.RawIOBase):
    """A stream that knows how much was read from it; pipes cannot tell."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)

    def close(self) -> None:
        self.stream.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """An unpacked stream that stops a small file from filling the memory."""

    def __init__(self, packed: BinaryIO) -> None:
        self.packed = _Counted(packed)
        self.stream = gzip.GzipFile(fileobj=cast(BinaryIO, self.packed), mode="rb")
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read1(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        if self.count > max(_HARMLESS, _DENSEST * self.packed.count):
            detail = f"The packed file unpacks to more than {_DENSEST} times its size."
            raise RefusedError("unreadable", detail)
        return len(data)

    def close(self) -> None:
        self.stream.close()
        self.packed.close()
        super().close()
