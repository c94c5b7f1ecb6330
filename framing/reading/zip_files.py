"""The members of zip archives."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from framing.reading.archives import Member, is_hidden, plain_name, refuse_name
from framing.reading.decoding import RefusedError
from framing.reading.piped import Budget, Counted, buffered
from framing.reading.streams import seekable

_LARGEST_DIRECTORY = 1 << 24
"""Bytes of the table of contents, which is read whole: some 200,000 names."""
_END, _SIZE_AT_END = b"PK\x05\x06", struct.Struct("<12xL")
_END64, _SIZE_AT_END64 = b"PK\x06\x06", struct.Struct("<40xQ")
_ALL_ONES = 0xFFFFFFFF
_END_WINDOW = 1 << 17
# What unpacking raises: a wrong checksum, a method this Python does not know, a locked file, damaged data.
_FAULTS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, lzma.LZMAError)


def zip_members(stream: BinaryIO) -> Iterator[Member]:
    """Give the files within a zip archive.

    Args:
        stream: The archive's bytes. Where they cannot be jumped in they go through a temporary file.

    Yields:
        What lies in the archive, each to be read before the next is asked for.

    Raises:
        RefusedError: The archive is damaged, or unpacks to far more than texts do.
    """
    with seekable(stream) as file:
        budget = Budget(file.seek(0, 2))
        _refuse_large_directory(file)
        try:
            with zipfile.ZipFile(file) as archive:
                for info in archive.infolist():
                    if not info.is_dir() and not is_hidden(info.filename):
                        yield _member(archive, info, budget)
                        # What the member was told when it overspent holds for the whole archive.
                        budget.spend(0)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise RefusedError("unreadable", f"The archive is damaged: {error}.") from None


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    name = plain_name(info.filename)
    try:
        refuse_name(name)
        if info.flag_bits & 1:
            raise RefusedError("unreadable", "The file is locked with a password.")
        return Member(name, buffered(_Content(cast(BinaryIO, archive.open(info)), budget)))
    except RefusedError as refused:
        return Member(name, refused)
    except (*_FAULTS, OSError, ValueError) as error:
        return Member(name, _damaged(error))


class _Content(Counted):
    """What a member unpacks to; a fault that shows on the way is that member's alone."""

    def take(self, size: int) -> bytes:
        try:
            return super().take(size)
        except _FAULTS as error:
            raise _damaged(error) from None


def _damaged(error: Exception) -> RefusedError:
    return RefusedError("unreadable", f"The file cannot be unpacked: {error}.")


def _refuse_large_directory(file: BinaryIO) -> None:
    """Refuse an archive whose table of contents would fill the memory before its first file is seen."""
    file.seek(max(0, file.seek(0, 2) - _END_WINDOW))
    tail = file.read(_END_WINDOW)
    sizes = [_size(tail, _END, _SIZE_AT_END), _size(tail, _END64, _SIZE_AT_END64)]
    known = [size for size in sizes if size is not None and size != _ALL_ONES]
    if max(known, default=0) > _LARGEST_DIRECTORY:
        detail = f"The archive's table of contents has more than {_LARGEST_DIRECTORY >> 20} MiB."
        raise RefusedError("unreadable", f"{detail} Packed as .tar.gz it can be read in one pass.")


def _size(tail: bytes, mark: bytes, layout: struct.Struct) -> int | None:
    at = tail.rfind(mark)
    return int(layout.unpack_from(tail, at)[0]) if 0 <= at <= len(tail) - layout.size else None
