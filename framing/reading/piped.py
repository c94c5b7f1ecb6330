"""Streams whose bytes come from another one, some of them bounded."""

import codecs
import gzip
import io
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from framing.reading.decoding import RefusedError

BUFFER = 1 << 17
_HARMLESS = 1 << 26
"""So many bytes may come out of anything packed."""
_DENSEST = 200
"""Text packs to a twentieth; what unpacks to more than so many times its size was made to fill memory."""
_MOST = 1 << 40
"""More never comes out, however large the packed file: a thousand of the largest files of a news crawl."""


class Budget:
    """How much may come out of what is packed.

    Args:
        packed: Bytes of the packed file, where they are known beforehand.
    """

    def __init__(self, packed: int = 0) -> None:
        self.packed = packed
        self._unpacked = 0

    def spend(self, size: int) -> None:
        """Count bytes that came out.

        Args:
            size: How many.

        Raises:
            RefusedError: They are far more than texts give.
        """
        self._unpacked += size
        if self._unpacked > _MOST:
            raise RefusedError("unreadable", f"The packed file unpacks to more than {_MOST >> 40} TiB.")
        if self._unpacked > max(_HARMLESS, _DENSEST * self.packed):
            detail = f"The packed file unpacks to more than {_DENSEST} times its size."
            raise RefusedError("unreadable", detail)


def buffered(stream: io.RawIOBase) -> BinaryIO:
    """Read a stream in larger pieces than it is asked for."""
    return cast(BinaryIO, io.BufferedReader(stream, BUFFER))


class _Piped(io.RawIOBase):
    """A stream whose bytes come from another one."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        # Gives what is there: a pipe that is written to slowly is read as it comes.
        self.next_bytes: Callable[[int], bytes] = getattr(stream, "read1", stream.read)

    def take(self, size: int) -> bytes:
        """Give at most so many bytes; none at the end."""
        return self.next_bytes(size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.take(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.stream.close()
        super().close()


class Slice(_Piped):
    """The next bytes of a stream, and no more.

    Args:
        stream: The stream they are taken from.
        size: How many they are.

    Attributes:
        left: How many have not been read.
        cut_short: The stream was found to end before.
    """

    left: int
    cut_short: bool

    def __init__(self, stream: BinaryIO, size: int) -> None:
        super().__init__(stream)
        self.left = size
        self.cut_short = False

    def take(self, size: int) -> bytes:
        """Give the next bytes.

        Args:
            size: How many at most.

        Returns:
            The bytes; none at the end.

        Raises:
            EOFError: The stream ends before.
        """
        data = super().take(min(size, self.left))
        if self.left and size and not data:
            self.cut_short = True
            raise EOFError("it is cut short")
        self.left -= len(data)
        return data

    def read_all(self) -> bytes:
        """Give all that is left of the bytes."""
        return buffered(self).read()

    def skip(self, behind: int = 0) -> None:
        """Read past what is left of the bytes, and past some behind them."""
        self.left += behind
        while self.take(BUFFER):
            pass

    def close(self) -> None:
        """Read no more; the stream goes on behind these bytes."""
        io.RawIOBase.close(self)


class Rejoined(_Piped):
    """A stream with what was read from its beginning put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__(rest)
        self.head = io.BytesIO(head)

    def take(self, size: int) -> bytes:
        """Give at most so many bytes; none at the end."""
        return self.head.read(size) or self.next_bytes(size)

    def close(self) -> None:
        """Read no more; standard input stays open, since it is not ours."""
        io.RawIOBase.close(self)


class Narrowed(_Piped):
    """A text in UTF-8, made of one in an encoding that has no lines of bytes.

    Args:
        stream: The text's bytes. What is no character among them becomes U+FFFD.
        encoding: Their encoding.
    """

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        super().__init__(stream)
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")
        self.ready = b""

    def take(self, size: int) -> bytes:
        """Give at most so many bytes; none at the end."""
        data = b"more"
        while data and not self.ready:
            data = self.next_bytes(BUFFER)
            self.ready = self.decoder.decode(data, final=not data).encode("utf-8", "replace")
        given, self.ready = self.ready[:size], self.ready[size:]
        return given


class Counted(_Piped):
    """An unpacked stream that stops a small file from filling the memory.

    Args:
        stream: What comes out of the packed file.
        budget: How much may come out of it.
    """

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        super().__init__(stream)
        self.budget = budget

    def take(self, size: int) -> bytes:
        """Give the next bytes.

        Args:
            size: How many at most.

        Returns:
            The bytes; none at the end.

        Raises:
            RefusedError: They are far more than texts give.
        """
        data = super().take(size)
        self.budget.spend(len(data))
        return data


class Unpacked(Counted):
    """What a gzipped stream unpacks to, against a budget that grows with what was read of it."""

    def __init__(self, packed: BinaryIO) -> None:
        budget = Budget()
        self.packed = _Measured(packed, budget)
        super().__init__(
            cast(BinaryIO, gzip.GzipFile(fileobj=cast(BinaryIO, self.packed), mode="rb")), budget
        )

    def close(self) -> None:
        """Close the packed stream too."""
        super().close()
        self.packed.close()


class _Measured(_Piped):
    """A packed stream that tells its budget how much was read of it; pipes cannot tell."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        super().__init__(stream)
        self.budget = budget

    def take(self, size: int) -> bytes:
        data = super().take(size)
        self.budget.packed += len(data)
        return data
