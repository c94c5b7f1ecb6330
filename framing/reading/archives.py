"""Files packed together: the members of zip and tar archives, read without unpacking them to disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from framing.reading.decoding import RefusedError

_LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file within an archive.

    Attributes:
        name: Its path within the archive, parts parted by ``/``.
        content: Its bytes, to be read before the next member is asked for; or why it cannot be read.
    """

    name: str
    content: BinaryIO | RefusedError


def members(kind: str, stream: BinaryIO) -> Iterator[Member]:
    """Give the files within an archive, one after the other, in its order.

    Hidden files are passed over as they are in folders. Links, devices and names that lead out of the
    archive are refused.

    Args:
        kind: ``.zip`` or ``.tar``.
        stream: The archive's bytes. A zip archive that cannot be jumped in goes through a temporary file.

    Returns:
        What lies in the archive, each to be read before the next is asked for.

    Raises:
        RefusedError: The archive is damaged, or unpacks to far more than texts do.
    """
    from framing.reading.tar_files import tar_members  # noqa: PLC0415 - seldom needed
    from framing.reading.zip_files import zip_members  # noqa: PLC0415

    return {".zip": zip_members, ".tar": tar_members}[kind](stream)


def plain_name(name: str) -> str:
    r"""Write a member's name as one that can be shown: parted by ``/``, in UTF-8.

    >>> plain_name("./lantern\\a.txt")
    'lantern/a.txt'
    """
    name = name.replace("\\", "/").removeprefix("./")
    return name.encode("utf-8", "replace").decode()[:_LONGEST_NAME]


def is_hidden(name: str) -> bool:
    """Tell whether a member is none of the articles: a dot file, or what macOS adds to archives."""
    parts = plain_name(name).split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts)


def refuse_name(name: str) -> None:
    """Refuse a member whose name does not lie within the archive.

    Nothing is unpacked, so such a name can do no harm here; but whoever made it meant harm.

    Args:
        name: The member's name in the archive.

    Raises:
        RefusedError: The name is absolute, leads upwards, or is longer than names are.
    """
    if len(name) >= _LONGEST_NAME:
        raise RefusedError("unreadable", f"The name has more than {_LONGEST_NAME:,} characters.")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise RefusedError("unreadable", "The name leads out of the archive.")
