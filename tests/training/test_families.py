"""Any encoder will do: each family goes from a table to a checkpoint that scores."""

from pathlib import Path

import numpy as np
import pytest
from transformers import AutoModel

from framing.engines import load_engine
from framing.engines.sentences import run_sentences
from framing.model.checkpoint import TOKENIZER_FILE, load_checkpoint
from framing.model.pieces import PieceEncoder
from framing.text import Sentence
from framing.training import Finished, train_checkpoint
from tests.training.encoders import FAMILIES, write_encoder
from tests.training.own import quick_settings, topic_rows, write_table

TEXTS = ("The brutal bandits closed the court 7.", "“Families,” they said, “closed the port.”")


# Quantizing takes seconds, and BERT goes through `tiny_run` too: of the others the one least like it.
AT_ONCE = "deberta-v3"
RUN = [name if name == AT_ONCE else pytest.param(name, marks=pytest.mark.slow) for name in FAMILIES]


@pytest.mark.parametrize("family", RUN)
def test_a_family_is_trained_quantized_and_loaded(family: str, tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path / "encoder", family)
    data = write_table(tmp_path / "topics.csv", topic_rows(60))
    *_, finished = train_checkpoint(quick_settings(data, str(encoder)), tmp_path / "made")
    assert isinstance(finished, Finished)
    made = load_checkpoint(tmp_path / "made")
    assert made.sentence_labels == ("court", "jobs", "port")
    assert AutoModel.from_pretrained(made.path).config.model_type == "framing"
    pieces = PieceEncoder(made.path / TOKENIZER_FILE, window=made.window)
    sentences = [Sentence(text, 0, len(text)) for text in TEXTS]
    small, full = (
        run_sentences(sentences, pieces, load_engine(made, device=device)) for device in ("cpu", "torch-cpu")
    )
    for ours, reference in zip(small, full, strict=True):
        np.testing.assert_allclose(ours.sentence, reference.sentence, atol=0.2)
