"""The files behind the paths a user gives: folders walked, patterns expanded, oddities reported."""

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path

from framing.reading.remote import NO_FILE, RemoteFile, is_remote, remote_files
from framing.text import Unscored

_MAGIC = frozenset("*?[")
_PASSED_OVER = re.compile(
    r"\.|(?:_(?:SUCCESS|metadata|common_metadata|committed_.*|started_.*)|Thumbs\.db|desktop\.ini)\Z"
)
_DEEPEST = 200
"""Folders within folders: to go into many more, Python has no room."""
# Browsers save a page's pictures, scripts and adverts beside it, under a name in the user's language.
_BESIDE_PAGE = re.compile(r"(.+)(?:_files|-Dateien|_fichiers|_archivos|_arquivos|_bestanden)\Z")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read.

    Attributes:
        path: Where it lies: on this machine, or in a store of objects.
        folders: Names of the folders between the path that the user gave and the file. For a file given
            directly, those below the folder that all files given directly share.
        loose_in: Name of the folder that the user gave, where the file lies directly in it and no folder
            does.
    """

    path: Path | RemoteFile
    folders: tuple[str, ...] = ()
    loose_in: str | None = None

    @property
    def name(self) -> str:
        """The path as text that can be written as UTF-8."""
        return shown(str(self.path))

    @property
    def size(self) -> int:
        """Bytes of the file; 0 where it cannot be asked."""
        if isinstance(self.path, RemoteFile):
            return self.path.size
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def version(self) -> str:
        """What changes when the file does: its size, and when it was written; empty where it is gone."""
        if isinstance(self.path, RemoteFile):
            return self.path.version
        try:
            status = self.path.stat()
        except OSError:
            return ""
        return f"{status.st_size}\n{status.st_mtime_ns}"


def shown(path: str) -> str:
    """Make a file name printable: names that are not UTF-8 lose what cannot be written."""
    return os.fsencode(path).decode("utf-8", "replace")


def common_folder(paths: Iterable[str]) -> Path | None:
    """Find the folder that all files given directly lie below.

    A shell turns ``articles/*/*.txt`` into files. This is where the pattern's stars began.

    Args:
        paths: As given by the user; folders, patterns and ``-`` among them do not count.

    Returns:
        The folder, or ``None`` where no file is given directly.
    """
    folders = {os.path.dirname(os.path.abspath(path)) for path in paths if _is_file(path)}  # noqa: PTH100, PTH120
    try:
        return Path(os.path.commonpath(folders)) if folders else None
    except ValueError:
        return None  # They lie on several drives.


def find_inputs(path: str, root: Path | None = None) -> Iterator[Input | Unscored]:
    """Find the files behind one path, in sorted order.

    Hidden files and folders inside a folder are passed over, and what programs leave there: a browser's
    ``page_files`` beside ``page.html``, marks of Parquet parts that are complete. Links are followed, but
    never in a circle.

    Args:
        path: A file, a folder, a pattern such as ``news/*/2022-*.txt``, or any of them in a store of objects,
            such as ``s3://bucket/news``.
        root: For a file, the folder below which folders count (`common_folder`).

    Yields:
        Files to read, and what cannot be read.
    """
    if is_remote(path):
        yield from _in_store(path)
    elif not os.path.lexists(path) and _MAGIC & set(path):
        yield from _matches(path)
    elif root is not None and _is_file(path):
        above = Path(os.path.abspath(path)).parent  # noqa: PTH100
        yield Input(Path(path), _names(above.relative_to(root)))
    else:
        yield from _below(Path(path), Path(path))


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except ValueError:
        return False


def _matches(pattern: str) -> Iterator[Input | Unscored]:
    walk = _Walk(_fixed_part(pattern), set())
    found = _at_any_depth(pattern, walk) if "**" in Path(pattern).parts else _at_its_depth(pattern, walk)
    first = next(found, None)
    if first is None:
        yield Unscored(shown(pattern), "unreadable", "No file matches the pattern.")
    else:
        yield first
        yield from found


def _at_its_depth(pattern: str, walk: "_Walk") -> Iterator[Input | Unscored]:
    # `Path.glob` takes no absolute pattern and finds hidden files.
    for match in sorted(glob.glob(pattern)):  # noqa: PTH207
        yield from walk.below(Path(match), (), linked=False)


def _at_any_depth(pattern: str, walk: "_Walk") -> Iterator[Input | Unscored]:
    # `glob` would follow links in a circle, through each of them again and again.
    wanted = Path(pattern).parts[len(walk.root.parts) :]
    for found in sorted(walk.below(walk.root, (), linked=False), key=lambda one: str(one.path)):
        names = Path(str(found.path)).parts[len(walk.root.parts) :]
        if isinstance(found, Input) and _fits(names, wanted):
            yield replace(found, loose_in=None)
        elif isinstance(found, Unscored) and found.reason != "empty" and _fits(names, wanted):
            yield found


def _fits(names: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether the names on the way to a file fit those of a pattern, ``**`` any number of folders."""
    if not wanted:
        return not names
    if wanted[0] == "**":
        return any(_fits(names[passed:], wanted[1:]) for passed in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], wanted[0]) and _fits(names[1:], wanted[1:])


