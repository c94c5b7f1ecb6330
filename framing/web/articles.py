"""Articles out of what a request holds: texts as they stand, pasted pages, files."""

import io
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Final

from framing.reading import ReadOptions, StdinFormat, article_id, clean, language_of, read_articles
from framing.reading.language import foreign_paragraphs
from framing.text import Article, Unscored

KINDS: Final[dict[str, StdinFormat]] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
}
"""Suffix of a file's name to how it is read. Packed files and Parquet are for the command line."""

UNKNOWN = "?"
"""Stands for the source of an article that names none."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as somebody gave it.

    Attributes:
        text: The text.
        source: Its publisher.
        title: Headline, if known.
        published: Day of publication, if known.
        url: Address, if known.
        article_id: Its name; ``None`` for one made of its content.
    """

    text: str
    source: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    article_id: str | None = None


def as_it_stands(wording: Wording) -> Article:
    """Make an article whose offsets are those of the text as it was given.

    Args:
        wording: The text.

    Returns:
        The article, its language told.
    """
    language = language_of(wording.text)
    return Article(
        id=wording.article_id or article_id(wording.source, wording.title, _utf8(wording.text)),
        source=wording.source,
        text=wording.text,
        title=wording.title,
        published=wording.published,
        url=wording.url,
        language=language,
        foreign=foreign_paragraphs(wording.text, language),
    )


def pasted(wording: Wording) -> Article | None:
    """Make an article of a text copied from a page: the page's furniture goes, as with files.

    Args:
        wording: The text.

    Returns:
        The article; ``None`` where nothing is left.
    """
    cleaned = clean(wording.text, title=wording.title, wrapped=True)
    if not cleaned.text:
        return None
    published = wording.published or cleaned.published
    return as_it_stands(replace(wording, text=cleaned.text, title=cleaned.title, published=published))


def read_file(name: str, data: bytes) -> tuple[Article | Unscored, ...]:
    """Read a file that somebody sent.

    Args:
        name: Its name; the suffix, one of `KINDS`, says how it is read.
        data: Its content.

    Returns:
        Its articles, and what could not be read. The source is `UNKNOWN` where the file names none.
    """
    options = ReadOptions(stdin_format=KINDS[suffix(name)])
    found = _read(data, options)
    if not any(map(_lacks_source, found)):
        return found
    # Without a source there is no article; whoever sent the file can still be asked for it.
    named = _read(data, replace(options, source=UNKNOWN))
    return tuple(again if _lacks_source(item) else item for item, again in zip(found, named, strict=True))


def suffix(name: str) -> str:
    """Give the suffix of a file's name in small letters.

    >>> suffix("Harbour.HTML")
    '.html'
    """
    return PurePath(name).suffix.lower()


def _read(data: bytes, options: ReadOptions) -> tuple[Article | Unscored, ...]:
    return tuple(read_articles(["-"], options, stdin=io.BytesIO(data)))


def _lacks_source(item: Article | Unscored) -> bool:
    return isinstance(item, Unscored) and item.reason == "no_source"


def _utf8(text: str) -> str:
    """Replace half surrogate pairs, which no digest can be made of; scoring refuses them."""
    return text.encode("utf-8", "replace").decode()
