"""A checkpoint measured on files of labelled sentences."""

from collections.abc import Sequence
from pathlib import Path

from framing.engines import load_engine
from framing.engines.sentences import run_sentences
from framing.errors import CheckpointError
from framing.evaluation.behaviour import KindResult
from framing.evaluation.judge import judge
from framing.evaluation.measure import Measure, Protocol
from framing.evaluation.observe import run_behaviour
from framing.labelled.layouts import detect_layout, read_examples
from framing.model.checkpoint import TOKENIZER_FILE, load_checkpoint
from framing.model.pieces import PieceEncoder

SEED = 13
"""Seed of the intervals."""


def evaluate_files(
    checkpoint: Path | None, files: Sequence[Path], *, device: str = "cpu"
) -> tuple[Measure, ...]:
    """Measure a checkpoint on every sentence of some files.

    Args:
        checkpoint: Directory of the checkpoint; ``None`` for the one that ships with the package.
        files: JSON lines in any layout of `framing.labelled.layouts`.
        device: As for `framing.engines.load_engine`.

    Returns:
        Figures by file, with 95 % intervals over articles or events.

    Raises:
        CheckpointError: The checkpoint is absent or incomplete.
        TrainingDataError: A file is absent or garbled.
    """
    described = load_checkpoint(checkpoint)
    engine = load_engine(described, device=device)
    encoder = PieceEncoder(described.path / TOKENIZER_FILE, window=described.window)
    figures: list[Measure] = []
    for file in files:
        examples = tuple(read_examples(file.name, file, detect_layout(file)))
        logits = run_sentences([example.sentence for example in examples], encoder, engine)
        protocol = Protocol(
            f"{file.name}, every row, stored thresholds, {engine.name}", SEED, described.digest
        )
        figures += judge(examples, logits, described, protocol)
    return tuple(figures)


def evaluate_behaviour(checkpoint: Path | None, *, device: str = "cpu") -> tuple[KindResult, ...]:
    """Run the generated behaviour cases through a checkpoint.

    Args:
        checkpoint: Directory of the checkpoint; ``None`` for the one that ships with the package.
        device: As for `framing.engines.load_engine`.

    Returns:
        Failures by kind and variant.

    Raises:
        CheckpointError: The checkpoint is absent or incomplete, or does not tell ``loaded``.
    """
    described = load_checkpoint(checkpoint)
    if "loaded" not in described.sentence_labels or "loaded" not in described.word_labels:
        raise CheckpointError(
            f"{described.path} does not tell loaded wording: behaviour cases are about that"
        )
    return run_behaviour(described, load_engine(described, device=device))
