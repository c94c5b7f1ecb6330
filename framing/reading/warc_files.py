"""Pages out of web archives (WARC), as crawls of the news ship them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from framing.reading.decoding import RefusedError, decode
from framing.reading.options import ReadOptions
from framing.reading.pages import page_record
from framing.reading.record import PASSED_OVER, Failure, Record, always, attempted
from framing.reading.streams import seekable
from framing.reading.warc_answers import Answer, answers

_PAGES = ("text/html", "application/xhtml+xml")


def warc_records(
    stream: BinaryIO, options: ReadOptions, wanted: Callable[[], bool] = always
) -> Iterator[Record | Failure]:
    """Read the pages of a web archive, packed record by record or not.

    What servers answered is counted from 1, in the order of the archive; its other records are passed
    over. Where a record is broken, reading goes on with the next.

    Args:
        stream: The archive's bytes, still packed. Where they cannot be jumped in they go through a
            temporary file.
        options: What the caller says about the pages.
        wanted: Asked before each page; one that is not wanted is not extracted.

    Yields:
        Pages, and answers that are none.

    Raises:
        MissingExtraError: fastwarc is not installed.
    """
    with seekable(stream) as file:
        for number, answer in enumerate(answers(file), start=1):
            yield attempted(partial(_page, answer, options, number), number) if wanted() else PASSED_OVER


def _page(answer: Answer | RefusedError, options: ReadOptions, number: int) -> Record:
    if isinstance(answer, RefusedError):
        raise answer
    if answer.status != 200:
        raise RefusedError(
            "unsupported", f"The server answered with status {answer.status}, not with a page."
        )
    if answer.media_type not in _PAGES:
        raise RefusedError(
            "unsupported", f"The server sent no page but {answer.media_type or 'unnamed data'}."
        )
    html = decode(answer.data, html=True, declared=answer.charset)
    return replace(page_record(html, url=answer.url, day_first=options.day_first), number=number)
