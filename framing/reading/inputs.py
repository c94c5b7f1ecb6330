"""The files behind the paths a user gives: folders walked, patterns expanded, oddities reported."""

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from framing.text import Unscored

_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read.

    Attributes:
        path: Where it lies.
        folder: Name of the folder directly under the path the user gave; ``None`` for a file given
            directly or lying directly in the folder given.
    """

    path: Path
    folder: str | None = None

    @property
    def name(self) -> str:
        """The path as text that can be written as UTF-8."""
        return shown(str(self.path))


def shown(path: str) -> str:
    """Make a file name printable: names that are not UTF-8 lose what cannot be written."""
    return os.fsencode(path).decode("utf-8", "replace")


def find_inputs(path: str) -> Iterator[Input | Unscored]:
    """Find the files behind one path, in sorted order.

    Hidden files and folders inside a folder are passed over. Links are followed, but never in a circle.

    Args:
        path: A file, a folder or a pattern such as ``news/*/2022-*.txt``.

    Returns:
        Files to read, and what cannot be read.
    """
    if not os.path.lexists(path) and _MAGIC & set(path):
        yield from _matches(path)
        return
    yield from _below(Path(path), Path(path), ())


def _matches(pattern: str) -> Iterator[Input | Unscored]:
    # `Path.glob` takes no absolute pattern and finds hidden files.
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    if not found:
        yield Unscored(shown(pattern), "unreadable", "No file matches the pattern.")
    root = _fixed_part(pattern)
    recursive = "**" in pattern
    for match in found:
        path = Path(match)
        if recursive and path.is_dir():
            continue  # What lies in it matches too, or is not wanted.
        yield from _below(path, root, ())


def _fixed_part(pattern: str) -> Path:
    fixed = []
    for part in Path(pattern).parts:
        if _MAGIC & set(part):
            break
        fixed.append(part)
    return Path(*fixed)


def _below(path: Path, root: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Input | Unscored]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            identity = (status.st_dev, status.st_ino)
            if identity in above:
                yield _unreadable(path, "The folder contains itself through a link.")
                return
            yield from _in_folder(path, root, (*above, identity))
        elif stat.S_ISREG(status.st_mode):
            yield Input(path, _folder_under(root, path))
        else:
            yield _unreadable(path, "This is a pipe, a socket or a device, not a file.")
    except (OSError, ValueError) as error:
        yield _unreadable(path, _why(error))


def _in_folder(path: Path, root: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Input | Unscored]:
    names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    if not names:
        yield Unscored(shown(str(path)), "empty", "The folder holds no files.")
    for name in names:
        yield from _below(path / name, root, above)


def _folder_under(root: Path, path: Path) -> str | None:
    parts = path.relative_to(root).parts
    return shown(parts[0]) if len(parts) > 1 else None


def _unreadable(path: Path, detail: str) -> Unscored:
    return Unscored(shown(str(path)), "unreadable", detail)


def _why(error: OSError | ValueError) -> str:
    return f"{getattr(error, 'strerror', None) or error}."