def _in_store(url: str) -> Iterator[Input | Unscored]:
    try:
        files, root = remote_files(url)
    except (OSError, ValueError) as error:
        yield Unscored(shown(url), "unreadable", _why(error))
        return
    for file in files:
        folders = file.below(root)
        if any(_PASSED_OVER.match(part) for part in (*folders, file.name)):
            continue
        if file.fault is None:
            yield Input(file, folders)
        else:
            yield Unscored(shown(file.url), "unreadable", file.fault)


def _fixed_part(pattern: str) -> Path:
    return Path(*takewhile(lambda part: not _MAGIC & set(part), Path(pattern).parts))


def _below(path: Path, root: Path) -> Iterator[Input | Unscored]:
    return _Walk(root, set()).below(path, (), linked=False)


_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Walk:
    """The way through a folder and all below it.

    Attributes:
        root: The path given, or its part without stars.
        linked: Folders that were entered at or below a link: a few links to one another could lead through
            the same folders for ever, and need no circle for it.
    """

    root: Path
    linked: set[_Identity]

    def below(self, path: Path, above: tuple[_Identity, ...], *, linked: bool) -> Iterator[Input | Unscored]:
        """Find the files at or below a path.

        Args:
            path: The path.
            above: The folders that it was reached through.
            linked: Whether a link is among them.

        Yields:
            Files to read, and what cannot be read.
        """
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                identity = (status.st_dev, status.st_ino)
                linked = linked or (path != self.root and path.is_symlink())
                if refused := self._refused(identity, above, linked=linked):
                    yield _unreadable(path, refused)
                else:
                    yield from self._in_folder(path, (*above, identity), linked=linked)
            elif stat.S_ISREG(status.st_mode):
                yield Input(path, _names(path.relative_to(self.root).parent))
            else:
                yield _unreadable(path, NO_FILE)
        except (OSError, ValueError) as error:
            yield _unreadable(path, _why(error))

    def _refused(self, identity: _Identity, above: tuple[_Identity, ...], *, linked: bool) -> str | None:
        if identity in above:
            return "The folder contains itself through a link."
        if len(above) > _DEEPEST:
            return f"The folder lies more than {_DEEPEST} folders deep."
        if linked and identity in self.linked:
            return "The folder was reached through another link before."
        if linked:
            self.linked.add(identity)
        return None

    def _in_folder(
        self, path: Path, above: tuple[_Identity, ...], *, linked: bool
    ) -> Iterator[Input | Unscored]:
        listed = frozenset(os.listdir(path))  # noqa: PTH208
        names = sorted(
            name for name in listed if not _PASSED_OVER.match(name) and not _is_beside(name, listed)
        )
        if not names:
            yield Unscored(shown(str(path)), "empty", "The folder holds no files.")
        # A folder of files and nothing else is one source's; beside folders a loose file is anybody's.
        loose = path == self.root and not any((path / name).is_dir() for name in names)
        for name in names:
            for found in self.below(path / name, above, linked=linked):
                yield replace(found, loose_in=_name_of(path)) if loose and isinstance(found, Input) else found


def _is_beside(name: str, listed: frozenset[str]) -> bool:
    """Tell whether a name is that of the folder that a browser saved along with a page."""
    page = _BESIDE_PAGE.match(name)
    return page is not None and not listed.isdisjoint((f"{page[1]}.html", f"{page[1]}.htm"))


def _name_of(folder: Path) -> str | None:
    return shown(folder.resolve().name) or None


def _names(folders: Path) -> tuple[str, ...]:
    return tuple(shown(part) for part in folders.parts)


def _unreadable(path: Path, detail: str) -> Unscored:
    return Unscored(shown(str(path)), "unreadable", detail)


def _why(error: OSError | ValueError) -> str:
    return f"{getattr(error, 'strerror', None) or error}".rstrip(".") + "."
