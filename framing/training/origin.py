"""What a run starts from: a pretrained encoder, or a checkpoint whose encoder and heads go on."""

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import PretrainedConfig

from framing.engines.gpu import load_network
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, Decision, load_checkpoint, locate_checkpoint
from framing.model.config import FramingConfig
from framing.model.network import FramingModel
from framing.training.batches import LabelSets
from framing.training.encoder import build_model, check_encoder, longest, portable, save_tokenizer
from framing.training.settings import Settings
from framing.training.smaller import make_smaller


def origin_of(encoder: str) -> Checkpoint | None:
    """Tell whether a run goes on from a checkpoint.

    Args:
        encoder: As in the settings: a checkpoint that ships with the package, a directory, or the name of an
            encoder.

    Returns:
        The checkpoint; ``None`` where a pretrained encoder is meant.

    Raises:
        ConfigError: It is the path of a folder that is not there.
        CheckpointError: The directory is a checkpoint, but not a complete one of this version.
    """
    folder = locate_checkpoint(encoder)
    check_encoder(encoder)
    return load_checkpoint(folder) if _is_checkpoint(folder) else None


def begin_model(settings: Settings, labels: LabelSets, origin: Checkpoint | None) -> FramingModel:
    """Make the network of a run.

    Args:
        settings: The run.
        labels: The labels to learn.
        origin: The checkpoint to go on from; ``None`` for a pretrained encoder with fresh heads.

    Returns:
        The network, in training mode, fp32. Going on, it has the checkpoint's encoder, its head rows
        and decisions for labels that both have, and fresh rows for the others.

    Raises:
        CheckpointError: The checkpoint's weights cannot be loaded.
        ConfigError: The encoder cannot be loaded, or not with so many layers.
        MissingExtraError: The encoder comes with an extra that is not installed.
    """
    if origin is None:
        return build_model(settings, labels)
    old = load_network(origin, torch.float32)
    make_smaller(old.encoder, settings)
    model = FramingModel(_config(settings, labels, old.encoder.config))
    model.encoder.load_state_dict(old.encoder.state_dict())
    with torch.no_grad():
        model.word_share.copy_(old.word_share)
        _carry_over(old.sentence_head, model.sentence_head, (origin.sentence_labels, labels.sentence))
        _carry_over(old.word_head, model.word_head, (origin.word_labels, labels.word))
    model.config.decide(
        _decisions(labels.sentence, origin.sentence_labels, origin.sentence_decisions),
        _decisions(labels.word, origin.word_labels, origin.word_decisions),
    )
    model.train()
    return model


def begin_tokenizer(settings: Settings, folder: Path, origin: Checkpoint | None) -> Path:
    """Write the tokenizer of a run where a checkpoint keeps it.

    Args:
        settings: Names the encoder.
        folder: The directory of the run.
        origin: The checkpoint to go on from, or ``None``.

    Returns:
        The ``tokenizer.json`` written.

    Raises:
        ConfigError: The encoder has no fast tokenizer.
    """
    if origin is None:
        return save_tokenizer(settings, folder)
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(origin.path / TOKENIZER_FILE, folder / TOKENIZER_FILE))


def _is_checkpoint(folder: Path) -> bool:
    try:
        config: Any = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(config, dict) and config.get("model_type") == FramingConfig.model_type


def _config(settings: Settings, labels: LabelSets, encoder: PretrainedConfig) -> FramingConfig:
    return FramingConfig(
        encoder=portable(encoder),
        sentence_labels=labels.sentence,
        word_labels=labels.word,
        languages=settings.languages,
        window=min(settings.window, longest(encoder)),
        name=settings.name,
    )


def _carry_over(old: nn.Linear, new: nn.Linear, labels: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    for row, label in enumerate(labels[1]):
        if label in labels[0]:
            new.weight[row] = old.weight[labels[0].index(label)]
            new.bias[row] = old.bias[labels[0].index(label)]


def _decisions(
    labels: tuple[str, ...], known: tuple[str, ...], decisions: tuple[Decision, ...]
) -> tuple[Decision, ...]:
    by_label = dict(zip(known, decisions, strict=True))
    return tuple(by_label.get(label, Decision()) for label in labels)
