"""The rows of labelled files that checkpoints may be measured on."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.errors import TrainingDataError
from framing.evaluation.stored import learned_texts, refuse_seen, unseen
from framing.labelled.columns import OwnColumns
from framing.labelled.examples import Example
from framing.labelled.layouts import OWN, detect_layout, read_examples, read_table
from framing.model.checkpoint import Checkpoint


@dataclass(frozen=True, slots=True)
class Rows:
    """Labelled sentences, and what a reader of figures on them must know.

    Attributes:
        name: Name of the file.
        examples: The sentences.
        notes: One line each, which name the file.
    """

    name: str
    examples: tuple[Example, ...]
    notes: tuple[str, ...] = ()


def read_labelled(file: Path, columns: OwnColumns | None) -> Rows:
    """Read a file of labelled sentences.

    Args:
        file: A data set of a known layout, or else a table of a user's own.
        columns: Which columns of a user's table mean what; with them the file is one. ``None`` to tell the
            layout by its keys.

    Returns:
        Its sentences, and how a table was understood.

    Raises:
        TrainingDataError: The file is absent or garbled, or lacks a column; says so as training does.
    """
    layout = detect_layout(file) if columns is None else OWN
    if layout != OWN:
        return Rows(file.name, tuple(read_examples(file.name, file, layout)))
    table = read_table(file.name, file, OWN, columns)
    return Rows(file.name, table.examples, tuple(f"{file.name}: {note}" for note in table.notes))


def admitted(checkpoint: Checkpoint, file: Path, columns: OwnColumns | None, *, leave_out: bool) -> Rows:
    """Read a file, and see to what a checkpoint has seen of it and cannot tell of it.

    Args:
        checkpoint: The checkpoint.
        file: As for `read_labelled`.
        columns: As for `read_labelled`.
        leave_out: Whether sentences that it has seen are left out rather than refused.

    Returns:
        Sentences to measure on.

    Raises:
        TrainingDataError: As `read_labelled`; or the file carries no label of the checkpoint's, or holds
            sentences that it has seen, all of them where they are left out.
    """
    rows = read_labelled(file, columns)
    untold = _untold(checkpoint, file, rows.examples)
    notes = (*rows.notes, *([f"{file.name}: the checkpoint does not tell {untold}"] if untold else []))
    learned = learned_texts(checkpoint.path)
    if learned is None:
        return Rows(file.name, rows.examples, (*notes, f"{file.name}: {_silent('the checkpoint')}"))
    if not leave_out:
        refuse_seen(_texts(rows.examples), learned, file.name)
        return Rows(file.name, rows.examples, notes)
    kept = _kept(rows.examples, learned, file, "the checkpoint has learned from")
    left_out = f"{file.name}: {len(rows.examples) - len(kept):,} sentences it has seen were left out"
    return Rows(file.name, kept, (*notes, left_out))


def admitted_to_both(pair: tuple[Checkpoint, Checkpoint], file: Path, columns: OwnColumns | None) -> Rows:
    """Read a file, and leave out what either of two checkpoints has seen of it.

    Args:
        pair: The checkpoints.
        file: As for `read_labelled`.
        columns: As for `read_labelled`.

    Returns:
        Sentences to measure both on, with a note on how many are left.

    Raises:
        TrainingDataError: As `read_labelled`; or the file carries no label that both tell, or none of its
            sentences is left.
    """
    rows = read_labelled(file, columns)
    carried = _carried(rows.examples)
    if not carried & _told(pair[0]) & _told(pair[1]):
        raise TrainingDataError(
            f"{file}: nothing to compare: it carries {_listed(carried)}, none of which both checkpoints tell"
        )
    known = [learned_texts(checkpoint.path) for checkpoint in pair]
    silent = [
        f"{file.name}: {_silent(str(checkpoint.path))}"
        for checkpoint, texts in zip(pair, known, strict=True)
        if texts is None
    ]
    learned = frozenset().union(*(texts for texts in known if texts is not None))
    kept = _kept(rows.examples, learned, file, "one checkpoint or the other has learned from")
    left = f"{file.name}: {len(kept):,} of {len(rows.examples):,} sentences are left that neither has seen"
    return Rows(file.name, kept, (*rows.notes, left, *silent))


def uncarried(rows: Rows, who: str) -> str:
    """Say that nothing came out of a file, whose labels are unknown or absent in every sentence asked about.

    Args:
        rows: The sentences.
        who: Whose labels they would have to carry, for instance ``the checkpoint``.

    Returns:
        One line, which names the file.
    """
    n = len(rows.examples)
    return f"{rows.name}: nothing was measured: of {n:,} sentences none carries a label that {who}"


def _kept(examples: Sequence[Example], learned: frozenset[str], file: Path, who: str) -> tuple[Example, ...]:
    new = unseen(_texts(examples), learned)
    kept = tuple(example for example, is_new in zip(examples, new, strict=True) if is_new)
    if not kept:
        raise TrainingDataError(f"{file}: nothing is left to measure on: {who} all of its sentences")
    return kept


def _untold(checkpoint: Checkpoint, file: Path, examples: Sequence[Example]) -> str:
    carried, told = _carried(examples), _told(checkpoint)
    if not carried & told:
        raise TrainingDataError(
            f"{file}: nothing to measure: it carries {_listed(carried)}; the checkpoint tells {_listed(told)}"
        )
    return _listed(carried - told)


def _silent(who: str) -> str:
    return f"{who} does not say what it learned from; what it has seen flatters it"


def _carried(examples: Sequence[Example]) -> set[str]:
    return {label for example in examples for label in (*example.labels, *example.spans)}


def _told(checkpoint: Checkpoint) -> set[str]:
    return {*checkpoint.sentence_labels, *checkpoint.word_labels}


def _texts(examples: Sequence[Example]) -> list[str]:
    return [example.sentence.text for example in examples]


def _listed(labels: set[str]) -> str:
    return ", ".join(sorted(labels))
