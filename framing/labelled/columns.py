"""Which columns of a user's table mean what, and whether they are there."""

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from framing.errors import TrainingDataError
from framing.labelled.cells import is_filled, is_yes_or_no
from framing.labelled.row import Row


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Which columns mean what. A table has ``text`` and at least one of those that hold labels.

    Attributes:
        text: The sentence.
        label: 0 or 1 (which means ``loaded``), or the names of the labels that the sentence carries.
        loaded: Whether the sentence is loaded: 0 or 1, or a share of annotators between.
        frames: Names of the frames it evokes; or 0 or 1, for a label called like the column. Several
            columns are parted by ``;``.
        spans: Places that carry a label of words.
        source: Its publisher.
        group: What must not be divided by a split; ``None`` for the first one that is there, as
            `framing.labelled.grouping` has them.
    """

    text: str = "text"
    label: str = "label"
    loaded: str = "loaded"
    frames: str = "frames"
    spans: str = "spans"
    source: str = "source"
    group: str | None = None

    # Settings hold these columns; there too a mistyped one is an error.
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    @property
    def frame_columns(self) -> tuple[str, ...]:
        """The columns that ``frames`` names."""
        return tuple(part.strip() for part in re.split("[;|]", self.frames) if part.strip())

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns that can hold labels."""
        return (self.label, self.loaded, *self.frame_columns, self.spans)


_USUAL = OwnColumns()
_NEAR = 0.7
_TEXT_ELSEWHERE = "; --text-column NAME says which column holds the sentences"
_MOST_SHOWN = 8
_CALLED_SOURCE = frozenset(
    ("outlet", "publisher", "newspaper", "medium", "media", "domain", "site", "publication", "news_source")
)


def needed_columns(columns: OwnColumns) -> str:
    """Say in a few words which columns a table needs.

    Args:
        columns: Their names.

    Returns:
        For instance ``text and one of label, loaded, frames, spans``.
    """
    return f"{columns.text} and one of {', '.join(columns.labels)}"


def check_columns(table: Sequence[Row], columns: OwnColumns) -> None:
    """Refuse a table that lacks a column.

    Args:
        table: Its rows, at least one.
        columns: Which columns mean what.

    Raises:
        TrainingDataError: A column that was named is not there, or there is no text or no label. Names the
            nearest column, or which ones could hold the labels.
    """
    found = _found(table)
    for name in _named(columns):
        if name not in found:
            hint = _hint(name, found)
            raise TrainingDataError(
                f"{table[0].file}: there is no column {name!r}; it has {_listed(found)}{hint}"
            )
    if columns.text in found and any(column in found for column in columns.labels):
        return
    lacks_text = columns.text not in found
    hint = _hint(columns.text if lacks_text else columns.label, found)
    raise TrainingDataError(
        f"{table[0].place}: needs the columns {needed_columns(columns)}, has {_listed(found)}"
        f"{hint or (_TEXT_ELSEWHERE if lacks_text else _could_hold_labels(table, found))}"
    )


def unread_notes(table: Sequence[Row], columns: OwnColumns, grouping: Collection[str]) -> tuple[str, ...]:
    """Say which columns of a table nothing is read from, and what follows where none holds the source.

    Args:
        table: Its rows.
        columns: Which columns mean what.
        grouping: The columns that keep sentences together, or could have.

    Returns:
        A line per matter; none where every column is read and one is the source.
    """
    found = _found(table)
    read = {columns.text, columns.source, *columns.labels, *grouping}
    unread = [column for column in found if column not in read]
    notes = [f"not read: {_some(unread)}"] if unread else []
    if columns.source not in found:
        near = next((column for column in unread if column.lower() in _CALLED_SOURCE), None)
        meant = f"; --source-column {near}, if {near} is that" if near else " (--source-column names one)"
        notes.append(
            f"no column {columns.source} says who published a sentence: nothing is compared with what the "
            f"source's name alone tells{meant}"
        )
    return tuple(notes)


def _found(table: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(str(column) for row in table for column in row.values))


def _some(columns: Sequence[str]) -> str:
    more = len(columns) - _MOST_SHOWN
    return ", ".join(columns[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _named(columns: OwnColumns) -> Iterator[str]:
    """Give the columns that do not have their usual name: somebody wrote them down."""
    single = ("text", "label", "loaded", "spans", "source", "group")
    yield from (name for one in single if (name := getattr(columns, one)) and name != getattr(_USUAL, one))
    yield from (name for name in columns.frame_columns if name != _USUAL.frames)


def _hint(wanted: str, found: Collection[str]) -> str:
    by_lower = {column.lower(): column for column in found}
    near = difflib.get_close_matches(wanted.lower(), list(by_lower), 1, _NEAR)
    return f"; did you mean {by_lower[near[0]]!r} by {wanted!r}?" if near else ""


def _could_hold_labels(table: Sequence[Row], found: Sequence[str]) -> str:
    column = next((one for one in found if is_binary(table, one)), None)
    if column is None:
        return "; --label-column NAME says which column holds the labels"
    return (
        f"; {column!r} holds yes and no: say --label-column {column} if yes means loaded, "
        f"--frames-column {column} for a label of that name"
    )


def _listed(found: Sequence[str]) -> str:
    return ", ".join(found) or "none"


def is_binary(table: Sequence[Row], column: str) -> bool:
    """Tell whether every cell of a column that is filled says yes or no.

    Args:
        table: The rows.
        column: Its name.

    Returns:
        Whether at least one is filled, and each that is says yes or no.
    """
    cells = [cell for row in table if is_filled(cell := row.values.get(column))]
    return bool(cells) and all(is_yes_or_no(cell) for cell in cells)
