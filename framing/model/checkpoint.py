"""A checkpoint on disk, as far as it can be known without torch.

A checkpoint is a directory: ``config.json`` (labels, calibration, thresholds, the encoder's shape),
``tokenizer.json``, ``model.safetensors`` (fp16), ``openvino/model.xml`` and ``.bin`` (int8),
``README.md`` (model card), ``metrics.json``.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framing.errors import CheckpointError, UsageError

FORMAT_VERSION = 1
WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
IR_FILE = "openvino/model.xml"
IR_WEIGHTS_FILE = "openvino/model.bin"

DEFAULT = "default"
SHIPPED = (DEFAULT, "fast")
"""Names of the checkpoints that ship with the package."""

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Aim:
    """A threshold that kept a stated precision.

    Attributes:
        aim: The precision that was asked for, in (0, 1].
        threshold: Lowest probability from which it was kept on the inner split, in [0, 1].
        precision: The precision there.
        recall: Share of true labels that were given there.
    """

    aim: float
    threshold: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Decision:
    """How one label's logit becomes a probability and a decision.

    Attributes:
        scale: Slope of the calibration: prob = sigmoid(scale * logit + offset).
        offset: Offset of the calibration, in log-odds.
        threshold: Probability from which the label is given, in [0, 1].
        precision: Share of given labels that were right on the inner split, or ``None``.
        recall: Share of true labels that were given there, or ``None``.
        aims: Thresholds that kept higher precisions, ascending; none that could not be kept.
        positives: Examples with the label on the inner split, or ``None``: with them a share of given
            labels can be corrected for the label's errors.
        negatives: Examples without it there, or ``None``.
        chosen_for: What the threshold was chosen for, for instance ``best F1``; ``None`` where it was not
            chosen, or by a version that did not say.
    """

    scale: float = 1.0
    offset: float = 0.0
    threshold: float = 0.5
    precision: float | None = None
    recall: float | None = None
    aims: tuple[Aim, ...] = ()
    positives: int | None = None
    negatives: int | None = None
    chosen_for: str | None = None

    def at_precision(self, precision: float) -> "Decision | None":
        """Give the decision that keeps a precision.

        Args:
            precision: The precision to keep, in (0, 1].

        Returns:
            The same calibration with the threshold stored for the lowest aim not below it; ``None`` where
            none is stored, since the label did not reach that precision often enough.
        """
        aim = next((aim for aim in self.aims if aim.aim >= precision - 1e-9), None)
        if aim is None:
            return None
        return replace(
            self,
            threshold=aim.threshold,
            precision=aim.precision,
            recall=aim.recall,
            chosen_for=f"precision {aim.aim:g}",
        )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint directory holds.

    Attributes:
        path: The directory.
        name: Name for a person.
        digest: First 16 hex digits of SHA-256 over config, tokenizer and weights.
        sentence_labels: Labels of the sentence head, in the order of its outputs.
        word_labels: Labels of the word head, in the order of its outputs.
        sentence_decisions: One per sentence label.
        word_decisions: One per word label.
        languages: ISO 639-1 codes of the languages it was trained on.
        window: Most pieces that one forward pass reads, special pieces included.
    """

    path: Path
    name: str
    digest: str
    sentence_labels: tuple[str, ...]
    word_labels: tuple[str, ...]
    sentence_decisions: tuple[Decision, ...]
    word_decisions: tuple[Decision, ...]
    languages: tuple[str, ...]
    window: int

    @property
    def frames(self) -> tuple[str, ...]:
        """Labels of the sentence head other than ``loaded``."""
        return tuple(name for name in self.sentence_labels if name != "loaded")

    def at_precision(self, precision: float) -> "Checkpoint":
        """Give the same checkpoint with the thresholds stored for a precision.

        A label without such a threshold is given only at a probability of 1; its precision and recall are
        unknown. `without_aim` names these labels.

        Args:
            precision: The precision to keep, in (0, 1].

        Returns:
            The checkpoint.

        Raises:
            UsageError: The precision is outside (0, 1].
        """
        if not 0 < precision <= 1:
            raise UsageError(f"a precision must lie in (0, 1], not {precision:g}")
        return replace(
            self,
            sentence_decisions=tuple(_at(decision, precision) for decision in self.sentence_decisions),
            word_decisions=tuple(_at(decision, precision) for decision in self.word_decisions),
        )

    def without_aim(self, precision: float) -> tuple[str, ...]:
        """Name the labels that have no threshold stored for a precision.

        Args:
            precision: The precision, in (0, 1].

        Returns:
            Sentence labels, then word labels as ``word loaded``.
        """
        sentence = zip(self.sentence_labels, self.sentence_decisions, strict=True)
        words = zip(self.word_labels, self.word_decisions, strict=True)
        return (
            *(name for name, decision in sentence if decision.at_precision(precision) is None),
            *(f"word {name}" for name, decision in words if decision.at_precision(precision) is None),
        )


