"""Two checkpoints measured on the same rows, none of which either has seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.engines import Engine, load_engine
from framing.errors import UsageError
from framing.evaluation.difference import Difference, differences, side_by_side
from framing.evaluation.evaluate import SEED, How, read_by
from framing.evaluation.judge import measures
from framing.evaluation.measure import Measure, Protocol
from framing.evaluation.rows import Rows, admitted_to_both, uncarried
from framing.model.checkpoint import Checkpoint, load_checkpoint


@dataclass(frozen=True, slots=True)
class OnFile:
    """Two checkpoints on the rows of one file.

    Attributes:
        n: Sentences that both were measured on.
        measures: Figures of the first, then of the second, of the labels that both tell; none where no
            sentence carries one.
        differences: The first less the second.
        notes: What a reader of the figures must know besides, one line each.
    """

    n: int
    measures: tuple[Measure, ...]
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """One checkpoint against another.

    Attributes:
        digests: Of the first and of the second.
        only: Labels that the first alone tells, and those that the second alone does; of words as
            ``word villain``. They are not compared.
        files: File by file.
    """

    digests: tuple[str, str]
    only: tuple[tuple[str, ...], tuple[str, ...]]
    files: tuple[OnFile, ...]


def compare_checkpoints(
    first: Path | None, second: Path | None, files: Sequence[Path], how: How | None = None
) -> Against:
    """Measure two checkpoints on the sentences of some files that neither has seen.

    Args:
        first: Directory of a checkpoint; ``None`` for the one that ships with the package.
        second: The other one's.
        files: As for `framing.evaluation.evaluate.evaluate_files`.
        how: Engine, and columns of the files; ``None`` for the usual ones. Baselines are not run, and what
            one has seen is always left out.

    Returns:
        Figures of both, and their differences with 95 % intervals over articles or events.

    Raises:
        UsageError: Both are the same checkpoint.
        CheckpointError: One is absent or incomplete.
        TrainingDataError: A file is absent or garbled, carries no label that both tell, or holds no sentence
            that neither has seen.
    """
    how = how or How()
    pair = load_checkpoint(first), load_checkpoint(second)
    if pair[0].digest == pair[1].digest:
        raise UsageError(f"both are the same checkpoint, {pair[0].digest}: there is nothing to compare")
    asked = [admitted_to_both(pair, file, how.columns) for file in files]
    engines = load_engine(pair[0], device=how.device), load_engine(pair[1], device=how.device)
    return Against(
        digests=(pair[0].digest, pair[1].digest),
        only=(_only(*pair), _only(pair[1], pair[0])),
        files=tuple(_on_file(pair, engines, rows) for rows in asked),
    )


def _on_file(pair: tuple[Checkpoint, Checkpoint], engines: tuple[Engine, Engine], rows: Rows) -> OnFile:
    first, second = (
        read_by(checkpoint, engine, rows.examples)[0]
        for checkpoint, engine in zip(pair, engines, strict=True)
    )
    judged = side_by_side(first, second)
    name = f"{rows.name}, rows neither has seen, stored thresholds, {engines[0].name}"
    protocols = [Protocol(name, SEED, checkpoint.digest) for checkpoint in pair]
    figures = [measures(one, protocol) for one, protocol in zip(judged, protocols, strict=True)]
    return OnFile(
        n=len(rows.examples),
        measures=(*figures[0], *figures[1]),
        differences=differences(*judged, protocols[0], pair[1].digest),
        notes=(*rows.notes, *([] if any(figures) else [uncarried(rows, "both checkpoints tell")])),
    )


def _only(checkpoint: Checkpoint, other: Checkpoint) -> tuple[str, ...]:
    told, theirs = _labels(checkpoint), set(_labels(other))
    return tuple(label for label in told if label not in theirs)


def _labels(checkpoint: Checkpoint) -> tuple[str, ...]:
    return (*checkpoint.sentence_labels, *(f"word {label}" for label in checkpoint.word_labels))
