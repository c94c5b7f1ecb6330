"""A finished checkpoint quantized or measured again, without training."""

import json
from collections.abc import Iterator
from pathlib import Path

import torch

from framing.engines.gpu import load_network
from framing.errors import TrainingDataError
from framing.evaluation.stored import SPLITS_FILE, StoredSplit
from framing.model.checkpoint import TOKENIZER_FILE, load_checkpoint
from framing.model.save import save_weights
from framing.training.calibrate import calibrate
from framing.training.figures import Figures
from framing.training.making import Background, describe, write_int8
from framing.training.origin import origin_of
from framing.training.preparing import Prepared, inspect_parts, prepare_parts
from framing.training.reports import Stage
from framing.training.settings import Settings


def requantize(settings: Settings, checkpoint: Path) -> None:
    """Quantize a checkpoint again, and choose calibration and thresholds by what int8 then says.

    Args:
        settings: Its run; the data must be there.
        checkpoint: Its directory; the int8 IR and ``config.json`` are written anew, one after the other: give
            a copy, for what is stopped half-way fits no longer together. Its figures are those of the old
            ones until `remeasure`.

    Raises:
        CheckpointError: It is absent or incomplete.
        TrainingDataError: Its ``splits.json`` says that it learned from other parts of the data.
        FramingError: As `framing.training.train_checkpoint`.
    """
    parts = _prepared(settings, checkpoint).parts
    model = load_network(load_checkpoint(checkpoint), torch.float32)
    model.train(False)
    write_int8(model, parts.train, checkpoint)
    model.config.decide(*calibrate(load_checkpoint(checkpoint), settings, parts.inner))
    save_weights(model, checkpoint)


def remeasure(settings: Settings, checkpoint: Path, *, taught: int = 0) -> Iterator[Stage | Figures]:
    """Measure a checkpoint again, as at the end of its run.

    Args:
        settings: Its run; the data must be there.
        checkpoint: Its directory; ``metrics.json``, the card and the reliability plot are written anew, and
            nothing else. Figures of other runs are to be added again.
        taught: Sentences that it learned from what teachers said of them, for the card.

    Yields:
        Stages, and at the end what was measured.

    Raises:
        CheckpointError: It is absent or incomplete.
        TrainingDataError: Its ``splits.json`` says that it learned from other parts of the data.
        FramingError: As `framing.training.train_checkpoint`.
    """
    yield Stage("reading the data")
    prepared = _prepared(settings, checkpoint)
    findings = inspect_parts(settings, prepared.parts, checkpoint / TOKENIZER_FILE)
    yield from describe(
        checkpoint, Background(settings, prepared.parts, (*findings, *prepared.findings), taught)
    )


def _prepared(settings: Settings, checkpoint: Path) -> Prepared:
    load_checkpoint(checkpoint)
    prepared = prepare_parts(settings, origin_of(settings.encoder))
    if set(prepared.parts.stored()) != _stored(checkpoint):
        raise TrainingDataError(
            f"{checkpoint} was not made with these settings and data: its {SPLITS_FILE} says otherwise"
        )
    return prepared


def _stored(checkpoint: Path) -> set[StoredSplit]:
    file = checkpoint / SPLITS_FILE
    if not file.is_file():
        return set()
    sets = json.loads(file.read_text("utf-8"))["data_sets"]
    return {
        StoredSplit(name, *(tuple(parts[part]) for part in ("train", "inner", "scored")))
        for name, parts in sets.items()
    }
