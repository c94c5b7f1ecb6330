"""Examples into tensors, and the order in which a run sees them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from framing.labelled.examples import UNKNOWN, Example, word_labels
from framing.model.pieces import SPECIAL, PieceEncoder, PieceSentence, pad

POOL = 50
"""Batches that are cut from one pool sorted by length: little padding, still a random order."""

PADDED = 16
"""Lengths are rounded up to a multiple of this: fewer shapes for a library to prepare."""


@dataclass(frozen=True, slots=True, eq=False)
class TrainingBatch:
    """One step's input. NaN stands for an unknown label.

    Attributes:
        ids: Piece ids. Shape: ``(n, length)``.
        kinds: Kinds of piece. Shape: ``(n, length)``.
        sentence: Sentence labels. Shape: ``(n, n_sentence_labels)``.
        own: ``loaded`` for own words. Shape: ``(n,)``.
        words: Word labels of each piece. Shape: ``(n, length, n_word_labels)``.
        data_set: Index of each row's data set. Shape: ``(n,)``.
    """

    ids: Tensor
    kinds: Tensor
    sentence: Tensor
    own: Tensor
    words: Tensor
    data_set: Tensor

    def to(self, device: torch.device) -> "TrainingBatch":
        """Give the same batch on a device."""
        return TrainingBatch(**{name: getattr(self, name).to(device) for name in self.__slots__})


@dataclass(frozen=True, slots=True)
class LabelSets:
    """What a run learns to tell.

    Attributes:
        sentence: Sentence labels, in the order of the head.
        word: Word labels, in the order of the head.
        data_sets: Names of the data sets, in the order of their indices.
    """

    sentence: tuple[str, ...]
    word: tuple[str, ...]
    data_sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """How often an example is seen, and until when.

    Attributes:
        passes: Times it is seen; a fraction is a probability of one more time.
        until: Share of the run, in (0, 1], by which they are over.
    """

    passes: float
    until: float = 1.0


def tensors(examples: Sequence[Example], encoder: PieceEncoder, labels: LabelSets) -> TrainingBatch:
    """Put examples into one batch. Of a sentence longer than the window its first part is taken.

    Args:
        examples: At least one example.
        encoder: Cuts sentences into pieces.
        labels: The labels to learn.

    Returns:
        The batch.
    """
    pieces = encoder.encode([example.sentence for example in examples])
    batch = pad([sentence.windows[0] for sentence in pieces], multiple=PADDED)
    words = np.full((*batch.ids.shape, len(labels.word)), np.nan, dtype=np.float32)
    for row, (example, sentence) in enumerate(zip(examples, pieces, strict=True)):
        targets = piece_targets(example, sentence, labels.word)
        words[row, : len(targets)] = targets
    known = [[example.labels.get(name, UNKNOWN) for name in labels.sentence] for example in examples]
    return TrainingBatch(
        ids=torch.from_numpy(batch.ids),
        kinds=torch.from_numpy(batch.kinds),
        sentence=torch.tensor(known, dtype=torch.float32),
        own=torch.tensor([example.own_loaded for example in examples], dtype=torch.float32),
        words=torch.from_numpy(words),
        data_set=torch.tensor([labels.data_sets.index(example.data_set) for example in examples]),
    )


def hide_pieces(batch: TrainingBatch, share: float, mask: int) -> TrainingBatch:
    """Hide pieces at random, so that a sentence is not told by the one word that it alone has.

    Args:
        batch: A batch.
        share: Probability that a piece is hidden; special pieces never are.
        mask: Id of the piece that hidden ones give way to.

    Returns:
        The batch; its labels stay.
    """
    hidden = (torch.rand(batch.ids.shape) < share) & (batch.kinds > SPECIAL)
    return replace(batch, ids=torch.where(hidden, mask, batch.ids))


def piece_targets(
    example: Example, sentence: PieceSentence, labels: tuple[str, ...]
) -> npt.NDArray[np.float32]:
    """Give every piece of a sentence's first window the labels of its word.

    Args:
        example: The example.
        sentence: Its pieces.
        labels: Word labels.

    Returns:
        Labels, 0 for punctuation, NaN for special pieces and unknown labels.
        Shape: ``(n_pieces, n_labels)``.
    """
    window = sentence.windows[0]
    if not labels:
        return np.empty((len(window.ids), 0), dtype=np.float32)
    of_words = np.array([word_labels(example, label) for label in labels], dtype=np.float32)
    # A row for "no word": punctuation carries no label where the label is known at all.
    none = np.array([0.0 if label in example.spans else np.nan for label in labels], dtype=np.float32)
    table = np.vstack([of_words.reshape(len(labels), -1).T, none])
    targets = table[window.words]
    targets[window.kinds == SPECIAL] = np.nan
    return targets


def run_order(
    examples: Sequence[Example], turns: Sequence[Turns], *, batch: int, seed: int
) -> list[list[int]]:
    """Lay out a whole run: which examples make up which step.

    Args:
        examples: All training examples.
        turns: How often and until when each is seen.
        batch: Examples per step.
        seed: Seed of the order.

    Returns:
        Indices into the examples, step by step.
    """
    chance = random.Random(seed)
    stream = list(_rounds(turns, chance))
    steps: list[list[int]] = []
    for at in range(0, len(stream), batch * POOL):
        pool = sorted(stream[at : at + batch * POOL], key=lambda i: len(examples[i].sentence.text))
        cut = [pool[i : i + batch] for i in range(0, len(pool), batch)]
        chance.shuffle(cut)
        steps += cut
    return steps


def _rounds(turns: Sequence[Turns], chance: random.Random) -> Iterator[int]:
    """Spread the passes evenly over their time: each example falls due at its own even distances."""
    due: list[tuple[float, int]] = []
    for index, example in enumerate(turns):
        times = int(example.passes) + (chance.random() < example.passes % 1)
        due += [((turn + chance.random()) / times * example.until, index) for turn in range(times)]
    due.sort()
    yield from (index for _, index in due)
