from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from framing.labelled.examples import Example
from framing.model.checkpoint import TOKENIZER_FILE
from framing.model.pieces import PADDING, QUOTED, SPECIAL, PieceEncoder
from framing.text import Sentence, Span
from framing.training.batches import LabelSets, Turns, hide_pieces, piece_targets, run_order, tensors

LABELS = LabelSets(("loaded", "economic"), ("loaded", "villain"), ("experts", "models"))
TEXT = "The “un-brutal” bandits!"
EXAMPLE = Example(
    Sentence(TEXT, 0, len(TEXT), (Span(4, 15),)),
    "models",
    "one",
    labels={"loaded": 1.0},
    own_loaded=0.0,
    spans={"loaded": (Span(5, 14),)},
)
PLAIN = Example(Sentence("The port closed on monday.", 0, 26), "experts", "two", labels={"economic": 1.0})


@pytest.fixture(scope="module")
def encoder(tiny_encoder: Path) -> PieceEncoder:
    return PieceEncoder(tiny_encoder / TOKENIZER_FILE, window=32)


def targets(encoder: PieceEncoder, example: Example, label: str) -> list[float]:
    (sentence,) = encoder.encode([example.sentence])
    return piece_targets(example, sentence, (label,))[:, 0].tolist()


def test_every_piece_of_a_labelled_word_carries_the_label(encoder: PieceEncoder) -> None:
    # [CLS] the “ un - brutal ” bandits ! [SEP]
    found = targets(encoder, EXAMPLE, "loaded")
    np.testing.assert_array_equal(found, [np.nan, 0, 0, 1, 1, 1, 0, 0, 0, np.nan])


def test_a_label_the_data_set_lacks_is_unknown_on_every_piece(encoder: PieceEncoder) -> None:
    assert np.isnan(targets(encoder, EXAMPLE, "villain")).all()


def test_a_sentence_without_words_has_targets(encoder: PieceEncoder) -> None:
    marks = Example(Sentence("!!", 0, 2), "models", "one", spans={"loaded": ()})
    np.testing.assert_array_equal(targets(encoder, marks, "loaded"), [np.nan, 0, 0, np.nan])


def test_a_batch_holds_labels_and_leaves_the_others_unknown(encoder: PieceEncoder) -> None:
    batch = tensors([EXAMPLE, PLAIN], encoder, LABELS)
    np.testing.assert_array_equal(batch.sentence, [[1, np.nan], [np.nan, 1]])
    np.testing.assert_array_equal(batch.own, [0, np.nan])
    assert batch.data_set.tolist() == [1, 0]
    assert torch.isnan(batch.words[1]).all()


def test_padding_has_no_label(encoder: PieceEncoder) -> None:
    batch = tensors([EXAMPLE, PLAIN], encoder, LABELS)
    assert (batch.kinds == PADDING).any()
    assert torch.isnan(batch.words[batch.kinds == PADDING]).all()


def test_quotations_reach_the_batch(encoder: PieceEncoder) -> None:
    assert (tensors([EXAMPLE], encoder, LABELS).kinds == QUOTED).sum() == 5


def test_a_share_of_the_pieces_is_hidden_but_none_that_is_special(encoder: PieceEncoder) -> None:
    batch = tensors([EXAMPLE, PLAIN] * 200, encoder, LABELS)
    torch.manual_seed(0)
    changed = hide_pieces(batch, 0.2, 98)
    plain = batch.kinds > SPECIAL
    assert (changed.ids[plain] == 98).float().mean().item() == pytest.approx(0.2, abs=0.03)
    assert torch.equal(changed.ids[~plain], batch.ids[~plain])
    assert torch.equal(changed.sentence.nan_to_num(9), batch.sentence.nan_to_num(9))


def test_of_a_long_sentence_the_first_window_is_taken(encoder: PieceEncoder) -> None:
    text = "The port closed. " * 20
    batch = tensors([Example(Sentence(text, 0, len(text)), "models", "one")], encoder, LABELS)
    assert batch.ids.shape == (1, 32)


def examples(n: int) -> list[Example]:
    return [
        Example(Sentence("x" * (1 + number % 7), 0, 1 + number % 7), "models", str(number))
        for number in range(n)
    ]


@given(st.lists(st.integers(1, 4), max_size=60), st.integers(1, 8), st.integers(0, 99))
def test_each_example_is_seen_as_often_as_its_passes_say(passes: list[int], batch: int, seed: int) -> None:
    steps = run_order(examples(len(passes)), [Turns(count) for count in passes], batch=batch, seed=seed)
    seen = Counter(index for step in steps for index in step)
    assert [seen[index] for index in range(len(passes))] == passes


@given(st.lists(st.floats(0.1, 3.0), max_size=60), st.integers(0, 99))
def test_a_fraction_is_a_chance_of_one_more_time(passes: list[float], seed: int) -> None:
    steps = run_order(examples(len(passes)), [Turns(count) for count in passes], batch=4, seed=seed)
    seen = Counter(index for step in steps for index in step)
    assert all(int(count) <= seen[index] <= int(count) + 1 for index, count in enumerate(passes))


def test_fractions_hold_on_average() -> None:
    steps = run_order(examples(2000), [Turns(0.3)] * 2000, batch=16, seed=5)
    assert sum(map(len, steps)) == pytest.approx(600, abs=90)


@given(st.integers(0, 200), st.integers(1, 8))
def test_steps_are_full_but_for_the_last_of_a_pool(n: int, batch: int) -> None:
    steps = run_order(examples(n), [Turns(1.0)] * n, batch=batch, seed=1)
    assert all(1 <= len(step) <= batch for step in steps)
    assert len(steps) == -(-n // batch)


def test_the_order_follows_the_seed() -> None:
    first, again, other = (
        run_order(examples(50), [Turns(2.0)] * 50, batch=4, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_passes_are_spread_over_the_run() -> None:
    """An example of two passes is seen once in each half, not twice in a row."""
    steps = run_order(examples(3000), [Turns(2.0)] * 3000, batch=10, seed=1)
    half = {index for step in steps[: len(steps) // 2] for index in step}
    assert len(half) > 2700


def test_passes_are_over_by_their_share_of_the_run() -> None:
    turns = [Turns(2.0, until=0.5)] * 500 + [Turns(2.0)] * 500
    steps = run_order(examples(1000), turns, batch=10, seed=1)
    # Early passes crowd the first half, so that it is longer than half of the steps.
    last = max(number for number, step in enumerate(steps) if any(index < 500 for index in step))
    assert last < 0.8 * len(steps)
    assert any(index >= 500 for step in steps[:20] for index in step)
