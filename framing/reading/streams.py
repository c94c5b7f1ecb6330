"""Streams of bytes: unpacked where they are packed, bounded where they could fill the memory."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from framing.reading.decoding import RefusedError, wide_encoding
from framing.reading.kinds import is_packed
from framing.reading.piped import BUFFER, Narrowed, Rejoined, Unpacked, buffered
from framing.reading.remote import RemoteFile

LARGEST_ARTICLE = 1 << 24
"""No article has more bytes, pictures in a page included, nor has a record of a table: 16 MiB."""

_GZIP = b"\x1f\x8b"
_PIECE = 1 << 20
_IN_MEMORY = 1 << 24
_IN_TEMPORARY_FILE = 1 << 34
"""A larger file that must be jumped in has to lie on a disk by itself: a temporary one would fill it."""


def open_bytes(path: Path | RemoteFile) -> BinaryIO:
    """Open a file for reading, unpacking ``.gz`` on the way.

    Args:
        path: Where it lies.

    Returns:
        Its bytes. Reading on in a packed file raises `RefusedError` where it unpacks to far more than texts
        do.

    Raises:
        OSError: The file cannot be opened.
    """
    stream = path.open("rb")
    return unpacking(stream) if is_packed(path.name) else stream


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Unpack a stream that cannot be rewound, when its first bytes say that it is packed."""
    head = stream.read(len(_GZIP))
    whole = rejoined(head, stream)
    return unpacking(whole) if head == _GZIP else whole


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """Put back what was read from the beginning of a stream."""
    return buffered(Rejoined(head, rest))


def narrowed(head: bytes, rest: BinaryIO) -> BinaryIO:
    """Put back what was read from the beginning of a text; what is in UTF-16 or UTF-32 comes out in UTF-8.

    Args:
        head: What was read, at least four bytes.
        rest: The stream behind it.

    Returns:
        All of the text, whose lines can be told by their bytes.
    """
    whole, wide = rejoined(head, rest), wide_encoding(head)
    return whole if wide is None else buffered(Narrowed(whole, wide))


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Put a stream that cannot be rewound where it can be: into memory, or into a temporary file.

    Args:
        stream: The stream.

    Raises:
        RefusedError: It is too large for that.
    """
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as kept:
        while piece := stream.read(BUFFER):
            if kept.tell() + len(piece) > _IN_TEMPORARY_FILE:
                most = f"{_IN_TEMPORARY_FILE >> 30} GiB"
                raise RefusedError("unsupported", f"The packed file holds more than {most}; unpack it first.")
            kept.write(piece)
        kept.seek(0)
        yield cast(BinaryIO, kept)


def read_whole(stream: BinaryIO, most: int = LARGEST_ARTICLE) -> bytes:
    """Read a file to its end.

    Args:
        stream: The file.
        most: Bytes that it may have at most.

    Returns:
        All of its bytes.

    Raises:
        RefusedError: It is empty, or larger than it may be.
    """
    data = bytearray()
    # In pieces: asked for in one, room for the largest file would be taken for each small one.
    while piece := stream.read(_PIECE):
        data += piece
        if len(data) > most:
            raise RefusedError("unsupported", f"The file has more than {most >> 20} MiB; no article has.")
    if not data.strip():
        raise RefusedError("empty", "The file is empty.")
    return bytes(data)


def lines_of(stream: BinaryIO, most: int = LARGEST_ARTICLE) -> Iterator[bytes | None]:
    """Give the lines of a stream, ``None`` for one that is longer than any article."""
    while line := stream.readline(most):
        if len(line) < most or line.endswith(b"\n"):
            yield line
            continue
        while len(line) == most and not line.endswith(b"\n"):
            line = stream.readline(most)
        yield None


def unpacking(packed: BinaryIO) -> BinaryIO:
    """Unpack a gzipped stream; reading it raises `RefusedError` where it gives far more than texts do."""
    return buffered(Unpacked(packed))
