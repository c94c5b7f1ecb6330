"""How far the inputs of a run have been read, so that another run can go on from there."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class Place:
    """A file of a run, or what stands for it, and where in it to begin.

    Attributes:
        found: The file; ``None`` for standard input.
        before: The mark before the first result that is wanted.
    """

    found: Input | Unscored | None
    before: Mark


def places_behind(start: Mark, paths: Iterable[str]) -> Iterator[Place]:
    """Find the files of a run that are not yet read to their end.

    Args:
        start: Where to go on.
        paths: As `framing.reading.read_articles` takes them.

    Yields:
        Files in order, the first from where the run broke off.

    Raises:
        UsageError: The files before the start are not what they were.
    """
    files_digest = ""
    number = -1
    for number, found in enumerate(found_inputs(tuple(paths))):
        files_digest = _chained(files_digest, _identity(found))
        if number < start.files:
            continue
        before = Mark(number, 0, files_digest)
        if number == start.files and start.results:
            if files_digest != start.files_digest:
                raise UsageError(_CHANGED)
            before = start
        yield Place(found, before)
    if number < start.files and start.results:
        raise UsageError(_CHANGED)


def results_in(
    place: Place, options: ReadOptions, *, stdin: BinaryIO | None = None
) -> Iterator[tuple[Article | Unscored, Mark]]:
    """Read the articles of a file, each with the mark behind it.

    What comes before the place's mark is neither extracted nor cleaned, only counted: that the file is the
    same is known by its size and its time. Standard input has neither, so it is read and compared.

    Args:
        place: The file, and where in it to begin.
        options: How it is read.
        stdin: What to read for standard input.

    Yields:
        Results in the order of the file.

    Raises:
        UsageError: The results before the mark are not what they were.
    """
    before, passed = place.before, 0
    digest = "" if place.found is None else before.results_digest

    def wanted() -> bool:
        return passed >= before.results

    for item in _results(place.found, options, stdin, wanted):
        passed += 1
        if passed > before.results or place.found is None:
            digest = _chained(digest, _name(item))
        if passed > before.results:
            yield item, Mark(before.files, passed, before.files_digest, digest)
        elif passed == before.results and digest != before.results_digest:
            raise UsageError(_CHANGED)
    if passed < before.results:
        raise UsageError(_CHANGED)


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

        Yields:
            Articles, and what could not be read, with the reason.

        Raises:
            UsageError: The files or results before the start are not what they were.
        """
        for place in places_behind(self._start, self._paths):
            for item, mark in results_in(place, self._options, stdin=self._stdin):
                self._marks.append(mark)
                yield item

    def next_mark(self) -> Mark:
        """Give the mark behind the next article: the first call that behind the first, and so on.

        Returns:
            The mark.

        Raises:
            IndexError: That article was not read yet.
        """
        return self._marks.popleft()


def found_inputs(paths: tuple[str, ...]) -> Iterator[Input | Unscored | None]:
    """Find files, and what cannot be read; ``None`` stands for standard input.

    Args:
        paths: As `framing.reading.read_articles` takes them.

    Yields:
        What was found, in the order of the paths.
    """
    root = common_folder(paths)
    for path in paths:
        if path == STDIN:
            yield None
        else:
            yield from find_inputs(path, root)


def _results(
    found: Input | Unscored | None,
    options: ReadOptions,
    stdin: BinaryIO | None,
    wanted: Callable[[], bool],
) -> Iterator[Article | Unscored]:
    if found is None:
        return read_articles([STDIN], options, stdin=stdin)
    return iter((found,)) if isinstance(found, Unscored) else read_input(found, options, wanted=wanted)


def _chained(before: str, name: str) -> str:
    content = f"{before}\n{name}".encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=8).hexdigest()


def _identity(found: Input | Unscored | None) -> str:
    if not isinstance(found, Input):
        return STDIN if found is None else _name(found)
    return f"{found.name}\n{found.version}" if found.version else found.name


def _name(item: Article | Unscored) -> str:
    if isinstance(item, Unscored):
        return f"{item.path}\n{item.record}\n{item.reason}"
    return f"{item.path}\n{item.id}"
