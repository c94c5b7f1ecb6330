"""Articles out of whatever the user points at."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import BinaryIO

from framing.errors import MissingExtraError
from framing.reading.archives import Member, members
from framing.reading.articles import Origin, article_from, has_source, unscored
from framing.reading.characters import one_line
from framing.reading.decoding import RefusedError, refusal_of
from framing.reading.inputs import Input, common_folder, find_inputs
from framing.reading.kinds import ARCHIVES, PACKED, SAVE_AS, SUFFIXES, TABLES, can_be_read, is_packed, kind_of
from framing.reading.options import ReadOptions
from framing.reading.parsing import records_in
from framing.reading.record import PASSED_OVER, Failure, Record, always, names_no_source, no_source
from framing.reading.standard_input import standard_input
from framing.reading.streams import open_bytes, unpacking
from framing.text import Article, Unscored

STDIN = "-"
DEFAULTS = ReadOptions()

_Records = Iterator[Record | Failure]
_Results = Iterator[Article | Unscored]


def read_articles(
    paths: Iterable[str], options: ReadOptions = DEFAULTS, *, stdin: BinaryIO | None = None
) -> Iterator[Article | Unscored]:
    """Read articles, one after the other, in the order of the paths.

    Never holds more than one article of JSON lines, CSV or an archive, a few rows of Parquet, or one file of
    the other kinds. Every record gives exactly one result, and no record ends the reading.

    Args:
        paths: Files, folders, patterns; ``-`` is standard input.
        options: Source, column names and the like.
        stdin: What to read for ``-`` instead of the process's standard input.

    Yields:
        Articles, and what could not be read, with the reason.
    """
    paths = tuple(paths)
    root = common_folder(paths)
    for path in paths:
        if path == STDIN:
            yield from _stdin_results(stdin or sys.stdin.buffer, options)
            continue
        for found in find_inputs(path, root):
            yield from (found,) if isinstance(found, Unscored) else read_input(found, options)


def read_input(
    found: Input, options: ReadOptions = DEFAULTS, *, wanted: Callable[[], bool] = always
) -> Iterator[Article | Unscored]:
    """Read the articles of one file, as `read_articles` does.

    Args:
        found: The file.
        options: Source, column names and the like.
        wanted: Asked before each result. One that is not wanted comes all the same, so that the others keep
            their places, but holds nothing: it is neither extracted nor cleaned.
    """
    origin = Origin(found.name, found.folders, found.loose_in)
    if not can_be_read(found.path.name):
        yield _unsupported(origin.name)
        return
    kind = kind_of(found.path.name)
    try:
        # A web archive is packed record by record: it is unpacked where it is read.
        stream = found.path.open("rb") if kind == ".warc" else open_bytes(found.path)
    except OSError as error:
        yield Unscored(origin.name, "unreadable", f"The file cannot be opened: {error.strerror or error}.")
        return
    with stream:
        yield from _stream_results(kind, stream, origin, options, wanted)


def _stdin_results(stream: BinaryIO, options: ReadOptions) -> _Results:
    origin = Origin(STDIN)

    def results() -> _Results:
        kind, content = standard_input(stream, options)
        yield from _stream_results(kind, content, origin, options, always)

    return _guarded(origin, results, numbered=False)


def _stream_results(
    kind: str, stream: BinaryIO, origin: Origin, options: ReadOptions, wanted: Callable[[], bool]
) -> _Results:
    if kind in ARCHIVES:
        found = partial(_archive_results, kind, stream, origin, options, wanted)
        yield from _guarded(origin, found, numbered=False)
    else:

        def results() -> _Results:
            records = records_in(kind, stream, options, wanted)
            if kind in TABLES:
                records = _with_source(records, origin, options)
            return _record_results(records, origin, options, wanted)

        yield from _guarded(origin, results)


def _with_source(records: _Records, origin: Origin, options: ReadOptions) -> _Records:
    """Pass the records of a table on, or refuse it where nothing names the source of any.

    All rows have the columns of the first: a million of them would say the same after hours. Asked of the
    first whether it is wanted or not, since a run that goes on must find what it found before.
    """
    asked = False
    for record in records:
        if isinstance(record, Record) and not asked:
            asked = True
            if names_no_source(record, options.columns) and not has_source(record, origin, options):
                raise RefusedError("no_source", no_source(record))
        yield record


def _record_results(
    records: _Records, origin: Origin, options: ReadOptions, wanted: Callable[[], bool]
) -> _Results:
    for record in records:
        if isinstance(record, Record) and wanted():
            yield article_from(record, origin, options)
        else:
            failure = PASSED_OVER if isinstance(record, Record) else record
            yield Unscored(origin.name, failure.reason, failure.detail, failure.number)


def _archive_results(
    kind: str, stream: BinaryIO, origin: Origin, options: ReadOptions, wanted: Callable[[], bool]
) -> _Results:
    for member in members(kind, stream):
        yield from _member_results(member, origin.within(member.name), options, wanted)


def _member_results(
    member: Member, origin: Origin, options: ReadOptions, wanted: Callable[[], bool]
) -> _Results:
    kind = kind_of(member.name)
    if isinstance(member.content, RefusedError):
        yield unscored(origin, member.content)
    elif kind in ARCHIVES:
        yield Unscored(
            origin.name, "unsupported", "An archive within an archive is not opened; unpack it first."
        )
    elif not can_be_read(member.name):
        yield _unsupported(origin.name)
    else:
        packed = is_packed(member.name) and kind != ".warc"
        stream = unpacking(member.content) if packed else member.content
        yield from _stream_results(kind, stream, origin, options, wanted)


def _guarded(origin: Origin, results: Callable[[], _Results], *, numbered: bool = True) -> _Results:
    """Give results; a fault of the file ends the file, not the run."""
    count = 0

    def place() -> int | None:
        return count + 1 if count and numbered else None

    try:
        for result in results():
            count += 1
            yield result
    except MissingExtraError as missing:
        yield Unscored(origin.name, "unsupported", f"{missing}.")
    except (OSError, EOFError, zlib.error) as error:
        detail = one_line(f"The file cannot be read to its end: {error}.")
        yield Unscored(origin.name, "unreadable", detail, place())
    except Exception as error:
        # What others wrote fails in ways that nobody foresaw; one file must not end the run.
        yield unscored(origin, refusal_of(error), place())
    else:
        if count == 0:
            yield Unscored(origin.name, "empty", "The file holds no records.")


def _unsupported(name: str) -> Unscored:
    kind = kind_of(name)
    if kind in SAVE_AS:
        detail = f"A {kind} file is not read: save it as {SAVE_AS[kind]}."
    else:
        detail = f"Only {', '.join(SUFFIXES)} are read, each also packed ({PACKED})."
    return Unscored(name, "unsupported", detail)
