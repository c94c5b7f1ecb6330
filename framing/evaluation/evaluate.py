"""A checkpoint measured on files of labelled sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from framing.engines import Engine, load_engine
from framing.engines.sentences import run_sentences
from framing.evaluation.behaviour import KindResult
from framing.evaluation.calibration import Calibration
from framing.evaluation.following import Ask, judgement_with_shares
from framing.evaluation.judge import calibrations, headlines, measures
from framing.evaluation.measure import Measure, Protocol
from framing.evaluation.predictions import Reading
from framing.evaluation.rows import Rows, admitted, read_labelled, uncarried
from framing.evaluation.simple import Wanted
from framing.evaluation.standing import Standing, standings
from framing.evaluation.taught import Lesson, taught_by_folds, taught_by_table
from framing.labelled.columns import OwnColumns
from framing.labelled.examples import Example
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, load_checkpoint
from framing.model.pieces import PieceEncoder

SEED = 13
"""Seed of the intervals, and of the folds that teach the baselines."""


@dataclass(frozen=True, slots=True)
class How:
    """How a checkpoint is measured.

    Attributes:
        device: As for `framing.engines.load_engine`.
        unseen: Whether sentences that the checkpoint has seen are left out rather than refused.
        baselines: Whether simple means are set beside it.
        columns: Which columns of a user's table mean what; with them every file is one. ``None`` to tell
            each file's layout by its keys.
        baselines_from: File that the simple means learn from; ``None`` to let them learn from the other folds
            of the file that is measured on.
    """

    device: str = "cpu"
    unseen: bool = False
    baselines: bool = True
    columns: OwnColumns | None = None
    baselines_from: Path | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        measures: Figures by file and system.
        standings: The checkpoint beside baselines.
        reliability: Calibration by label and file, where enough sentences carry the label.
        behaviour: What became of the behaviour cases, and why; their figures are among the measures.
        notes: What a reader of the figures must know besides, one line each.
    """

    measures: tuple[Measure, ...] = ()
    standings: tuple[Standing, ...] = ()
    reliability: tuple[tuple[str, Calibration], ...] = ()
    behaviour: tuple[KindResult, ...] = ()
    notes: tuple[str, ...] = ()


def evaluate_files(checkpoint: Path | None, files: Sequence[Path], how: How | None = None) -> Evaluation:
    """Measure a checkpoint on the sentences of some files.

    Args:
        checkpoint: Directory of the checkpoint; ``None`` for the one that ships with the package.
        files: Labelled sentences in any layout of `framing.labelled.layouts`, or a table of one's own.
        how: How to measure; ``None`` for the usual way.

    Returns:
        Figures by file, with 95 % intervals over articles or events.

    Raises:
        CheckpointError: The checkpoint is absent or incomplete.
        TrainingDataError: A file is absent or garbled, shares no label with the checkpoint, or holds
            sentences that the checkpoint has seen.
    """
    how = how or How()
    described = load_checkpoint(checkpoint)
    table = None if how.baselines_from is None else read_labelled(how.baselines_from, how.columns)
    asked = [admitted(described, file, how.columns, leave_out=how.unseen) for file in files]
    engine = load_engine(described, device=how.device)
    parts = [_evaluate(described, engine, rows, how, table) for rows in asked]
    return Evaluation(
        measures=tuple(figure for part in parts for figure in part.measures),
        standings=tuple(one for part in parts for one in part.standings),
        reliability=tuple(one for part in parts for one in part.reliability),
        notes=tuple(note for part in parts for note in part.notes),
    )


def _evaluate(checkpoint: Checkpoint, engine: Engine, rows: Rows, how: How, table: Rows | None) -> Evaluation:
    reading, ask = read_by(checkpoint, engine, rows.examples)
    which = "every row" if not how.unseen else "rows it has not seen"
    protocol = Protocol(f"{rows.name}, {which}, stored thresholds, {engine.name}", SEED, checkpoint.digest)
    judgement = judgement_with_shares(reading, ask)
    measured = measures(judgement, protocol)
    found = Evaluation(
        measures=measured,
        reliability=tuple((f"{label}, {rows.name}", one) for label, one in calibrations(judgement)),
        notes=(*rows.notes, *([] if measured else [uncarried(rows, "the checkpoint tells")])),
    )
    if not how.baselines:
        return found
    return _with_baselines(found, reading, rows.name, protocol, _lesson(reading, rows.name, table))


def read_by(checkpoint: Checkpoint, engine: Engine, examples: Sequence[Example]) -> tuple[Reading, Ask]:
    """Ask a checkpoint about labelled sentences.

    Args:
        checkpoint: The checkpoint.
        engine: Runs it.
        examples: The sentences.

    Returns:
        What it said of them, and a way to ask it about others.
    """
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    ask = partial(run_sentences, encoder=encoder, engine=engine)
    return Reading(examples, ask([example.sentence for example in examples]), checkpoint), ask


def _lesson(reading: Reading, name: str, table: Rows | None) -> Lesson:
    wanted = Wanted(reading.checkpoint.sentence_labels, reading.checkpoint.word_labels)
    if table is None:
        return taught_by_folds(Rows(name, tuple(reading.examples)), wanted, SEED)
    return taught_by_table(table, reading.examples, wanted, SEED)


def _with_baselines(
    found: Evaluation, reading: Reading, name: str, protocol: Protocol, lesson: Lesson
) -> Evaluation:
    """Set beside a checkpoint what simple means learned, over the rows in the order of the lesson."""
    ours = replace(
        reading,
        examples=[reading.examples[row] for row in lesson.rows],
        logits=[reading.logits[row] for row in lesson.rows],
    ).judgement()
    figures = [
        figure
        for taught in lesson.said
        for figure in headlines(
            taught.judgement,
            Protocol(f"{name}, {lesson.way}, {taught.name}", SEED, f"baseline: {taught.name}"),
        )
    ]
    return replace(
        found,
        measures=(*found.measures, *figures),
        standings=tuple(one for taught in lesson.said for one in standings(ours, taught, name, protocol)),
        notes=(*found.notes, *(f"{name}: {note}" for note in lesson.notes)),
    )
