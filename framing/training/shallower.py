"""Fewer layers of a pretrained encoder: a network that answers sooner and knows less."""

from torch import nn
from transformers import PreTrainedModel

from framing.errors import ConfigError


def keep_layers(encoder: PreTrainedModel, n_layers: int) -> None:
    """Leave out layers of an encoder, in place.

    Those kept are spread evenly and end with the last one, whose states the heads read: of six layers
    three are the second, fourth and sixth.

    Args:
        encoder: Its layers are one stack, all of the same kind.
        n_layers: How many are kept; 0 for all.

    Raises:
        ConfigError: The encoder has fewer layers, or layers of several kinds.
    """
    config = encoder.config
    whole = config.num_hidden_layers
    if n_layers in (0, whole):
        return
    stack = _stack(encoder, whole)
    if n_layers > whole or stack is None or getattr(config, "layer_types", None):
        raise ConfigError(f"of the {whole} layers of this encoder, {n_layers} cannot be kept (key: layers)")
    kept = [round((place + 1) * whole / n_layers) - 1 for place in range(n_layers)]
    config.num_hidden_layers = n_layers
    holder, name = stack
    setattr(holder, name, nn.ModuleList(getattr(holder, name)[place] for place in kept))


def _stack(encoder: nn.Module, n_layers: int) -> tuple[nn.Module, str] | None:
    for holder in encoder.modules():
        for name, child in holder.named_children():
            if isinstance(child, nn.ModuleList) and len(child) == n_layers:
                return holder, name
    return None
