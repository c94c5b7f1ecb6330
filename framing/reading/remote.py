"""Files in stores of objects, such as ``s3://bucket/news``, by way of fsspec."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Literal

from framing.errors import MissingExtraError
from framing.reading.piped import buffered

_STORES = ("s3", "gs", "gcs", "az", "abfs", "abfss", "hdfs", "webhdfs", "file", "memory")
"""Stores that are read. Not the web: nothing is fetched from sites."""

NO_FILE = "This is a pipe, a socket or a device, not a file."

_REMOTE = re.compile(rf"(?:{'|'.join(_STORES)})://")
_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file in a store.

    Attributes:
        url: Its address.
        size: Its bytes.
        version: What changes when the file does.
        fault: Why it cannot be read, where it is no file after all.
    """

    url: str
    size: int
    version: str
    fault: str | None = None

    @property
    def name(self) -> str:
        """The last part of its address."""
        return self.url.rpartition("/")[2]

    def __str__(self) -> str:
        """Give the address."""
        return self.url

    def below(self, root: str) -> tuple[str, ...]:
        """Name the folders between a place and the file.

        Args:
            root: Address of the place.

        Returns:
            Their names, the outermost first.
        """
        return PurePosixPath(self.url.removeprefix(root)).parts[:-1] if self.url != root else ()

    def open(self, mode: Literal["rb"]) -> BinaryIO:
        """Open the file for reading.

        Args:
            mode: As `pathlib.Path.open` takes it.

        Returns:
            Its bytes; faults of the store are those of files.

        Raises:
            OSError: It cannot be opened.
        """
        with _as_os_error():
            return buffered(_Remote(_store(self.url)[0].open(self.url, mode)))


def is_remote(path: str) -> bool:
    """Tell whether a path is the address of something in a store.

    >>> is_remote("s3://bucket/news"), is_remote("news/a.txt"), is_remote("https://example.org")
    (True, False, False)
    """
    return _REMOTE.match(path) is not None


def remote_files(url: str) -> tuple[list[RemoteFile], str]:
    """Find the files behind an address.

    Args:
        url: Address of a file, of a folder, or a pattern.

    Returns:
        The files, sorted, what is neither file nor folder among them, and the address below which folders
        count, with a ``/`` at its end.

    Raises:
        MissingExtraError: fsspec or what it needs for this store is not installed.
        OSError: Nothing is there, or the store does not answer.
    """
    with _as_os_error():
        store, path = _store(url)
        if _MAGIC.search(path):
            found = store.glob(path, detail=True)
            root = path[: _MAGIC.search(path).start()].rpartition("/")[0]  # type: ignore[union-attr]
        else:
            found = store.find(path, detail=True)
            root = path.rstrip("/") if path not in found else path.rpartition("/")[0]
        files = [_file(store, found[name]) for name in sorted(found) if found[name]["type"] != "directory"]
    if not files:
        raise FileNotFoundError("No such file or folder, or it holds nothing")
    return files, f"{store.unstrip_protocol(root)}/"


def _file(store: Any, found: dict[str, Any]) -> RemoteFile:
    fault = None
    if found["type"] != "file":
        found, fault = _behind_link(store, found)
    size = int(found.get("size") or 0)
    # Stores name a version differently: a digest, or the time it was written.
    marks = (found.get(key) for key in ("ETag", "etag", "md5Hash", "LastModified", "mtime", "created"))
    version = next((str(mark) for mark in marks if mark is not None), "")
    return RemoteFile(store.unstrip_protocol(found["name"]), size, f"{size}\n{version}", fault)


def _behind_link(store: Any, found: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """Look again at what is listed as neither file nor folder: a link leads to a file, perhaps."""
    try:
        behind = store.info(found["name"])
    except OSError as error:
        return found, f"{error.strerror or error}."
    if behind["type"] == "directory":
        return found, "Links to folders are not followed under an address: give the folder itself."
    return (behind, None) if behind["type"] == "file" else (found, NO_FILE)


def _store(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("ray", f"Reading {url}") from None
    try:
        store, path = url_to_fs(url)
    except ImportError as error:
        # fsspec says which package reads this store.
        raise OSError(str(error)) from None
    return store, path


class _Remote(io.RawIOBase):
    """A stream out of a store, whose faults are those of files."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with _as_os_error():
            return int(self._stream.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        with _as_os_error():
            data: bytes = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Turn the many errors of stores, which have no common root, into the one that readers know."""
    try:
        yield
    except (OSError, MemoryError, MissingExtraError):
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
