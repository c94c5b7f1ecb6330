"""A tiny encoder and a tiny checkpoint, both made here: no test downloads anything.

torch is imported within the fixtures that need it, so that the other tests start without it.
"""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from framing.model.checkpoint import Checkpoint, load_checkpoint
from tests.scoring.fakes import ID, write_tokenizer
from tests.training.corpus import write_config, write_corpus

if TYPE_CHECKING:
    from framing.training import Finished

# How long an example takes depends on what else the machine does; pytest's own timeout ends a hang.
settings.register_profile("framing", deadline=None)
settings.load_profile("framing")


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a pretrained encoder as transformers reads it: two layers, 32 wide, random weights."""
    import torch
    from transformers import BertConfig, BertModel

    from framing.model.quiet import quiet_transformers

    # The models are too small to share among threads, and the cores belong to others too.
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("encoder")
    write_tokenizer(folder)
    tokenizer = {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "[PAD]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), "utf-8")
    torch.manual_seed(0)
    shape = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    config = BertConfig(vocab_size=len(ID), max_position_embeddings=64, **shape)
    with quiet_transformers():
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


@dataclass(frozen=True, slots=True)
class TinyRun:
    """A whole training run: its checkpoint, its last report, and all that was printed meanwhile."""

    checkpoint: Checkpoint
    finished: "Finished"
    printed: str


@pytest.fixture(scope="session")
def tiny_run(tiny_config: Path, tmp_path_factory: pytest.TempPathFactory) -> TinyRun:
    """Train, quantize, calibrate and measure once, for all tests that need something real."""
    from framing.training import Finished, read_settings, train_checkpoint

    out = tmp_path_factory.mktemp("checkpoint") / "tiny"
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        *_, finished = train_checkpoint(read_settings(tiny_config), out)
    assert isinstance(finished, Finished)
    return TinyRun(load_checkpoint(out), finished, printed.getvalue())


@pytest.fixture(scope="session")
def tiny_checkpoint(tiny_run: TinyRun) -> Checkpoint:
    """Give a checkpoint that a whole training run made."""
    return tiny_run.checkpoint
