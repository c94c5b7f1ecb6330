"""The split of a run on disk, beside its checkpoint: who was learned from is known ever after.

Texts are kept as digests of their normalised form: enough to recognise one, too little to read it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.errors import CheckpointError, TrainingDataError
from framing.evaluation.leaks import normalise, shortened

SPLITS_FILE = "splits.json"
_DIGITS = 12
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class StoredSplit:
    """Which texts of one data set went where.

    Attributes:
        data_set: Its name.
        train: Digests of the texts learned from, in order of the data.
        inner: Digests of those that chose calibration and thresholds.
        scored: Digests of those held out.
    """

    data_set: str
    train: tuple[str, ...]
    inner: tuple[str, ...]
    scored: tuple[str, ...]


def text_digest(text: str) -> str:
    """Give the digest of a text: the same for texts that differ only in case, signs and white space.

    Args:
        text: Any text.

    Returns:
        12 hex digits.
    """
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:_DIGITS]


def write_splits(folder: Path, splits: Sequence[StoredSplit], protocol: str, seed: int) -> None:
    """Store the split of a run.

    Args:
        folder: The checkpoint's directory.
        splits: By data set.
        protocol: How they were cut, in one line.
        seed: Seed of the cut.
    """
    content = {
        "schema_version": 1,
        "protocol": protocol,
        "seed": seed,
        "data_sets": {
            split.data_set: {"train": split.train, "inner": split.inner, "scored": split.scored}
            for split in splits
        },
    }
    (folder / SPLITS_FILE).write_text(json.dumps(content, separators=(",", ":")) + "\n", "utf-8")


def learned_texts(folder: Path, *, thresholds: bool = True) -> frozenset[str] | None:
    """Read which texts a checkpoint has seen: learned from, or used to choose thresholds.

    Args:
        folder: The checkpoint's directory.
        thresholds: Whether those count that chose its thresholds only; its weights know nothing of them.

    Returns:
        Digests of the texts; ``None`` where the checkpoint does not say.

    Raises:
        CheckpointError: The file is garbled.
    """
    file = folder / SPLITS_FILE
    if not file.is_file():
        return None
    kinds = ("train", "inner") if thresholds else ("train",)
    try:
        sets: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(file.read_text("utf-8"))["data_sets"]
        return frozenset(text for parts in sets.values() for kind in kinds for text in parts[kind])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(f"{file} is garbled: {error!r}") from error


def unseen(texts: Iterable[str], learned: frozenset[str]) -> tuple[bool, ...]:
    """Tell which texts a checkpoint has not seen.

    Args:
        texts: The texts.
        learned: As `learned_texts` gives them.

    Returns:
        One answer per text.
    """
    return tuple(text_digest(text) not in learned for text in texts)


def refuse_seen(texts: Sequence[str], learned: frozenset[str], where: str) -> None:
    """Refuse to measure on texts that a checkpoint has seen.

    Args:
        texts: The texts.
        learned: As `learned_texts` gives them.
        where: Name of the file they are from.

    Raises:
        TrainingDataError: At least one was seen; the first few are named.
    """
    seen = [text for text, new in zip(texts, unseen(texts, learned), strict=True) if not new]
    if seen:
        shown = "; ".join(repr(shortened(text)) for text in seen[:_SHOWN])
        raise TrainingDataError(
            f"{where}: the checkpoint has learned from {len(seen)} of these {len(texts)} sentences, for "
            f"instance {shown}; measure on others, or add --unseen to leave them out"
        )
