"""Data sets of users: a table with a text and its labels, whatever the labels are called."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from framing.errors import TrainingDataError
from framing.labelled.cells import is_filled, is_yes_or_no, names_in, share_in, spans_in
from framing.labelled.examples import UNKNOWN, Example, own_loaded
from framing.labelled.rows import Row
from framing.segmenting import quoted_spans
from framing.text import Sentence, Span

GROUPS = ("url", "article", "source")
"""Columns that say which sentences belong together, the narrowest first."""

FEWEST_GROUPS = 10
"""Different values a column needs to part sentences by: with fewer, one fold would hold too much."""


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Which columns mean what. A table has ``text`` and at least one of the four that hold labels.

    Attributes:
        text: The sentence.
        label: 0 or 1 (which means ``loaded``), or the names of the labels that the sentence carries.
        loaded: Whether the sentence is loaded: 0 or 1, or a share of annotators between.
        frames: Names of the frames it evokes.
        spans: Places that carry a label of words.
        source: Its publisher.
        group: What must not be divided by a split; ``None`` for the first of `GROUPS` that is there.
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
    def labels(self) -> tuple[str, ...]:
        """The columns that can hold labels."""
        return (self.label, self.loaded, self.frames, self.spans)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one row says; ``None`` where it says nothing."""

    sentence: Sentence
    loaded: float | None
    names: tuple[str, ...] | None
    spans: tuple[tuple[str, Span], ...] | None
    source: str | None
    group: str


@dataclass(frozen=True, slots=True)
class _Labels:
    """Every label of a table: of sentences, and of words."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    loaded_by_words: bool


def needed_columns(columns: OwnColumns) -> str:
    """Say in a few words which columns a table needs.

    Args:
        columns: Their names.

    Returns:
        For instance ``text and one of label, loaded, frames, spans``.
    """
    return f"{columns.text} and one of {', '.join(columns.labels)}"


def read_own(name: str, rows: Iterable[Row], columns: OwnColumns) -> Iterator[Example]:
    """Read a table of labelled sentences.

    Args:
        name: Name of the data set.
        rows: Its rows.
        columns: Which columns mean what.

    Yields:
        Its examples, in order. A label that occurs in the table is 0 where a row does not carry it; a cell
        that is null leaves its labels unknown.

    Raises:
        TrainingDataError: A column is missing, or a row has no text, no label or an impossible one. Names
            file, line and reason.
    """
    table = [_checked(row) for row in rows]
    if not table:
        raise TrainingDataError(f"data set {name} holds no row")
    _check_columns(table[0], columns)
    binary, group = _is_binary(table, columns), _group_column(table, columns)
    said = [_read(row, columns, binary, group) for row in table]
    labels = _labels(said)
    yield from (_example(name, one, labels) for one in said)


def _checked(row: Row) -> Row:
    if not isinstance(row.values, Mapping):
        raise TrainingDataError(f"{row.place}: a row must be an object with columns, not {row.values!r}")
    return row


def _check_columns(row: Row, columns: OwnColumns) -> None:
    found = list(row.values)
    has_label = any(column in found for column in columns.labels)
    if columns.text in found and has_label:
        return
    wanted = columns.label if columns.text in found else columns.text
    by_lower = {str(column).lower(): str(column) for column in found}
    near = difflib.get_close_matches(wanted.lower(), list(by_lower), n=1)
    hint = f"; did you mean {by_lower[near[0]]!r} by {wanted!r}?" if near else ""
    listed = ", ".join(map(str, found)) or "none"
    raise TrainingDataError(f"{row.place}: needs the columns {needed_columns(columns)}, has {listed}{hint}")


def _is_binary(table: Sequence[Row], columns: OwnColumns) -> bool:
    """Tell whether the column of labels says yes or no to ``loaded`` rather than naming labels."""
    cells = [cell for row in table if is_filled(cell := _cell(row.values, columns.label))]
    binary = bool(cells) and all(is_yes_or_no(cell) for cell in cells)
    if binary and columns.loaded in table[0].values:
        raise TrainingDataError(
            f"{table[0].place}: {columns.label} holds yes or no, which means {columns.loaded}; drop one"
        )
    return binary


def _group_column(table: Sequence[Row], columns: OwnColumns) -> str | None:
    if columns.group is not None:
        return columns.group
    for column in GROUPS:
        if len({str(_cell(row.values, column)) for row in table if column in row.values}) >= FEWEST_GROUPS:
            return column
    return None


def _read(row: Row, columns: OwnColumns, binary: bool, group: str | None) -> _Said:
    try:
        return _said(row.values, columns, binary, group)
    except ValueError as error:
        raise TrainingDataError(f"{row.place}: {error}") from error


def _said(values: Mapping[str, object], columns: OwnColumns, binary: bool, group: str | None) -> _Said:
    sentence = _sentence(_cell(values, columns.text))
    label = _cell(values, columns.label)
    loaded = label if binary else _cell(values, columns.loaded)
    named = [] if binary or not is_filled(label) else [names_in(label)]
    if columns.frames in values and values[columns.frames] is not None:
        named.append(names_in(values[columns.frames]))
    spans = _cell(values, columns.spans)
    said = _Said(
        sentence=sentence,
        loaded=share_in(loaded) if is_filled(loaded) else None,
        names=tuple(name for names in named for name in names) if named else None,
        spans=None if spans is None else spans_in(spans, sentence.text),
        source=_text_or_none(_cell(values, columns.source)),
        group=_text_or_none(_cell(values, group)) or sentence.text,
    )
    if said.loaded is None and said.names is None and said.spans is None:
        raise ValueError(f"the row carries no label in {', '.join(columns.labels)}")
    return said


def _cell(values: Mapping[str, object], column: str | None) -> object:
    return None if column is None else values.get(column)


def _text_or_none(cell: object) -> str | None:
    return str(cell).strip() or None if is_filled(cell) else None


def _sentence(cell: object) -> Sentence:
    if not isinstance(cell, str) or not any(character.isalnum() for character in cell):
        raise ValueError("the row has no text" if not cell else f"{cell!r} is no text")
    return Sentence(text=cell, start=0, end=len(cell), quoted=quoted_spans(cell))


def _labels(said: Sequence[_Said]) -> _Labels:
    words = {label for one in said for label, _ in one.spans or ()}
    return _Labels(
        names=tuple(sorted({name for one in said for name in one.names or ()})),
        words=tuple(sorted(words)),
        loaded_by_words="loaded" in words and all(one.loaded is None for one in said),
    )


def _example(name: str, said: _Said, labels: _Labels) -> Example:
    spans: dict[str, tuple[Span, ...]] = {}
    if said.spans is not None:
        spans = {
            word: tuple(sorted(place for label, place in said.spans if label == word))
            for word in labels.words
        }
    loaded = said.loaded
    if loaded is None and labels.loaded_by_words and said.spans is not None:
        loaded = float(bool(spans["loaded"]))
    given: dict[str, float] = {} if loaded is None else {"loaded": loaded}
    if said.names is not None:
        given |= {label: float(label in said.names) for label in labels.names}
    return Example(
        sentence=said.sentence,
        data_set=name,
        group=said.group,
        source=said.source,
        labels=given,
        own_loaded=UNKNOWN if loaded is None else own_loaded(said.sentence, loaded, spans.get("loaded")),
        spans=spans,
    )
