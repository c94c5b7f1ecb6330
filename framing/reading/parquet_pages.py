"""What the pages of a Parquet file say of their size, each in a header of its own.

The footer says it too, once for all pages of a column, but a page is unpacked by its header. A file that was
made to fill memory can have a footer that says little.

Headers are written in Thrift's compact protocol (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md),
and what stands in them in parquet-format's ``parquet.thrift``. pyarrow reads them but shows them to nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from framing.reading.decoding import RefusedError

_FIRST_READ, _LARGEST_HEADER = 1 << 9, 1 << 24
"""Bytes read for a header: most are short, and pyarrow refuses longer ones than the second."""
_UNPACKED, _PACKED = 2, 3
"""Numbers of two fields of a page header: how many bytes the page has unpacked, and as it lies there."""
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 0, 1, 2, 3, 7, 8, 9, 10, 11, 12
_INTEGERS: Final = (4, 5, 6)
_LONGEST_NUMBER = 70
"""Bits that the ten bytes of a number of 64 bits have room for."""
_DEEPEST = 8
"""Structures within structures: a page header has three."""


class _CutShortError(Exception):
    """A header goes on behind what was read."""


def unpacked_size(stream: BinaryIO, start: int, length: int) -> int:
    """Add up what the pages of a column of a row group unpack to.

    Args:
        stream: The file; can be jumped in. Where it stands afterwards is not said.
        start: Where its first page begins.
        length: How many bytes its pages have, their headers included.

    Returns:
        Bytes, as the headers of the pages have it.

    Raises:
        RefusedError: A header cannot be read.
    """
    return sum(page.unpacked for page in _pages(stream, start, start + length))


@dataclass(frozen=True, slots=True)
class _Page:
    header: int
    unpacked: int
    packed: int


def _pages(stream: BinaryIO, at: int, end: int) -> Iterator[_Page]:
    while at < end:
        page = _page(stream, at)
        yield page
        at += page.header + page.packed


def _page(stream: BinaryIO, at: int) -> _Page:
    size = _FIRST_READ
    while size <= _LARGEST_HEADER:
        stream.seek(at)
        header = _Header(stream.read(size))
        try:
            sizes = header.struct(0)
        except _CutShortError:
            # A page's least and greatest value stand in its header, and can be as long as a text.
            size *= 8
            continue
        if sizes.get(_UNPACKED, -1) < 0 or sizes.get(_PACKED, -1) < 0:
            break
        return _Page(header.at, sizes[_UNPACKED], sizes[_PACKED])
    raise RefusedError("unreadable", f"The Parquet file has no page at byte {at:,}, where one must begin.")


class _Header:
    """Reads one structure in Thrift's compact protocol, as far as its integers go.

    Args:
        data: Its bytes, and what comes behind it.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0
        """How far it has been read."""

    def struct(self, depth: int) -> dict[int, int]:
        """Read a structure; give its integers by the number of their field."""
        _bounded(depth)
        found: dict[int, int] = {}
        field = 0
        while (head := self._byte()) & 15 != _STOP:
            kind = head & 15
            field = field + (head >> 4) if head >> 4 else _signed(self._number())
            if kind in _INTEGERS:
                found[field] = _signed(self._number())
            elif kind not in (_TRUE, _FALSE):  # which stand in the field's head
                self._skip(kind, depth)
        return found

    def _skip(self, kind: int, depth: int) -> None:
        _bounded(depth)
        if kind in (_TRUE, _FALSE, _BYTE):
            self._jump(1)
        elif kind in _INTEGERS:
            self._number()
        elif kind == _DOUBLE:
            self._jump(8)
        elif kind == _BINARY:
            self._jump(self._number())
        elif kind in (_LIST, _SET):
            head = self._byte()
            self._skip_all([head & 15], head >> 4 if head >> 4 < 15 else self._number(), depth)
        elif kind == _MAP:
            count = self._number()
            kinds = self._byte() if count else 0
            self._skip_all([kinds >> 4, kinds & 15], count, depth)
        elif kind == _STRUCT:
            self.struct(depth + 1)
        else:
            raise RefusedError("unreadable", "The Parquet file has a page whose header cannot be read.")

    def _skip_all(self, kinds: list[int], count: int, depth: int) -> None:
        # Each has a byte at least, so that what is cut short ends this before a large count does.
        for _ in range(count):
            for kind in kinds:
                self._skip(kind, depth + 1)

    def _byte(self) -> int:
        self._jump(1)
        return self._data[self.at - 1]

    def _number(self) -> int:
        number = 0
        for shift in range(0, _LONGEST_NUMBER, 7):
            byte = self._byte()
            number |= (byte & 127) << shift
            if byte < 128:
                return number
        raise RefusedError("unreadable", "The Parquet file has a page whose header cannot be read.")

    def _jump(self, size: int) -> None:
        if self.at + size > len(self._data):
            raise _CutShortError
        self.at += size


def _signed(number: int) -> int:
    """Undo the zigzag in which Thrift writes signed integers."""
    return (number >> 1) ^ -(number & 1)


def _bounded(depth: int) -> None:
    if depth > _DEEPEST:
        raise RefusedError("unreadable", "The Parquet file has a page whose header cannot be read.")
