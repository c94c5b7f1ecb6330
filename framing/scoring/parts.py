"""The parts of a run: files that appear whole or not at all."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from framing.scores import ARTICLES_FILE, ERRORS_FILE, SCORES_FILE
from framing.scoring.group import ScoredArticle
from framing.scoring.parquet import ParquetArticles, ParquetScores
from framing.text import Unscored

KINDS = tuple(Path(name).stem for name in (SCORES_FILE, ARTICLES_FILE, ERRORS_FILE))
"""Every part is one file of each kind, in a folder of that name."""

_OPEN = ".open"
"""Behind the names of files that are not whole."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of a run look like.

    Attributes:
        frames: Names of the checkpoint's frames.
        loaded: Whether the checkpoint tells ``loaded``.
    """

    frames: tuple[str, ...]
    loaded: bool


def part_file(folder: Path, kind: str, number: int) -> Path:
    """Name the file of a part.

    Args:
        folder: The run's folder.
        kind: One of `KINDS`.
        number: The part's number, from 0.

    Returns:
        Its path.
    """
    return folder / kind / f"part-{number:05d}{'.jsonl' if kind == 'errors' else '.parquet'}"


def part_files(folder: Path, number: int) -> tuple[Path, ...]:
    """Name the files of a part, one of each of `KINDS`.

    Args:
        folder: The run's folder.
        number: The part's number, from 0.

    Returns:
        Their paths, in the order of `KINDS`.
    """
    return tuple(part_file(folder, kind, number) for kind in KINDS)


class OpenPart:
    """The part that is being written.

    Args:
        folder: The run's folder.
        number: The part's number, from 0.
        shape: What its rows look like.

    Raises:
        OSError: The files cannot be made.
    """

    def __init__(self, folder: Path, number: int, shape: Shape) -> None:
        self._files = part_files(folder, number)
        for file in self._files:
            file.parent.mkdir(exist_ok=True)
        scores, articles, errors = (_open_name(file) for file in self._files)
        self._scores = ParquetScores(scores, shape.frames, loaded=shape.loaded)
        self._articles = ParquetArticles(articles)
        # A path that is not UTF-8 comes out as JSON's own escape of it.
        self._errors = errors.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")

    def write(self, item: ScoredArticle | Unscored) -> None:
        """Write one result.

        Args:
            item: A scored article or an input that could not be scored.
        """
        if isinstance(item, Unscored):
            self._errors.write(_error_line(item))
        else:
            self._scores.write(item.sentences)
            self._articles.write(item)

    def finish(self) -> None:
        """Complete the files and give them their names; when this returns, they are on the disk."""
        for open_file in (self._scores, self._articles, self._errors):
            open_file.close()
        for file in self._files:
            flush_to_disk(_open_name(file))
        for file in self._files:
            _open_name(file).replace(file)

    def abandon(self) -> None:
        """Close the files and remove them."""
        for close in (self._scores.abandon, self._articles.abandon, self._errors.close):
            # The disk may be full, which must not hide what ended the run.
            with suppress(OSError):
                close()
        for file in self._files:
            with suppress(OSError):
                _open_name(file).unlink(missing_ok=True)


def remove_unnoted(folder: Path, parts: int) -> None:
    """Remove what a killed run left: files that are not whole, and parts that its ledger does not know.

    Args:
        folder: The run's folder.
        parts: How many parts the ledger knows.
    """
    for kind in KINDS:
        noted = {part_file(folder, kind, number).name for number in range(parts)}
        for file in (folder / kind).iterdir() if (folder / kind).is_dir() else ():
            if file.name not in noted:
                file.unlink()


def read_errors(file: Path) -> Iterator[Unscored]:
    """Read the lines of a part of errors.

    Args:
        file: The part.

    Yields:
        What could not be scored, in the order it was met.
    """
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield Unscored(**json.loads(line))


def flush_to_disk(path: Path) -> None:
    """See to it that a file, or the names in a folder, outlive a power cut.

    Args:
        path: The file or folder.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open_name(file: Path) -> Path:
    return file.with_name(file.name + _OPEN)


def _error_line(item: Unscored) -> str:
    content = {"path": item.path, "record": item.record, "reason": item.reason, "detail": item.detail}
    return json.dumps(content, ensure_ascii=False) + "\n"
