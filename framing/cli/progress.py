"""How far a run has come: a bar on a terminal, a line every few seconds elsewhere."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from framing.cli.records import record_count
from framing.cli.terminal import numbered
from framing.reading.inputs import Input, find_inputs
from framing.scoring import ScoredArticle
from framing.text import Unscored

SECONDS_BETWEEN_LINES = 10.0

_RECORD = re.compile(r":[0-9]+\Z")


@dataclass(slots=True)
class Meter:
    """Counts what has come out of the scorer.

    Attributes:
        total: Bytes of all input files; ``None`` where that cannot be known, as with standard input.
        clock: Gives the time in seconds.
        articles: Articles scored.
        unscored: Inputs that could not be scored.
        sentences: Sentences scored.
        bytes_done: Bytes of the files that are finished, and of the records that are in the one under way.
    """

    total: int | None
    clock: Callable[[], float] = time.monotonic
    articles: int = 0
    unscored: int = 0
    sentences: int = 0
    bytes_done: int = 0
    _place: str | None = None
    _file: str | None = None
    _finished: int = 0
    _records: int | None = None
    _started: float = field(init=False)

    def __post_init__(self) -> None:
        self._started = self.clock()

    def count(self, item: ScoredArticle | Unscored) -> None:
        """Count one result.

        Args:
            item: A scored article or an input that could not be scored.
        """
        if isinstance(item, Unscored):
            self.unscored += 1
            self._reach(item.path, item.record)
        else:
            self.articles += 1
            self.sentences += len(item.sentences)
            number = _RECORD.search(item.article.path)
            file = _RECORD.sub("", item.article.path)
            self._reach(file, int(number.group()[1:]) if number else None)

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return self.clock() - self._started

    @property
    def rate(self) -> float | None:
        """Sentences per second, or ``None`` before the first."""
        return self.sentences / self.seconds if self.sentences and self.seconds else None

    @property
    def share(self) -> float | None:
        """Share of the bytes that are done, in [0, 1], or ``None`` where it cannot be known."""
        return min(self.bytes_done / self.total, 1.0) if self.total else None

    @property
    def seconds_left(self) -> float | None:
        """Seconds that the rest will take at this pace, or ``None`` where it cannot be known."""
        return self.seconds * (1 / self.share - 1) if self.share else None

    def describe(self) -> str:
        """Say in one line how far the run has come."""
        parts = [numbered(self.articles, "article"), numbered(self.sentences, "sentence")]
        if self.unscored:
            parts.append(f"{self.unscored:,} not scored")
        if self.rate is not None:
            parts.append(f"{self.rate:,.0f} sentences/s")
        if self.seconds_left is not None:
            parts.append(f"{duration(self.seconds_left)} left")
        return ", ".join(parts)

    def _reach(self, file: str, record: int | None) -> None:
        """Note where the results have come to; a file is finished when the next begins."""
        if file != self._place:
            self._place = file
            self._enter(_outermost(file), is_table=record is not None)
        records = self._records if self._file == file else None
        within = _size(file) * record // records if record is not None and records else 0
        self.bytes_done = self._finished + within

    def _enter(self, file: str, *, is_table: bool) -> None:
        if file != self._file:
            self._finished += _size(self._file) if self._file is not None else 0
            self._file = file
            self._records = record_count(file) if is_table and self.total else None


def duration(seconds: float) -> str:
    """Write a duration for a person.

    Args:
        seconds: The duration.

    Returns:
        It in the two largest units.

    >>> duration(8.4), duration(83), duration(7384)
    ('8 s', '1 min 23 s', '2 h 3 min')
    """
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def total_bytes(paths: tuple[str, ...]) -> int | None:
    """Add up the sizes of the files behind some paths.

    Args:
        paths: As given by the user: files, folders, patterns, ``-``.

    Returns:
        Bytes, or ``None`` where standard input is among them.
    """
    if "-" in paths:
        return None
    found = (item for path in paths for item in find_inputs(path))
    return sum(item.size for item in found if isinstance(item, Input))


@contextmanager
def shown(console: Console, meter: Meter) -> Iterator[Callable[[], None]]:
    """Show a meter while a block runs.

    Args:
        console: Where to show it.
        meter: What is shown.

    Yields:
        A function to call after each result.
    """
    if not console.is_terminal:
        yield _Lines(console, meter).show
        return
    columns = (BarColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=meter.total)
        yield lambda: bar.update(task, completed=meter.bytes_done, description=meter.describe())


class _Lines:
    def __init__(self, console: Console, meter: Meter) -> None:
        self._console = console
        self._meter = meter
        self._last = meter.seconds

    def show(self) -> None:
        if self._meter.seconds - self._last >= SECONDS_BETWEEN_LINES:
            self._last = self._meter.seconds
            self._console.print(self._meter.describe(), markup=False, highlight=False, soft_wrap=True)


def _outermost(file: str) -> str:
    """Name the file on disk: for a file within an archive, the archive."""
    path = Path(file)
    try:
        return next((str(part) for part in (path, *path.parents) if part.is_file()), file)
    except ValueError:
        return file


def _size(file: str) -> int:
    try:
        return Path(file).stat().st_size
    except (OSError, ValueError):
        return 0
