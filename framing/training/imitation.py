"""What the layers of a checkpoint hold, for another network to learn beside the labels."""

import torch
from torch import Tensor, nn

from framing.errors import ConfigError
from framing.model.network import FramingModel
from framing.model.pieces import PADDING
from framing.training.batches import TrainingBatch
from framing.training.smaller import kept_places, layers_of

_LOWER = 0.3
"""Weight of the states of each layer below the last one, whose states the heads read."""


class Imitation:
    """Draws the states in a network's layers towards those of one that has learned already.

    An answer is some twenty numbers a sentence or word, a state some hundred a piece: a network learns
    faster from the latter (patient distillation: Sun et al. 2019; TinyBERT: Jiao et al. 2020).

    Args:
        teacher: The network that has learned. It is left as it is.
        model: The one that learns. Where it has fewer layers, they stand for those of `kept_places`.
        weight: Weight against the loss of the labels.

    Raises:
        ConfigError: A network's layers cannot be found, the two are not of the same width, or the teacher has
            fewer layers.
    """

    def __init__(self, teacher: FramingModel, model: FramingModel, weight: float) -> None:
        theirs, mine = layers_of(teacher.encoder), layers_of(model.encoder)
        widths = [network.encoder.config.hidden_size for network in (teacher, model)]
        if theirs is None or mine is None or widths[0] != widths[1] or len(mine) > len(theirs):
            raise ConfigError(
                "teaching.states: only a network as wide as the checkpoint, and with no more layers, can "
                "learn its states"
            )
        self._teacher = teacher
        teacher.train(False)
        self._weight = weight
        self._theirs = [_Listener(theirs[place]) for place in kept_places(len(theirs), len(mine))]
        self._mine = [_Listener(layer) for layer in mine]

    def __call__(self, batch: TrainingBatch) -> Tensor:
        """Say how far the states of the network's last forward pass lie from the teacher's.

        Args:
            batch: What the network has just read.

        Returns:
            Squared distances by the variance of the teacher's states, weighted by layer; padding is left out.
        """
        with torch.no_grad():
            self._teacher(batch.ids, batch.kinds)
        real = batch.kinds != PADDING
        *lower, last = (
            _distance(mine.states[real].float(), theirs.states[real].float())
            for mine, theirs in zip(self._mine, self._theirs, strict=True)
        )
        return self._weight * (last + _LOWER * sum(lower, torch.zeros_like(last)))


class _Listener:
    """Keeps what a layer gave last."""

    states: Tensor

    def __init__(self, layer: nn.Module) -> None:
        layer.register_forward_hook(self._hear)

    def _hear(self, _layer: nn.Module, _given: object, output: Tensor | tuple[Tensor, ...]) -> None:
        self.states = output[0] if isinstance(output, tuple) else output


def _distance(mine: Tensor, theirs: Tensor) -> Tensor:
    spread = (theirs - theirs.mean(0)).square().sum().clamp(min=1e-6)
    return (mine - theirs).square().sum() / spread
