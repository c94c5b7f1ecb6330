"""A rehearsal before training: an encoder that is unfit fails in seconds, not after an hour."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from framing.errors import ConfigError
from framing.labelled.examples import Example
from framing.model.network import FramingModel
from framing.model.pieces import Batch, PieceEncoder, pad
from framing.model.quiet import quiet_quantization
from framing.model.save import converted
from framing.training.encoder import first_line

_SENTENCES = 4


def rehearse(model: FramingModel, tokenizer: Path, examples: Sequence[Example], encoder: str) -> None:
    """Send a few sentences through a network and turn it into what OpenVINO runs.

    Args:
        model: The network; left as it is.
        tokenizer: Its ``tokenizer.json``.
        examples: What it is to learn from.
        encoder: Name of its encoder, for errors.

    Raises:
        ConfigError: It cannot read them, gives no numbers, or cannot be turned.
    """
    # The longest ones: they meet the last of the positions.
    longest = sorted(examples, key=lambda example: -len(example.sentence.text))[:_SENTENCES]
    pieces = PieceEncoder(tokenizer, window=model.config.window).encode([one.sentence for one in longest])
    batch = pad([sentence.windows[0] for sentence in pieces])
    training = model.training
    model.train(False)
    try:
        with torch.random.fork_rng(devices=[]), torch.no_grad(), quiet_quantization():
            _try("read sentences", encoder, lambda: _read(model, batch))
            _try("be turned into an OpenVINO network", encoder, lambda: converted(model, batch))
    finally:
        model.train(training)


def _read(model: FramingModel, batch: Batch) -> None:
    output = model(torch.from_numpy(batch.ids), torch.from_numpy(batch.kinds))
    if not all(bool(torch.isfinite(part).all()) for part in output):
        raise ValueError("it gives no finite numbers")


def _try(what: str, encoder: str, step: Callable[[], object]) -> None:
    try:
        step()
    except Exception as error:  # whatever a foreign network or its conversion raises
        raise ConfigError(f"encoder {encoder!r} is unfit: it cannot {what} ({first_line(error)})") from error
