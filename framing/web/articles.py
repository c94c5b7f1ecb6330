"""Articles out of what a request holds: texts as they stand, pasted pages, files."""

import io
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from framing.reading import ReadOptions, article_id, clean, language_of, read_articles
from framing.reading.language import foreign_paragraphs
from framing.reading.markdown import begins_with_front_matter
from framing.text import Article, Unscored

FileFormat = Literal["text", "markdown", "html", "json", "jsonl", "csv"]
"""How a file is read; packed files and Parquet are for the command line."""

FORMATS: Final[dict[str, FileFormat]] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
"""Suffix of a file's name to its format."""

UNKNOWN = "?"
"""Stands for the source of an article that names none."""

_PACKED = (b"\x1f\x8b", b"PK\x03\x04")


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
        id=wording.article_id or article_id(wording.source, wording.title, wording.text),
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

    A text that begins with a front matter is read as Markdown; its source is the one given all the same.

    Args:
        wording: The text.

    Returns:
        The article; ``None`` where nothing is left.
    """
    if begins_with_front_matter(wording.text):
        return _as_markdown(wording)
    cleaned = clean(wording.text, title=wording.title, wrapped=True)
    if not cleaned.text:
        return None
    published = wording.published or cleaned.published
    return as_it_stands(replace(wording, text=cleaned.text, title=cleaned.title, published=published))


def _as_markdown(wording: Wording) -> Article | None:
    (found,) = read_file(wording.text.encode("utf-8", "replace"), "markdown")
    if isinstance(found, Unscored):
        return None
    return as_it_stands(
        replace(
            wording,
            text=found.text,
            title=wording.title or found.title,
            published=wording.published or found.published,
            url=wording.url or found.url,
        )
    )


def read_file(data: bytes, file_format: FileFormat) -> tuple[Article | Unscored, ...]:
    """Read a file that somebody sent.

    Args:
        data: Its content.
        file_format: How it is read.

    Returns:
        Its articles, and what could not be read. The source is `UNKNOWN` where the file names none.
    """
    if data.startswith(_PACKED):
        # A few packed bytes can unpack to gigabytes.
        return (Unscored("-", "unsupported", "Packed files are for 'framing score'."),)
    options = ReadOptions(stdin_format=file_format, fallback_source=UNKNOWN)
    return tuple(read_articles(["-"], options, stdin=io.BytesIO(data)))
