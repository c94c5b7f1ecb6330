"""Scorers: loaded, and the last one kept for the next call."""

from functools import lru_cache
from pathlib import Path

from framing.engines import load_engine
from framing.model.checkpoint import load_checkpoint
from framing.scoring import Scorer


def load_scorer(
    model: Path | str | None = None, device: str = "auto", *, precision: float | None = None
) -> Scorer:
    """Load a checkpoint, ready to score articles.

    Args:
        model: A checkpoint directory; ``None`` for the one that ships with the package.
        device: ``cpu``, ``cuda``, or ``auto``: a GPU where torch is installed and finds one.
        precision: Give a label only from the stored threshold that kept this precision, in (0, 1]; a label
            that has none is given only at a probability of 1. ``None`` for the thresholds with the best F1.

    Returns:
        The scorer.

    Raises:
        CheckpointError: The directory is not a checkpoint that this version reads.
        MissingExtraError: The device needs torch, which is not installed.
        UsageError: The device is unknown or not there, or the precision is outside (0, 1].
    """
    checkpoint = load_checkpoint(model)
    if precision is not None:
        checkpoint = checkpoint.at_precision(precision)
    return Scorer(checkpoint, load_engine(checkpoint, device=device))


@lru_cache(maxsize=1)
def kept_scorer(model: Path | str | None = None, device: str = "auto") -> Scorer:
    """Load a checkpoint, or give the one that was loaded by the last call.

    Args:
        model: As for `load_scorer`.
        device: As for `load_scorer`.

    Returns:
        The scorer.
    """
    return load_scorer(model, device)
