import itertools
from pathlib import Path

import pytest
import torch
from torch import Tensor
from transformers import AutoModel

from framing.model.config import FramingConfig
from framing.model.network import FramingModel, FramingOutput
from framing.model.pieces import OWN, PADDING, QUOTED, SPECIAL
from framing.model.save import save_weights
from tests.scoring.fakes import ID

ENCODER = {
    "model_type": "bert",
    "vocab_size": len(ID),
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "max_position_embeddings": 64,
}
CLOSE = {"atol": 1e-5, "rtol": 1e-5}


def make_model(
    sentence: tuple[str, ...] = ("loaded", "economic"), words: tuple[str, ...] = ("loaded", "villain")
) -> FramingModel:
    torch.manual_seed(3)
    model = FramingModel(FramingConfig(encoder=ENCODER, sentence_labels=sentence, word_labels=words))
    # The fresh word head says next to nothing; a loud one makes every path count.
    torch.nn.init.normal_(model.word_head.weight)
    return model.train(False)


@pytest.fixture(scope="module")
def model() -> FramingModel:
    return make_model()


def run(model: FramingModel, ids: list[int], kinds: list[int]) -> FramingOutput:
    with torch.no_grad():
        output: FramingOutput = model(torch.tensor([ids]), torch.tensor([kinds]))
    return output


IDS = [2, 10, 20, 30, 40, 3]
UNQUOTED = [SPECIAL, OWN, OWN, OWN, OWN, SPECIAL]
HALF_QUOTED = [SPECIAL, OWN, QUOTED, QUOTED, OWN, SPECIAL]


def test_own_equals_loaded_where_nothing_is_quoted(model: FramingModel) -> None:
    output = run(model, IDS, UNQUOTED)
    torch.testing.assert_close(output.own, output.sentence[:, 0])


def test_own_differs_from_loaded_where_something_is_quoted(model: FramingModel) -> None:
    output = run(model, IDS, HALF_QUOTED)
    assert abs(output.own - output.sentence[:, 0]) > 0.01


def test_quoting_changes_only_own(model: FramingModel) -> None:
    """What is quoted decides over which pieces `own` pools, not what the encoder reads."""
    plain, quoted = run(model, IDS, UNQUOTED), run(model, IDS, HALF_QUOTED)
    torch.testing.assert_close(quoted.sentence, plain.sentence)
    torch.testing.assert_close(quoted.words, plain.words)
    assert abs(quoted.own - plain.own) > 0.01


def test_special_pieces_are_read_but_not_pooled(model: FramingModel) -> None:
    """A piece counts for the sentence through its kind, so a special one in its midst drops out."""
    marked = run(model, IDS, [SPECIAL, OWN, SPECIAL, OWN, OWN, SPECIAL])
    plain = run(model, IDS, UNQUOTED)
    torch.testing.assert_close(marked.words, plain.words)
    assert abs(marked.sentence - plain.sentence).max() > 1e-3


@pytest.mark.parametrize("kinds", [UNQUOTED, HALF_QUOTED])
def test_padding_changes_no_logit(model: FramingModel, kinds: list[int]) -> None:
    alone = run(model, IDS, kinds)
    padded = run(model, IDS + [0] * 20, kinds + [PADDING] * 20)
    torch.testing.assert_close(padded.sentence, alone.sentence, **CLOSE)
    torch.testing.assert_close(padded.own, alone.own, **CLOSE)
    torch.testing.assert_close(padded.words[:, : len(IDS)], alone.words, **CLOSE)


def test_rows_of_a_batch_do_not_touch_each_other(model: FramingModel) -> None:
    other = [2, 50, 51, 3, 0, 0]
    kinds = [SPECIAL, OWN, OWN, SPECIAL, PADDING, PADDING]
    with torch.no_grad():
        both = model(torch.tensor([IDS, other]), torch.tensor([HALF_QUOTED, kinds]))
    torch.testing.assert_close(both.sentence[:1], run(model, IDS, HALF_QUOTED).sentence, **CLOSE)
    torch.testing.assert_close(both.sentence[1:], run(model, other[:4], kinds[:4]).sentence, **CLOSE)


def test_evidence_of_words_moves_loaded_and_no_frame() -> None:
    quiet, loud = make_model(), make_model()
    with torch.no_grad():
        loud.word_head.bias[0] += 5.0
    before, after = run(quiet, IDS, UNQUOTED), run(loud, IDS, UNQUOTED)
    torch.testing.assert_close(
        after.sentence[:, 0] - before.sentence[:, 0], 5.0 * loud.word_share.detach()[None]
    )
    torch.testing.assert_close(after.sentence[:, 1], before.sentence[:, 1])


def test_one_loaded_word_weighs_the_same_in_a_long_sentence() -> None:
    """The pool is a soft maximum: neutral words around a loaded one hardly dilute its evidence."""
    model = make_model()
    evidence = torch.full((1, 40), -6.0)
    evidence[0, 3] = 4.0
    everywhere = torch.ones(1, 40, dtype=torch.bool)
    few = everywhere & (torch.arange(40) < 5)
    with torch.no_grad():
        long, short = (model._pooled_evidence(evidence, mask) for mask in (everywhere, few))
    torch.testing.assert_close(long, short, atol=1e-2, rtol=0)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [(("economic",), ("loaded",)), (("loaded",), ("villain",)), (("economic",), ("villain",))],
)
def test_other_label_sets_work(sentence: tuple[str, ...], words: tuple[str, ...]) -> None:
    output = run(make_model(sentence, words), IDS, HALF_QUOTED)
    assert output.sentence.shape == (1, len(sentence))
    assert output.own.shape == (1,)
    assert output.words.shape == (1, len(IDS), len(words))


def outputs(model: FramingModel) -> tuple[Tensor, ...]:
    return tuple(run(model, IDS, HALF_QUOTED))


def test_saved_weights_come_back_through_automodel(tmp_path: Path) -> None:
    model = make_model()
    # Weights are saved with half the bits, so only such weights can come back exactly.
    model.half().float()
    save_weights(model, tmp_path)
    again = AutoModel.from_pretrained(tmp_path)
    assert type(again) is FramingModel
    for saved, loaded in zip(outputs(model), outputs(again.train(False)), strict=True):
        torch.testing.assert_close(loaded, saved, rtol=0, atol=0)


def test_saving_leaves_the_network_in_full_precision(tmp_path: Path) -> None:
    model = make_model()
    save_weights(model, tmp_path)
    assert {value.dtype for value in model.parameters()} == {torch.float32}


def test_saved_labels_come_back(tmp_path: Path) -> None:
    model = make_model()
    save_weights(model, tmp_path)
    config = FramingConfig.from_pretrained(tmp_path)
    assert (config.sentence_labels, config.word_labels) == (["loaded", "economic"], ["loaded", "villain"])
    kept = itertools.product((config.sentence_decisions, config.word_decisions), range(2))
    assert all(decisions[place]["threshold"] == 0.5 for decisions, place in kept)
