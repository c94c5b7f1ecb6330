"""Tiny encoders of several families with their own tokenizers, built from config: no download."""

import json
from collections.abc import Callable
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    AutoModel,
    BertConfig,
    DebertaV2Config,
    ModernBertConfig,
    PretrainedConfig,
    RobertaConfig,
)

from framing.model.quiet import quiet_transformers
from tests.training.corpus import babe_rows

SHAPE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
VOCABULARY = 300


def write_encoder(folder: Path, family: str) -> Path:
    """Write an encoder with random weights and a trained tokenizer as transformers reads them."""
    special, train = _TOKENIZERS[family]
    tokenizer = train([str(row["text"]) for row in babe_rows(96)], special)
    begin, end = special[0], special[1]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        special_tokens=[(name, tokenizer.token_to_id(name)) for name in (begin, end)],
    )
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    names = {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": special[2], "unk_token": special[3]}
    (folder / "tokenizer_config.json").write_text(json.dumps(names), "utf-8")
    torch.manual_seed(0)
    config = _CONFIGS[family](tokenizer)
    with quiet_transformers():
        AutoModel.from_config(config).save_pretrained(folder)
    return folder


def _word_piece(texts: list[str], special: tuple[str, ...]) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token=special[3]))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=VOCABULARY, special_tokens=list(special), show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _byte_pairs(texts: list[str], special: tuple[str, ...]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=400, special_tokens=list(special), initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _unigram(texts: list[str], special: tuple[str, ...]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=120, special_tokens=list(special), unk_token=special[3], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


_BERT = ("[CLS]", "[SEP]", "[PAD]", "[UNK]")
_ROBERTA = ("<s>", "</s>", "<pad>", "<unk>")
_TOKENIZERS: dict[str, tuple[tuple[str, ...], Callable[[list[str], tuple[str, ...]], Tokenizer]]] = {
    "bert": (_BERT, _word_piece),
    "roberta": (_ROBERTA, _byte_pairs),
    "deberta-v2": (_BERT, _unigram),
    "deberta-v3": (_BERT, _unigram),
    "modernbert": (_BERT, _byte_pairs),
}


def _deberta(tokenizer: Tokenizer, **extra: object) -> PretrainedConfig:
    return DebertaV2Config(
        vocab_size=tokenizer.get_vocab_size(),
        max_position_embeddings=64,
        relative_attention=True,
        pos_att_type=["p2c", "c2p"],
        position_biased_input=False,
        type_vocab_size=0,
        **SHAPE,
        **extra,
    )


_CONFIGS: dict[str, Callable[[Tokenizer], PretrainedConfig]] = {
    "bert": lambda tokenizer: BertConfig(
        vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=64, **SHAPE
    ),
    # Two positions are the family's own.
    "roberta": lambda tokenizer: RobertaConfig(
        vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=66, pad_token_id=2, **SHAPE
    ),
    "deberta-v2": _deberta,
    "deberta-v3": lambda tokenizer: _deberta(
        tokenizer, position_buckets=32, norm_rel_ebd="layer_norm", share_att_key=True
    ),
    "modernbert": lambda tokenizer: ModernBertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        max_position_embeddings=64,
        global_attn_every_n_layers=2,
        local_attention=16,
        pad_token_id=2,
        cls_token_id=0,
        sep_token_id=1,
        bos_token_id=0,
        eos_token_id=1,
        **SHAPE,
    ),
}
FAMILIES = tuple(_CONFIGS)
