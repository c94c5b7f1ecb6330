"""The members of tar archives, in one pass.

The standard library's reader keeps a record of every member, reads extension headers of any size, and
takes a broken header for the end of the archive. News archives have millions of members, come from
strangers, and are cut short: so the few fields that matter are read here. The tests hold this reader to
the standard library's on every format that it writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from framing.reading.archives import Member, is_hidden, plain_name, refuse_name
from framing.reading.decoding import RefusedError
from framing.reading.piped import Slice, buffered

_BLOCK = 512
_LARGEST_EXTENSION = 1 << 16
"""Bytes of a header that only gives a long name."""
_NAME, _SIZE, _SUM, _KIND = slice(0, 100), slice(124, 136), slice(148, 156), slice(156, 157)
_MAGIC, _PREFIX = slice(257, 263), slice(345, 500)
_FILES = frozenset({b"0", b"\0", b"7"})
_FOLDER, _LONG_NAME, _EXTENSION = b"5", b"L", b"x"
_PASSED_OVER = frozenset({b"g", b"K", b"V"})
"""What holds for the whole archive, names of links, labels."""


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    size: int
    kind: bytes


def tar_members(stream: BinaryIO) -> Iterator[Member]:
    """Give the files within a tar archive. Where it is broken, reading goes on with the next file.

    Args:
        stream: The archive's bytes, unpacked; read once, never held.

    Raises:
        EOFError: The archive is cut short within a file that was not read.
    """
    name: str | None = None
    whole = True
    while block := stream.read(_BLOCK):
        if not block.strip(b"\0"):
            continue
        header = _header(block)
        if header is None:
            if whole:
                yield Member("", RefusedError("malformed", "The archive is broken or cut short here."))
            whole = False
            continue
        whole = True
        content = Slice(stream, header.size)
        if header.kind in (_LONG_NAME, _EXTENSION):
            name = _extended_name(header, content) or name
        elif header.kind not in _PASSED_OVER:
            yield from _member(name or header.name, header.kind, content)
            name = None
        if content.cut_short:
            return  # Whoever read it knows.
        content.skip(-header.size % _BLOCK)


def _member(name: str, kind: bytes, content: Slice) -> Iterator[Member]:
    name = plain_name(name)
    if kind == _FOLDER or name.endswith("/") or is_hidden(name):
        return
    try:
        refuse_name(name)
        if kind not in _FILES:
            raise RefusedError("unreadable", "This is a link or a device, not a file.")
    except RefusedError as refused:
        yield Member(name, refused)
    else:
        yield Member(name, buffered(content))


def _extended_name(header: _Header, content: Slice) -> str | None:
    """Read the long name that stands before a member in a block of its own."""
    if header.size > _LARGEST_EXTENSION:
        return None
    data = content.read_all()
    if header.kind == _LONG_NAME:
        return _text(data)
    at = 0
    while (space := data.find(b" ", at)) > 0 and data[at:space].isdigit() and space - at < 8:
        end = at + int(data[at:space])
        key, _, value = data[space + 1 : end - 1].partition(b"=")
        if key == b"path":
            return _text(value)
        if end <= space:
            break
        at = end
    return None


def _header(block: bytes) -> _Header | None:
    """Read a header, or tell that a block is none."""
    if len(block) < _BLOCK:
        return None
    given = _number(block[_SUM])
    if given != sum(block) - sum(block[_SUM]) + 8 * ord(" "):
        return None
    size = _number(block[_SIZE])
    if size is None or size < 0:
        return None
    name = _text(block[_NAME])
    # Only one of the formats has the beginning of long names here; another has times.
    prefix = _text(block[_PREFIX]) if block[_MAGIC] == b"ustar\0" else ""
    return _Header(f"{prefix}/{name}" if prefix else name, size, block[_KIND])


def _number(field: bytes) -> int | None:
    if field[0] & 0x80:
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    digits = field.split(b"\0", 1)[0].strip()
    try:
        return int(digits or b"0", 8)
    except ValueError:
        return None


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8", "replace")
