"""Fewer layers of an encoder, and narrower ones."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from transformers import AutoModel, BertConfig, BertModel, ModernBertConfig, ModernBertModel, PreTrainedModel

from framing.errors import ConfigError
from framing.training.smaller import keep_layers, keep_neurons
from tests.training.encoders import SHAPE


def bert(n_layers: int) -> BertModel:
    return BertModel(BertConfig(**(SHAPE | {"num_hidden_layers": n_layers}), vocab_size=50))


@pytest.mark.parametrize(("kept", "places"), [(3, (1, 3, 5)), (2, (2, 5)), (1, (5,)), (4, (1, 2, 3, 5))])
def test_the_layers_kept_are_spread_up_to_the_last(kept: int, places: tuple[int, ...]) -> None:
    encoder = bert(6)
    before = list(encoder.encoder.layer)
    keep_layers(encoder, kept)
    assert list(encoder.encoder.layer) == [before[place] for place in places]
    assert encoder.config.num_hidden_layers == kept


def test_none_of_them_is_all_of_them() -> None:
    encoder = bert(2)
    keep_layers(encoder, 0)
    assert len(encoder.encoder.layer) == 2


@pytest.mark.parametrize("cut", [keep_layers, keep_neurons])
def test_what_is_left_is_an_encoder_as_any(
    tmp_path: Path, cut: Callable[[PreTrainedModel, int], None]
) -> None:
    encoder = bert(4).eval()
    cut(encoder, 2)
    encoder.save_pretrained(tmp_path)
    pieces = torch.tensor([[1, 2, 3]])
    again = AutoModel.from_pretrained(tmp_path).eval()
    assert torch.equal(again(pieces).last_hidden_state, encoder(pieces).last_hidden_state)


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(ConfigError, match="of the 2 layers of this encoder, 3 cannot be kept"):
        keep_layers(bert(2), 3)


def test_layers_of_several_kinds_are_refused() -> None:
    config = ModernBertConfig(**SHAPE, vocab_size=50, pad_token_id=0)
    with pytest.raises(ConfigError, match="layers"):
        keep_layers(ModernBertModel(config), 1)


def test_the_heaviest_neurons_are_kept() -> None:
    encoder = bert(2).eval()
    with torch.no_grad():
        for layer in encoder.encoder.layer:
            layer.output.dense.weight[:, ::2] = 0
    pieces = torch.tensor([[1, 2, 3]])
    before = encoder(pieces).last_hidden_state
    keep_neurons(encoder, 32)
    assert encoder.config.intermediate_size == 32
    assert [layer.intermediate.dense.weight.shape for layer in encoder.encoder.layer] == [(32, 32)] * 2
    # Those left out had no part in anything.
    assert torch.allclose(encoder(pieces).last_hidden_state, before, atol=1e-6)


@pytest.mark.parametrize("width", [0, 64])
def test_all_neurons_are_kept_where_as_many_are_wanted(width: int) -> None:
    encoder = bert(2)
    keep_neurons(encoder, width)
    assert encoder.config.intermediate_size == 64


def test_more_neurons_than_there_are_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"of the 64 neurons .* 65 cannot be kept"):
        keep_neurons(bert(2), 65)


def test_a_feed_forward_part_of_another_kind_is_refused() -> None:
    config = ModernBertConfig(**SHAPE, vocab_size=50, pad_token_id=0)
    with pytest.raises(ConfigError, match="feed_forward"):
        keep_neurons(ModernBertModel(config), 8)
