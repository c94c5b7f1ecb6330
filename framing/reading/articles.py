"""Records to articles: clean, dated, with a source and a language."""

import hashlib
from dataclasses import dataclass
from datetime import date

from framing.reading.characters import clean_characters
from framing.reading.cleaning import Cleaned, clean
from framing.reading.dates import parse_date
from framing.reading.language import foreign_paragraphs, language_of
from framing.reading.options import ReadOptions
from framing.reading.record import Record
from framing.reading.sites import registered_domain
from framing.text import Article, Unscored

_NO_SOURCE = (
    "No source is known: name one (--source), give the record a source or an address, "
    "or put the file into a folder that bears the source's name."
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read from.

    Attributes:
        name: The file as given by the user.
        folder: Folder directly under the path given, if any.
    """

    name: str
    folder: str | None = None


def article_from(record: Record, origin: Origin, options: ReadOptions) -> Article | Unscored:
    """Make an article of a record, or say why not.

    Args:
        record: The article as found.
        origin: Where it was found.
        options: What the caller says about it.
    """
    cleaned = clean(record.text, title=record.title, wrapped=record.shape == "plain")
    if not cleaned.text:
        held = "nothing but page furniture" if record.text.strip() else "no text"
        return Unscored(origin.name, "empty", f"The article holds {held}.", record.number)
    source = _source(record, origin, options)
    if source is None:
        return Unscored(origin.name, "no_source", _NO_SOURCE, record.number)
    language = language_of(cleaned.text)
    return Article(
        id=_one_line(record.id) or article_id(source, cleaned.title, cleaned.text),
        source=source,
        text=cleaned.text,
        title=cleaned.title,
        published=_published(record, cleaned, options),
        url=_one_line(record.url),
        language=language,
        foreign=foreign_paragraphs(cleaned.text, language),
        path=origin.name if record.number is None else f"{origin.name}:{record.number}",
    )


def article_id(source: str, title: str | None, text: str) -> str:
    """Name an article by its content: the first 16 hexadecimal digits of a SHA-256.

    The digest is taken over source, title and clean text, parted by U+001F, in UTF-8.

    >>> article_id("The Lantern", None, "The ferry sank.")
    'da576c6af0c0c4fb'
    """
    content = "\x1f".join((source, title or "", text))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _source(record: Record, origin: Origin, options: ReadOptions) -> str | None:
    named = _one_line(options.source) or _one_line(record.source) or _one_line(record.site)
    if named is not None:
        return named
    site = registered_domain(record.url) if record.url else None
    return site or _one_line(origin.folder)


def _published(record: Record, cleaned: Cleaned, options: ReadOptions) -> date | None:
    return parse_date(record.date, day_first=options.day_first) or cleaned.published


def _one_line(text: str | None) -> str | None:
    return None if text is None else clean_characters(text).replace("\n", " ").strip() or None
