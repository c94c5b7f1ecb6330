"""A whole checkpoint directory, made without training: its weights are random."""

from pathlib import Path

import torch
from transformers import AutoConfig

from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, load_checkpoint
from framing.model.config import FramingConfig
from framing.model.network import FramingModel
from framing.model.pieces import PieceEncoder, pad
from framing.model.save import save_int8, save_weights
from framing.text import Sentence
from tests.scoring.fakes import write_tokenizer

TEXTS = ("the port closed on monday", "brutal bandits said we closed the court", "jobs, jobs, jobs!")


def write_checkpoint(folder: Path, encoder: Path) -> Checkpoint:
    write_tokenizer(folder)
    torch.manual_seed(0)
    config = FramingConfig(
        encoder=AutoConfig.from_pretrained(encoder).to_dict(),
        sentence_labels=("loaded", "economic", "legality"),
        word_labels=("loaded", "villain", "victim", "hero"),
        window=64,
        name="tiny",
    )
    model = FramingModel(config).train(False)
    with torch.no_grad():
        for head in (model.sentence_head, model.word_head):
            head.weight.normal_()
    pieces = PieceEncoder(folder / TOKENIZER_FILE, window=64).encode(
        [Sentence(text, 0, len(text)) for text in TEXTS * 8]
    )
    save_weights(model, folder)
    save_int8(model, folder, [pad([sentence.windows[0]]) for sentence in pieces])
    return load_checkpoint(folder)
