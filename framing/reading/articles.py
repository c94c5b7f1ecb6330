"""Records to articles: clean, dated, with a source and a language."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from framing.reading.characters import one_line
from framing.reading.cleaning import Cleaned, clean
from framing.reading.dates import parse_date
from framing.reading.decoding import RefusedError
from framing.reading.language import foreign_paragraphs, language_of
from framing.reading.options import ReadOptions
from framing.reading.record import Record, no_source, refuse_book
from framing.reading.sites import registered_domain
from framing.text import Article, Unscored


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read from.

    Attributes:
        name: The file as given by the user; a file in an archive stands behind the archive's name.
        folders: Names of the folders between the path given and the file.
        loose_in: The folder given, where it holds articles and no folders.
    """

    name: str
    folders: tuple[str, ...] = ()
    loose_in: str | None = None

    @property
    def folder(self) -> str | None:
        """The folder directly below the path given; one that says ``name=value`` is no such folder."""
        return next((name for name in self.folders if "=" not in name), None)

    def partition(self, column: str) -> str | None:
        """Give what folders' names say of all records below them, as ``source=The%20Lantern`` does.

        Args:
            column: Name of the column.

        Returns:
            The value of the outermost such folder; ``None`` where none names the column.
        """
        parted = (name.partition("=") for name in self.folders)
        values = (value for key, mark, value in parted if mark and key.casefold() == column.casefold())
        return next((unquote(value) for value in values if value), None)

    def within(self, member: str) -> "Origin":
        """Give the origin of a file in the archive that this is the origin of.

        Where a folder bears the archive's name, ``news/`` in ``news.zip``, what lies below it counts: it
        and those above it only wrap the archive's files.

        Args:
            member: Name of the file within the archive; empty for the archive as such.

        Returns:
            The origin of the member.
        """
        if not member:
            return self
        folders = tuple(member.split("/")[:-1])
        wrapping = self.name.rpartition("/")[2].partition(".")[0]
        if wrapping in folders:
            folders = folders[folders.index(wrapping) + 1 :]
        return Origin(f"{self.name}/{member}", self.folders + folders)


def article_from(record: Record, origin: Origin, options: ReadOptions) -> Article | Unscored:
    """Make an article of a record, or say why not.

    Args:
        record: The article as found.
        origin: Where it was found.
        options: What the caller says about it.

    Returns:
        The article, or what is wrong with the record.
    """
    try:
        return _article(record, origin, options)
    except RefusedError as refused:
        return Unscored(origin.name, refused.reason, refused.detail, record.number)


def _article(record: Record, origin: Origin, options: ReadOptions) -> Article:
    cleaned = _cleaned(record, options)
    source = _source(record, origin, options)
    if source is None:
        raise RefusedError("no_source", no_source(record))
    language = language_of(cleaned.text)
    date_found = record.date or origin.partition(options.columns.date)
    return Article(
        id=_one_line(record.id) or article_id(source, cleaned.title, cleaned.text),
        source=source,
        text=cleaned.text,
        title=cleaned.title,
        published=parse_date(date_found, day_first=options.day_first) or cleaned.published,
        url=_one_line(record.url),
        language=language,
        foreign=foreign_paragraphs(cleaned.text, language),
        path=origin.name if record.number is None else f"{origin.name}:{record.number}",
        kept=tuple(_kept(record, origin, options)),
    )


def _kept(record: Record, origin: Origin, options: ReadOptions) -> Iterator[tuple[str, str]]:
    """Give the further columns that the caller keeps; folders' names can hold them as well."""
    found = dict(record.kept)
    for name in options.columns.keep:
        value = _one_line(found.get(name) or origin.partition(name))
        if value is not None:
            yield name, value


def _cleaned(record: Record, options: ReadOptions) -> Cleaned:
    refuse_book(record.text)
    wrapped = record.shape == "plain"
    cleaned = clean(record.text, title=record.title, wrapped=wrapped, day_first=options.day_first)
    if not cleaned.text:
        held = "nothing but page furniture" if record.text.strip() else "no text"
        raise RefusedError("empty", f"The article holds {held}.")
    return cleaned


def article_id(source: str, title: str | None, text: str) -> str:
    """Name an article by its content: the first 16 hexadecimal digits of a SHA-256.

    The digest is taken over source, title and clean text, parted by U+001F, in UTF-8.

    >>> article_id("The Lantern", None, "The ferry sank.")
    'da576c6af0c0c4fb'
    """
    content = "\x1f".join((source, title or "", text))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _source(record: Record, origin: Origin, options: ReadOptions) -> str | None:
    by_folder = _one_line(origin.folder or origin.loose_in) if options.by_folder else None
    named = _one_line(options.source) or by_folder or _one_line(record.source) or _one_line(record.site)
    if named is not None:
        return named
    site = registered_domain(record.url) if record.url else None
    below = site or _one_line(origin.partition(options.columns.source)) or _one_line(origin.folder)
    if below is None and record.number is None:
        # Not for tables: there a source is missing because its column has another name.
        below = _one_line(origin.loose_in)
    return below or _one_line(options.fallback_source)


def _one_line(text: str | None) -> str | None:
    return None if text is None else one_line(text) or None
