"""How far the inputs of a run have been read, so that another run can go on from there."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any, BinaryIO

from framing.errors import UsageError
from framing.reading.inputs import Input, common_folder, find_inputs
from framing.reading.options import ReadOptions
from framing.reading.reader import STDIN, read_articles, read_input
from framing.text import Article, Unscored

_CHANGED = "the inputs have changed since the run began; --overwrite begins anew"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two inputs of a run.

    Attributes:
        files: Files read before the one under way, or to be begun.
        results: Results taken from the one under way.
        files_digest: Of names, sizes and times of the files so far, the one under way among them; empty
            before the first.
        results_digest: Of the results taken from the one under way.
    """

    files: int = 0
    results: int = 0
    files_digest: str = ""
    results_digest: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give the mark as a ledger holds it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "Mark":
        """Take a mark from a ledger."""
        return cls(**fields)


START = Mark()


class MarkedArticles:
    """Articles read one after the other, each with the mark behind it.

    Going on from a mark passes over the files before it unread. It refuses to go on where these are not
    the same any more: else an article could be lost or come twice.

    Args:
        paths: As `framing.reading.read_articles` takes them.
        options: The same.
        stdin: What to read for ``-``.
        start: Where to go on.
    """

    def __init__(
        self,
        paths: Iterable[str],
        options: ReadOptions,
        *,
        stdin: BinaryIO | None = None,
        start: Mark = START,
    ) -> None:
        self._paths = tuple(paths)
        self._options = options
        self._stdin = stdin
        self._start = start
        self._marks: deque[Mark] = deque()

    def __iter__(self) -> Iterator[Article | Unscored]:
        """Read the articles behind the start.

        Raises:
            UsageError: The files or results before the start are not what they were.
        """
        files_digest = ""
        number = -1
        for number, found in enumerate(self._found()):
            files_digest = _chained(files_digest, _identity(found))
            if number < self._start.files:
                continue
            before = Mark(number, 0, files_digest)
            if number == self._start.files and self._start.results:
                if files_digest != self._start.files_digest:
                    raise UsageError(_CHANGED)
                before = self._start
            yield from self._behind(found, before)
        if number < self._start.files and self._start.results:
            raise UsageError(_CHANGED)

    def next_mark(self) -> Mark:
        """Give the mark behind the next article: the first call that behind the first, and so on.

        Raises:
            IndexError: That article was not read yet.
        """
        return self._marks.popleft()

    def _found(self) -> Iterator[Input | Unscored | None]:
        """Find files, and what cannot be read; ``None`` stands for standard input."""
        root = common_folder(self._paths)
        for path in self._paths:
            if path == STDIN:
                yield None
            else:
                yield from find_inputs(path, root)

    def _behind(self, found: Input | Unscored | None, before: Mark) -> Iterator[Article | Unscored]:
        """Give the results of a file behind a mark in it."""
        digest, number = "", 0
        for number, item in enumerate(self._results(found), start=1):
            digest = _chained(digest, _name(item))
            if number > before.results:
                self._marks.append(Mark(before.files, number, before.files_digest, digest))
                yield item
            elif number == before.results and digest != before.results_digest:
                raise UsageError(_CHANGED)
        if number < before.results:
            raise UsageError(_CHANGED)

    def _results(self, found: Input | Unscored | None) -> Iterator[Article | Unscored]:
        if found is None:
            return read_articles([STDIN], self._options, stdin=self._stdin)
        return iter((found,)) if isinstance(found, Unscored) else read_input(found, self._options)


def _chained(before: str, name: str) -> str:
    content = f"{before}\n{name}".encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=8).hexdigest()


def _identity(found: Input | Unscored | None) -> str:
    if not isinstance(found, Input):
        return STDIN if found is None else _name(found)
    try:
        status = found.path.stat()
    except OSError:
        return found.name
    return f"{found.name}\n{status.st_size}\n{status.st_mtime_ns}"


def _name(item: Article | Unscored) -> str:
    if isinstance(item, Unscored):
        return f"{item.path}\n{item.record}\n{item.reason}"
    return f"{item.path}\n{item.id}"
