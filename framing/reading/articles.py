"""Records to articles: clean, dated, with a source and a language."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from framing.reading.characters import one_line
from framing.reading.cleaning import Cleaned, clean
from framing.reading.dates import parse_date
from framing.reading.decoding import RefusedError, refusal_of
from framing.reading.language import foreign_paragraphs, language_of
from framing.reading.options import ReadOptions
from framing.reading.record import Record, no_source, refuse_book
from framing.reading.sites import registered_domain
from framing.text import Article, Unscored

LONGEST_NAME = 2_000
"""Characters of a title, a source, an address, an id or a kept value: each row of a sentence repeats them."""


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
    except Exception as error:
        # What others wrote fails in ways that nobody foresaw; one record must not end the run.
        return unscored(origin, refusal_of(error), record.number)


def unscored(origin: Origin, refused: RefusedError, number: int | None = None) -> Unscored:
    """Make an error line of a refusal.

    Args:
        origin: Where it was found.
        refused: What is refused, and why.
        number: 1-based line or row within the file.

    Returns:
        The line.
    """
    return Unscored(origin.name, refused.reason, refused.detail, number)


def has_source(record: Record, origin: Origin, options: ReadOptions) -> bool:
    """Tell whether anything names the source of a record.

    Args:
        record: The article as found.
        origin: Where it was found.
        options: What the caller says about it.

    Returns:
        Whether a source is known; none is looked for in the text.
    """
    return _source(record, origin, options) is not None


def _article(record: Record, origin: Origin, options: ReadOptions) -> Article:
    cleaned = _cleaned(record, options)
    source = _unshortened(_source(record, origin, options), "source")
    if source is None:
        raise RefusedError("no_source", no_source(record))
    title = _shortened(cleaned.title)
    language = language_of(cleaned.text)
    date_found = record.date or origin.partition(options.columns.date)
    return Article(
        id=_unshortened(_one_line(record.id), "id") or article_id(source, title, cleaned.text),
        source=source,
        text=cleaned.text,
        title=title,
        published=parse_date(date_found, day_first=options.day_first) or cleaned.published,
        url=_address(record),
        language=language,
        foreign=foreign_paragraphs(cleaned.text, language),
        path=origin.name if record.number is None else f"{origin.name}:{record.number}",
        kept=tuple(_kept(record, origin, options)),
    )


def _kept(record: Record, origin: Origin, options: ReadOptions) -> Iterator[tuple[str, str]]:
    """Give the further columns that the caller keeps; folders' names can hold them as well."""
    found = dict(record.kept)
    for name in options.columns.keep:
        value = _shortened(_one_line(found.get(name) or origin.partition(name)))
        if value is not None:
            yield name, value


def _cleaned(record: Record, options: ReadOptions) -> Cleaned:
    refuse_book(record.text)
    wrapped = record.shape == "plain"
    # Shortened before as well, since each line of the text is compared with it.
    title = _shortened(record.title)
    cleaned = clean(record.text, title=title, wrapped=wrapped, day_first=options.day_first)
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
    site = registered_domain(record.url[:LONGEST_NAME]) if record.url else None
    below = site or _one_line(origin.partition(options.columns.source)) or _one_line(origin.folder)
    if below is None and record.number is None:
        # Not for tables: there a source is missing because its column has another name.
        below = _one_line(origin.loose_in)
    return below or _one_line(options.fallback_source)


def _one_line(text: str | None) -> str | None:
    return None if text is None else one_line(text) or None


def _shortened(text: str | None) -> str | None:
    """Cut what only describes an article."""
    if text is None or len(text) <= LONGEST_NAME:
        return text
    return f"{text[: LONGEST_NAME - 1].rstrip()}…"


def _unshortened(text: str | None, name: str) -> str | None:
    """Refuse what tells articles apart and is too long: two that are cut could be one."""
    if text is not None and len(text) > LONGEST_NAME:
        raise RefusedError("malformed", f"The {name} has more than {LONGEST_NAME:,} characters.")
    return text


def _address(record: Record) -> str | None:
    """Give the address of an article; one that is too long for an address is none."""
    url = _one_line(record.url)
    return url if url is not None and len(url) <= LONGEST_NAME else None
