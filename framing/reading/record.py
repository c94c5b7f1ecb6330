"""An article as it was found: fields not yet cleaned, text not yet read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from framing.reading.decoding import RefusedError, refusal_of
from framing.reading.options import Columns
from framing.text import Reason

Shape = Literal["plain", "paragraphs"]
_LONGEST = 1_000_000
"""A longer text, in characters, is a book, or was made to keep us busy."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article before cleaning.

    Attributes:
        text: Body as found.
        shape: ``plain`` when paragraphs have yet to be told from wrapped lines, ``paragraphs`` when
            every line is known to be a paragraph.
        title: Headline as found.
        source: Publisher as the record names it.
        site: Name of the page's site.
        date: Date as found: a string, a number, a date or nothing.
        url: Address as found.
        id: Name of the article as found.
        number: 1-based line or row within its file, where the file holds many.
        columns: Names of the fields that were there, where it is a record of a table.
        kept: Further fields that the caller keeps, name and value.
    """

    text: str
    shape: Shape = "plain"
    title: str | None = None
    source: str | None = None
    site: str | None = None
    date: object = None
    url: str | None = None
    id: str | None = None
    number: int | None = None
    columns: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that gives no article, and why.

    Attributes:
        reason: Stable code.
        detail: One sentence for a person.
        number: 1-based line or row within its file.
    """

    reason: Reason
    detail: str
    number: int | None = None


PASSED_OVER = Failure("empty", "The record was passed over.")
"""Stands for a record that is not wanted: nobody is shown it."""


def always() -> bool:
    """Want every record."""
    return True


def attempted(make: Callable[[], Record], number: int | None) -> Record | Failure:
    """Make a record; one that is refused must not end its file.

    Args:
        make: Makes the record, or raises `RefusedError`.
        number: 1-based line or row within the file.

    Returns:
        The record, or why it was refused.
    """
    try:
        return make()
    except Exception as error:
        # What others wrote fails in ways that nobody foresaw; one record must not end the run.
        return _failure(refusal_of(error), number)


def _failure(refused: RefusedError, number: int | None) -> Failure:
    # Apart: a name for the error where it is caught would keep the record in memory for a while.
    return Failure(refused.reason, refused.detail, number)


def record_from(
    fields: Mapping[str, object], columns: Columns, number: int | None, there: Sequence[str] | None = None
) -> Record:
    """Take a record out of a table's row or a JSON object.

    Args:
        fields: The row's cells or the object's fields, by name.
        columns: Which of them means what.
        number: 1-based line or row within the file.
        there: Names of all columns, where ``fields`` has not all of them.

    Returns:
        The article as found.

    Raises:
        RefusedError: The text is missing, null or not a string.
    """
    named = _Named(fields)
    found, text = named.find(columns.text)
    if not found:
        raise RefusedError("missing_column", missing_text(columns.text, fields))
    if text is None:
        raise RefusedError("empty", f"The field '{columns.text}' holds nothing.")
    if not isinstance(text, str):
        raise RefusedError(
            "malformed", f"The field '{columns.text}' is not a text but {type(text).__name__}."
        )
    return Record(
        text=text,
        title=named.string(columns.title),
        source=named.string(columns.source),
        date=named.find(columns.date)[1],
        url=named.string(columns.url),
        id=named.string(columns.id),
        number=number,
        columns=tuple(str(name) for name in (fields if there is None else there)),
        kept=tuple((name, value) for name in columns.keep if (value := named.string(name)) is not None),
    )


def missing_text(column: str, names: Iterable[object]) -> str:
    """Say that the text column is missing, and which columns are there instead."""
    return f"There is no column '{column}'; there are: {listed(names)}."


def refuse_book(text: str) -> None:
    """Refuse a text that is too long for an article.

    Args:
        text: The text.

    Raises:
        RefusedError: It has more than a million characters.
    """
    if len(text) > _LONGEST:
        raise RefusedError("unsupported", f"The text has more than {_LONGEST:,} characters; no article has.")


def no_source(record: "Record") -> str:
    """Say that nothing names the source of an article, and what would."""
    if record.columns:
        there = listed(record.columns)
        return (
            "No source is known: the record names none. Give the column that does (--source-column; there "
            f"are: {there}), or one name for all (--source)."
        )
    return (
        "No source is known: the folder directly below the path given names it, and there is none. Give "
        "the source (--source), or the folder that holds one folder per source."
    )


def names_no_source(record: "Record", columns: Columns) -> bool:
    """Tell whether a table has neither a column for the source nor one for the address that would give it."""
    there = {name.strip().casefold() for name in record.columns}
    return there.isdisjoint(name.strip().casefold() for name in (columns.source, columns.url))


def listed(names: Iterable[object]) -> str:
    """Name the columns of a table, the first twenty of them."""
    there = [str(name) for name in names]
    return ", ".join(there[:20]) + (", ..." if len(there) > 20 else "") or "none"


@dataclass(frozen=True, slots=True)
class _Named:
    """Fields found by name, whatever the case of its letters."""

    fields: Mapping[str, object]

    def find(self, name: str) -> tuple[bool, object]:
        if name in self.fields:
            return True, self.fields[name]
        wanted = name.strip().casefold()
        for key, value in self.fields.items():
            if str(key).strip().casefold() == wanted:
                return True, value
        return False, None

    def string(self, name: str) -> str | None:
        value = self.find(name)[1]
        if isinstance(value, Mapping):
            # News services nest the publisher: {"source": {"id": null, "name": "The Lantern"}}.
            value = value.get("name")
        if value is None or isinstance(value, (Mapping, list)):
            return None
        return str(value).strip() or None
