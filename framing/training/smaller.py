"""Fewer layers of a pretrained encoder, and narrower ones: a network that answers sooner and knows less."""

from torch import nn
from transformers import PreTrainedModel

from framing.errors import ConfigError
from framing.training.settings import Settings


def make_smaller(encoder: PreTrainedModel, settings: Settings) -> None:
    """Keep of an encoder what the settings say, in place.

    Args:
        encoder: The encoder.
        settings: Say how many layers and neurons.

    Raises:
        ConfigError: As `keep_layers` and `keep_neurons`.
    """
    keep_layers(encoder, settings.layers)
    keep_neurons(encoder, settings.feed_forward)


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
    stack = layers_of(encoder)
    if n_layers > whole or stack is None or getattr(config, "layer_types", None):
        raise ConfigError(f"of the {whole} layers of this encoder, {n_layers} cannot be kept (key: layers)")
    config.num_hidden_layers = n_layers
    kept = [stack[place] for place in kept_places(whole, n_layers)]
    del stack[:]
    stack.extend(kept)


def layers_of(encoder: PreTrainedModel) -> nn.ModuleList | None:
    """Find the layers of an encoder.

    Args:
        encoder: As `transformers` builds it; its config says how many layers there are.

    Returns:
        Its first list of so many modules, or ``None``.
    """
    whole = encoder.config.num_hidden_layers
    found = [one for one in encoder.modules() if isinstance(one, nn.ModuleList) and len(one) == whole]
    return found[0] if found else None


def kept_places(whole: int, n_layers: int) -> list[int]:
    """Say which layers of a stack are kept.

    Args:
        whole: How many there are.
        n_layers: How many are kept, at most as many.

    Returns:
        Their places, from 0, spread evenly up to the last one.
    """
    return [round((place + 1) * whole / n_layers) - 1 for place in range(n_layers)]


def keep_neurons(encoder: PreTrainedModel, width: int) -> None:
    """Leave out neurons of the feed-forward part of every layer, in place.

    Those kept are the ones with the largest product of the norms of their weights in and out: what a neuron
    can add to a state at most is bounded by it (magnitude pruning).

    Args:
        encoder: Each of its layers has one linear layer into the feed-forward part and one out of it.
        width: How many neurons are kept; 0 for all.

    Raises:
        ConfigError: The encoder has fewer, or is built otherwise.
    """
    whole = getattr(encoder.config, "intermediate_size", 0)
    if width in (0, whole):
        return
    pairs = [_feed_forward(layer, whole) for layer in layers_of(encoder) or ()]
    if width > whole or not pairs or not all(len(into) == len(out) == 1 for into, out in pairs):
        raise ConfigError(
            f"of the {whole} neurons in the feed-forward part of this encoder's layers, {width} cannot be "
            "kept (key: feed_forward)"
        )
    for into, out in pairs:
        _narrow(into[0], out[0], width)
    encoder.config.intermediate_size = width


def _feed_forward(layer: nn.Module, width: int) -> tuple[list[nn.Linear], list[nn.Linear]]:
    linear = [one for one in layer.modules() if isinstance(one, nn.Linear)]
    return (
        [one for one in linear if one.out_features == width],
        [one for one in linear if one.in_features == width],
    )


def _narrow(into: nn.Linear, out: nn.Linear, width: int) -> None:
    worth = into.weight.norm(dim=1) * out.weight.norm(dim=0)
    kept = worth.topk(width).indices.sort().values
    into.weight = nn.Parameter(into.weight.detach()[kept])
    if into.bias is not None:
        into.bias = nn.Parameter(into.bias.detach()[kept])
    out.weight = nn.Parameter(out.weight.detach()[:, kept])
    into.out_features = out.in_features = width
