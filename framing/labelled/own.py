"""Data sets of users: a table with a text and its labels, whatever the labels are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.errors import TrainingDataError
from framing.labelled.cells import is_filled, is_yes_or_no, names_in, share_in, spans_in
from framing.labelled.columns import OwnColumns, check_columns, is_binary, unread_notes
from framing.labelled.examples import UNKNOWN, Example, own_loaded
from framing.labelled.grouping import Grouping, choose_grouping
from framing.labelled.row import Row
from framing.segmenting import quoted_spans
from framing.text import Sentence, Span

_CALLED_LOADED = ("label", "loaded")

_MOST_ODD = 0.5
"""Share of cells that say neither yes nor no from which a column of labels is taken to hold names."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table that was read.

    Attributes:
        examples: Its sentences, in order.
        grouping: What keeps them together.
        notes: How it was understood where it could have been meant otherwise, one line each.
    """

    examples: tuple[Example, ...]
    grouping: Grouping
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the cells of a table are understood.

    Attributes:
        columns: Which columns mean what.
        label_is_loaded: Whether the column of labels says yes or no to ``loaded`` rather than naming labels.
        binary: Columns that say yes or no to a label called like them.
        group: The column that keeps sentences together, or ``None``.
    """

    columns: OwnColumns
    label_is_loaded: bool
    binary: tuple[str, ...]
    group: str | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What one row says; ``None``, or a label that is not there, where it says nothing."""

    sentence: Sentence
    loaded: float | None
    names: tuple[str, ...] | None
    shares: Mapping[str, float]
    spans: tuple[tuple[str, Span], ...] | None
    source: str | None
    group: str


@dataclass(frozen=True, slots=True)
class _Labels:
    """Every label of a table that rows name: of sentences, and of words."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    loaded_by_words: bool


def read_own(name: str, rows: Iterable[Row], columns: OwnColumns) -> OwnTable:
    """Read a table of labelled sentences.

    Args:
        name: Name of the data set.
        rows: Its rows.
        columns: Which columns mean what.

    Returns:
        The table. A label that rows name is 0 where a row does not carry it; a cell that is null leaves its
        labels unknown.

    Raises:
        TrainingDataError: A column is missing, or a row has no text, no label or an impossible one. Names
            file, line and reason.
    """
    table = [_checked(row) for row in rows]
    if not table:
        raise TrainingDataError(f"data set {name} holds no row")
    check_columns(table, columns)
    grouping = choose_grouping(table, columns)
    binary = tuple(column for column in columns.frame_columns if is_binary(table, column))
    reading = _Reading(columns, _label_is_loaded(table, columns), binary, grouping.column)
    said = [_read(row, reading) for row in table]
    labels = _labels(said)
    examples = tuple(_example(name, one, labels) for one in said)
    notes = (*_notes(reading), *unread_notes(table, columns, grouping.considered), *_without_loaded(examples))
    return OwnTable(examples, grouping, notes)


def _checked(row: Row) -> Row:
    if not isinstance(row.values, Mapping):
        shown = repr(row.values)
        shown = shown if len(shown) <= 60 else f"{shown[:60]} ..."
        raise TrainingDataError(f"{row.place}: a row must be an object with columns, not {shown}")
    return row


def _label_is_loaded(table: Sequence[Row], columns: OwnColumns) -> bool:
    if columns.label in columns.frame_columns:
        return False
    binary = is_binary(table, columns.label)
    if binary and columns.loaded in table[0].values and columns.loaded != columns.label:
        raise TrainingDataError(
            f"{table[0].place}: {columns.label} holds yes or no, which means {columns.loaded}; drop one"
        )
    if not binary:
        _check_not_almost_binary(table, columns.label)
    return binary


def _check_not_almost_binary(table: Sequence[Row], label: str) -> None:
    """Refuse a column of yes and no in which a few cells say something else.

    One slip would make labels of their own of all, and the checkpoint would tell nothing of ``loaded``.
    """
    filled = [row for row in table if is_filled(row.values.get(label))]
    odd = [row for row in filled if not is_yes_or_no(row.values[label])]
    answers = {share_in(row.values[label]) for row in filled if is_yes_or_no(row.values[label])}
    if len(answers) == 2 and len(odd) < len(filled) * _MOST_ODD:
        rest = f"; so are {len(odd) - 1:,} more" if len(odd) > 1 else ""
        raise TrainingDataError(
            f"{odd[0].place}: {label} is {str(odd[0].values[label])[:60]!r} here, neither yes nor no, while "
            f"{len(filled) - len(odd):,} of {len(filled):,} rows say one of these{rest}: correct or remove "
            f"such rows, or say --frames-column {label} to learn each name as a label of its own"
        )


def _notes(reading: _Reading) -> tuple[str, ...]:
    label = reading.columns.label
    if not reading.label_is_loaded or label in _CALLED_LOADED:
        return ()
    return (
        f"{label} holds yes and no, which is taken for loaded; --frames-column {label} takes it for a label "
        "of that name",
    )


def _without_loaded(examples: Sequence[Example]) -> tuple[str, ...]:
    if any("loaded" in example.labels for example in examples):
        return ()
    return (
        "no column says whether a sentence is loaded: what learns from this alone has no `loaded`, and "
        "no report can be compiled of it",
    )


def _read(row: Row, reading: _Reading) -> _Said:
    try:
        return _said(row.values, reading)
    except ValueError as error:
        raise TrainingDataError(f"{row.place}: {error}") from error


def _said(values: Mapping[str, object], reading: _Reading) -> _Said:
    columns = reading.columns
    sentence = _sentence(_cell(values, columns.text))
    loaded = _cell(values, columns.label if reading.label_is_loaded else columns.loaded)
    spans = _cell(values, columns.spans)
    said = _Said(
        sentence=sentence,
        loaded=share_in(loaded) if is_filled(loaded) else None,
        names=_names(values, reading),
        shares={
            column: share_in(cell) for column in reading.binary if is_filled(cell := _cell(values, column))
        },
        spans=None if spans is None else spans_in(spans, sentence.text),
        source=_text_or_none(_cell(values, columns.source)),
        group=_text_or_none(_cell(values, reading.group)) or sentence.text,
    )
    if said.loaded is None and said.names is None and said.spans is None and not said.shares:
        raise ValueError(f"the row carries no label in {', '.join(columns.labels)}")
    return said


def _names(values: Mapping[str, object], reading: _Reading) -> tuple[str, ...] | None:
    """Gather the names of labels in the cells of a row; ``None`` where every such cell is null."""
    columns = reading.columns
    label = None if columns.label in columns.frame_columns else _cell(values, columns.label)
    named = [] if reading.label_is_loaded or not is_filled(label) else [names_in(label)]
    naming = [column for column in columns.frame_columns if column not in reading.binary]
    named += [names_in(cell) for column in naming if (cell := _cell(values, column)) is not None]
    return tuple(name for names in named for name in names) if named else None


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
    given |= said.shares
    return Example(
        sentence=said.sentence,
        data_set=name,
        group=said.group,
        source=said.source,
        labels=given,
        own_loaded=UNKNOWN if loaded is None else own_loaded(said.sentence, loaded, spans.get("loaded")),
        spans=spans,
    )
