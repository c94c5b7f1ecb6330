"""A tiny encoder and a tiny checkpoint, both made here: no test downloads anything.

torch is imported within the fixtures that need it, so that the other tests start without it.
"""

import json
from pathlib import Path

import pytest

from framing.model.checkpoint import Checkpoint, load_checkpoint
from tests.scoring.fakes import ID, write_tokenizer
from tests.training.corpus import write_config, write_corpus


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a pretrained encoder as transformers reads it: two layers, 32 wide, random weights."""
    import torch
    from transformers import BertConfig, BertModel
    from transformers.utils import logging

    # The models are too small to share among threads, and the cores belong to others too.
    torch.set_num_threads(1)
    logging.disable_progress_bar()
    folder = tmp_path_factory.mktemp("encoder")
    write_tokenizer(folder)
    tokenizer = {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "[PAD]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), "utf-8")
    torch.manual_seed(0)
    shape = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    config = BertConfig(vocab_size=len(ID), max_position_embeddings=64, **shape)
    BertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with one small file per layout of labelled data."""
    return write_corpus(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def tiny_config(tiny_encoder: Path, tiny_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the config of a run on the tiny data."""
    file = tmp_path_factory.mktemp("config") / "tiny.toml"
    return write_config(file, encoder=tiny_encoder, data=tiny_data)


@pytest.fixture(scope="session")
def tiny_checkpoint(tiny_config: Path, tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    """Give a checkpoint that a whole training run made: trained, quantized, calibrated, measured."""
    from framing.training import read_settings, train_checkpoint

    out = tmp_path_factory.mktemp("checkpoint") / "tiny"
    for _ in train_checkpoint(read_settings(tiny_config), out):
        pass
    return load_checkpoint(out)
