"""The members of zip archives."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from framing.reading.archives import Member, is_hidden, plain_name, refuse_name
from framing.reading.decoding import RefusedError
from framing.reading.piped import Budget, Counted, buffered
from framing.reading.streams import seekable

_LARGEST_DIRECTORY = 1 << 24
"""Bytes of the table of contents, which is read whole: some 200,000 names."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Of the other methods `zipfile` unpacks 128 KiB at once, to whatever they give: gigabytes, of a bomb."""
# What unpacking raises: a wrong checksum, a method this Python does not know, a locked file, damaged data.
_FAULTS = (zipfile.BadZipFile, RuntimeError, zlib.error)


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
        try:
            with zipfile.ZipFile(cast(IO[bytes], _Limited(file))) as archive:
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
        if info.compress_type not in _METHODS:
            raise RefusedError("unsupported", _other_method(info.compress_type))
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


def _other_method(method: int) -> str:
    name = {zipfile.ZIP_BZIP2: "bzip2", zipfile.ZIP_LZMA: "LZMA"}.get(method, f"method {method}")
    return f"The file is packed by {name}; in a zip archive only deflated and stored files are read."


class _Limited:
    """A zip archive out of which nothing large is read in one piece.

    The table of contents is all that `zipfile` reads so, before its first file is seen. How large it is, an
    archive can say in more than one place and wrongly; here it counts what is asked for.

    Args:
        file: The archive.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, 2)
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Read some bytes.

        Args:
            size: How many at most; those up to the end where it is negative.

        Returns:
            The bytes.

        Raises:
            RefusedError: They are more than a table of contents has.
        """
        left = max(0, self._size - self._file.tell())
        size = min(size, left) if size >= 0 else left
        if size > _LARGEST_DIRECTORY:
            detail = f"The archive's table of contents has more than {_LARGEST_DIRECTORY >> 20} MiB."
            raise RefusedError("unreadable", f"{detail} Packed as .tar.gz it can be read in one pass.")
        return self._file.read(size)
