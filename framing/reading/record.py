"""An article as it was found: fields not yet cleaned, text not yet read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from framing.reading.decoding import RefusedError
from framing.reading.options import Columns

Shape = Literal["plain", "paragraphs"]


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


def record_from(fields: Mapping[str, object], columns: Columns, number: int | None) -> Record:
    """Take a record out of a table's row or a JSON object.

    Args:
        fields: The row's cells or the object's fields, by name.
        columns: Which of them means what.
        number: 1-based line or row within the file.

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
    )


def missing_text(column: str, names: Mapping[str, object] | list[str]) -> str:
    """Say that the text column is missing, and which columns are there instead."""
    there = [str(name) for name in names]
    shown = ", ".join(there[:20]) + (", ..." if len(there) > 20 else "")
    return f"There is no column '{column}'; there are: {shown or 'none'}."


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