def _at(decision: Decision, precision: float) -> Decision:
    found = decision.at_precision(precision)
    if found is not None:
        return found
    return replace(decision, threshold=1.0, precision=None, recall=None, chosen_for=None)


def shipped_checkpoints() -> tuple[Path, ...]:
    """Find the checkpoints that ship with the package.

    Returns:
        Their directories by name: inside an installed package, or in ``models`` of a source tree.
    """
    installed = _PACKAGE / "models"
    folder = installed if installed.is_dir() else _PACKAGE.parent / "models"
    return tuple(sorted(folder / name for name in SHIPPED if (folder / name).is_dir()))


def locate_checkpoint(name: Path | str) -> Path:
    """Find a checkpoint by its directory, or by the name of one that ships with the package.

    Args:
        name: A directory, or ``default`` or ``fast``; a directory here of that name goes before.

    Returns:
        The directory; ``name`` itself where there is none, so that an error can name it.
    """
    shipped = {folder.name: folder for folder in shipped_checkpoints()}
    return Path(name) if Path(name).exists() else shipped.get(str(name), Path(name))


def load_checkpoint(path: Path | str | None = None) -> Checkpoint:
    """Read what a checkpoint directory says about itself.

    Args:
        path: As `locate_checkpoint` takes it; ``None`` for ``default``.

    Returns:
        The checkpoint's description. No weights are loaded.

    Raises:
        CheckpointError: The directory is absent or incomplete, or its format is another version.
    """
    folder = locate_checkpoint(DEFAULT if path is None else path)
    config = _read_config(folder)
    for name in (TOKENIZER_FILE, WEIGHTS_FILE):
        if not (folder / name).is_file():
            raise CheckpointError(f"{folder} is not a complete checkpoint: {name} is missing")
    try:
        return _describe(folder, config)
    except (KeyError, TypeError) as error:
        raise CheckpointError(f"{folder}/config.json lacks or garbles {error}") from error


def _read_config(folder: Path) -> Mapping[str, Any]:
    file = folder / "config.json"
    if not file.is_file():
        raise CheckpointError(f"{folder} is not a checkpoint: it holds no config.json")
    try:
        config: Any = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise CheckpointError(f"{file} is not JSON: {error}") from error
    return _checked(folder, config if isinstance(config, dict) else {})


def _checked(folder: Path, config: Mapping[str, Any]) -> Mapping[str, Any]:
    if config.get("model_type") != "framing":
        raise CheckpointError(
            f"{folder} holds a {config.get('model_type')!r} model, not a framing checkpoint"
        )
    if config.get("format_version") != FORMAT_VERSION:
        found = config.get("format_version")
        raise CheckpointError(f"{folder} has checkpoint format {found}, this version reads {FORMAT_VERSION}")
    return config


def _describe(folder: Path, config: Mapping[str, Any]) -> Checkpoint:
    for kind in ("sentence", "word"):
        labels, decisions = config[f"{kind}_labels"], config[f"{kind}_decisions"]
        if len(labels) != len(decisions):
            raise CheckpointError(
                f"{folder}/config.json has {len(labels)} {kind} labels but decisions for {len(decisions)}"
            )
    return Checkpoint(
        path=folder,
        name=config["name"],
        digest=digest(folder),
        sentence_labels=tuple(config["sentence_labels"]),
        word_labels=tuple(config["word_labels"]),
        sentence_decisions=tuple(_decision(entry) for entry in config["sentence_decisions"]),
        word_decisions=tuple(_decision(entry) for entry in config["word_decisions"]),
        languages=tuple(config["languages"]),
        window=config["window"],
    )


def _decision(entry: Mapping[str, Any]) -> Decision:
    return Decision(**{**entry, "aims": tuple(Aim(**aim) for aim in entry.get("aims", ()))})


def digest(folder: Path) -> str:
    """Fingerprint a checkpoint directory.

    Args:
        folder: The directory.

    Returns:
        First 16 hex digits of SHA-256 over the files that decide a score.
    """
    total = hashlib.sha256()
    for name in ("config.json", TOKENIZER_FILE, WEIGHTS_FILE, IR_FILE, IR_WEIGHTS_FILE):
        file = folder / name
        if file.is_file():
            total.update(name.encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]
