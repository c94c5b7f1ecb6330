"""Fewer layers of an encoder."""

from pathlib import Path

import pytest
import torch
from transformers import AutoModel, BertConfig, BertModel, ModernBertConfig, ModernBertModel

from framing.errors import ConfigError
from framing.training.shallower import keep_layers
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


def test_what_is_left_is_an_encoder_as_any(tmp_path: Path) -> None:
    encoder = bert(4).eval()
    keep_layers(encoder, 2)
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
