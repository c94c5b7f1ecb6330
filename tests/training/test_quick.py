"""What makes training fast leaves what is learned, and how a checkpoint is built, as it was."""

from pathlib import Path

import pytest
import torch
from torch import nn
from transformers import AutoConfig

from framing.model.config import FramingConfig
from framing.model.network import FramingModel
from framing.training.quick import ByteDropout, quick


@pytest.fixture
def model(tiny_encoder: Path) -> FramingModel:
    config = FramingConfig(
        encoder=AutoConfig.from_pretrained(tiny_encoder).to_dict(),
        sentence_labels=("loaded",),
        word_labels=("loaded",),
    )
    torch.manual_seed(0)
    return FramingModel(config)


def test_dropout_drops_its_share_and_keeps_the_mean() -> None:
    torch.manual_seed(0)
    dropped = ByteDropout(0.1)(torch.ones(400, 500))
    assert (dropped == 0).float().mean().item() == pytest.approx(0.1, abs=0.005)
    assert dropped.mean().item() == pytest.approx(1.0, abs=0.005)


def test_dropout_depends_on_torchs_seed_alone() -> None:
    values = torch.ones(40, 50)
    torch.manual_seed(3)
    first, second = ByteDropout(0.5)(values), ByteDropout(0.5)(values)
    torch.manual_seed(3)
    assert torch.equal(ByteDropout(0.5)(values), first)
    assert not torch.equal(first, second)


def test_nothing_is_dropped_outside_of_training() -> None:
    layer = ByteDropout(0.5)
    layer.eval()
    assert torch.equal(layer(torch.ones(9)), torch.ones(9))


def test_a_quick_network_says_the_same_and_is_built_as_before_afterwards(model: FramingModel) -> None:
    model.eval()
    ids = torch.tensor([[2, 8, 9, 3, 0], [2, 8, 3, 0, 0]])
    kinds = torch.tensor([[1, 3, 3, 1, 0], [1, 3, 1, 0, 0]])
    before = model(ids, kinds)
    built, attention = str(model), model.encoder.config._attn_implementation
    with quick(model):
        assert any(isinstance(module, ByteDropout) for module in model.modules())
        assert not any(type(module) is nn.Dropout for module in model.modules())
        for slow, fast in zip(before, model(ids, kinds), strict=True):
            torch.testing.assert_close(fast, slow)
    assert str(model) == built
    assert model.encoder.config._attn_implementation == attention
