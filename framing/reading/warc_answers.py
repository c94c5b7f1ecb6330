"""What servers answered, out of a web archive, however broken it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from framing.errors import MissingExtraError
from framing.reading.decoding import RefusedError, refusal_of
from framing.reading.streams import LARGEST_ARTICLE

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, WarcRecord

_START = re.compile(b"\x1f\x8b\x08|(?<=\n)WARC/")
_LONGEST_START = 6
_PASSED_OVER = frozenset({"warcinfo", "request", "metadata", "revisit", "conversion", "continuation"})
_CHUNK = 1 << 20
_MOST_MISSES = 1_000
"""After so many places in a row that only look like the beginning of a record, the rest is given up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent for one address.

    Attributes:
        url: The address.
        status: HTTP status; 200 for what was stored without one, ``None`` where it is no HTTP.
        media_type: What the server calls it, such as ``text/html``.
        charset: Its encoding, as the server names it.
        data: What was sent, unpacked.
    """

    url: str | None
    status: int | None
    media_type: str | None
    charset: str | None
    data: bytes


def answers(file: BinaryIO) -> Iterator[Answer | RefusedError]:
    """Read what servers answered, one after the other.

    Where the archive is broken, one refusal is given and reading goes on at the next place that begins
    a record.

    Args:
        file: The archive, which can be jumped in.

    Raises:
        MissingExtraError: fastwarc is not installed.
    """
    at: int | None = 0
    misses = 0
    while at is not None and misses < _MOST_MISSES:
        try:
            for record in _from(file, at):
                at, misses = record.stream_pos, 0
                answer = _attempted(record)
                if answer is not None:
                    yield answer
                if isinstance(answer, RefusedError) or record.content_length > LARGEST_ARTICLE:
                    # Not passed over by unpacking it, which may have no end: its successor is looked for.
                    misses = 1
                    break
            else:
                return
        except OSError as error:
            if not misses:
                yield RefusedError("malformed", f"The web archive is broken here: {error}.")
            misses += 1
        at = _next_start(file, at)


def _from(file: BinaryIO, position: int) -> "ArchiveIterator":
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("warc", "Reading web archives") from None
    file.seek(position)
    return ArchiveIterator(file, parse_http=False)


def _attempted(record: "WarcRecord") -> Answer | RefusedError | None:
    if record.headers.get("WARC-Type") in _PASSED_OVER:
        return None
    try:
        return _answer(record)
    except OSError:
        raise
    except Exception as error:
        # What a server sent fails in ways that nobody foresaw; one answer must not end the archive.
        return refusal_of(error)


def _answer(record: "WarcRecord") -> Answer:
    if record.headers.get("WARC-Type") not in ("response", "resource"):
        raise RefusedError("malformed", "The record is of no known kind: its head may be broken.")
    if record.is_http:
        record.parse_http(auto_decode="all")
    data = b"" if record.content_length > LARGEST_ARTICLE else record.reader.read(LARGEST_ARTICLE + 1)
    if max(len(data), record.content_length) > LARGEST_ARTICLE:
        raise RefusedError("unsupported", f"The page has more than {LARGEST_ARTICLE >> 20} MiB.")
    url = record.headers.get("WARC-Target-URI")
    if not record.is_http:
        return Answer(url, 200, record.headers.get("Content-Type"), None, data)
    status = record.http_headers.status_code if record.is_http_parsed else None
    return Answer(url, status, record.http_content_type, record.http_charset, data)


def _next_start(file: BinaryIO, position: int) -> int | None:
    """Find the next place behind a position where a record may begin, packed or not."""
    while True:
        file.seek(position)
        chunk = file.read(_CHUNK)
        found = _START.search(chunk, 1)
        if found:
            return position + found.start()
        if len(chunk) < _CHUNK:
            return None
        position += len(chunk) - _LONGEST_START
