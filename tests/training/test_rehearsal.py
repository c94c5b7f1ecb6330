"""Encoders that cannot serve are refused in one line before anything is learned, and leave nothing behind."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel, PreTrainedModel, T5Config, T5Model

from framing.errors import ConfigError
from framing.labelled.layouts import read_examples
from framing.model.quiet import quiet_transformers
from framing.training import Report, Step, train_checkpoint
from framing.training.batches import LabelSets
from framing.training.encoder import build_model, save_tokenizer
from framing.training.rehearsal import rehearse
from tests.training.own import loaded_rows, quick_settings, write_table


def _t5() -> PreTrainedModel:
    return T5Model(T5Config(vocab_size=300, d_model=32, d_kv=16, d_ff=64, num_layers=2, num_heads=2))


def _few_words() -> PreTrainedModel:
    """Give an encoder with fewer pieces than its tokenizer knows."""
    shape = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    return BertModel(BertConfig(vocab_size=8, max_position_embeddings=64, **shape))


def _broken() -> PreTrainedModel:
    model = _few_words()
    model.resize_token_embeddings(300)
    with torch.no_grad():
        model.embeddings.word_embeddings.weight.fill_(float("nan"))
    return model


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_t5, "is unfit: a t5 has a decoder too; name an encoder alone"),
        (_few_words, "is unfit: it cannot read sentences (index out of range"),
        (_broken, "is unfit: it cannot read sentences (it gives no finite numbers)"),
    ],
)
def test_an_unfit_encoder_is_refused_and_leaves_nothing(
    tiny_encoder: Path, tmp_path: Path, make: Callable[[], PreTrainedModel], told: str
) -> None:
    folder = tmp_path / "encoder"
    shutil.copytree(tiny_encoder, folder)
    with quiet_transformers():
        make().save_pretrained(folder)
    settings = quick_settings(write_table(tmp_path / "mine.csv", loaded_rows(60)), str(folder))
    learned: list[Report] = []
    with pytest.raises(ConfigError) as refusal:
        learned.extend(train_checkpoint(settings, tmp_path / "out" / "made"))
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not any(isinstance(report, Step) for report in learned)
    assert not (tmp_path / "out" / "made.run").exists()


def test_a_rehearsal_changes_nothing(tiny_encoder: Path, tmp_path: Path) -> None:
    settings = quick_settings(write_table(tmp_path / "mine.csv", loaded_rows(20)), str(tiny_encoder))
    model = build_model(settings, LabelSets(("loaded",), (), ("mine",)))
    examples = tuple(read_examples("mine", tmp_path / "mine.csv", "own"))
    before = {name: value.clone() for name, value in model.state_dict().items()}
    torch.manual_seed(5)
    drawn = torch.rand(3)
    torch.manual_seed(5)
    rehearse(model, save_tokenizer(settings, tmp_path / "tokenizer"), examples, "tiny")
    assert torch.equal(torch.rand(3), drawn)
    assert model.training
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
