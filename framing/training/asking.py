"""What checkpoints say of sentences without labels, as labels to learn from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing.engines import load_engine
from framing.engines.predict import SentenceLogits
from framing.engines.sentences import run_sentences
from framing.evaluation.arrays import FloatArray
from framing.labelled.examples import UNKNOWN, Example
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint
from framing.model.pieces import PieceEncoder
from framing.model.sigmoid import sigmoid
from framing.text import Sentence, word_spans
from framing.training.batches import LabelSets
from framing.training.standards import TAUGHT

_SURE = 0.02
"""Probability from which a word's label is kept; below it is as good as 0."""

_CHUNK = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What one checkpoint, or several together, said of some sentences.

    Attributes:
        sentences: Probability per sentence label. Shape: ``(n, n_sentence_labels)``.
        words: The same of the words of all sentences, one after the other.
            Shape: ``(n_words, n_word_labels)``.
    """

    sentences: FloatArray
    words: FloatArray


def ask(checkpoint: Checkpoint, sentences: Sequence[Sentence], labels: LabelSets) -> Said:
    """Ask a checkpoint about sentences.

    Args:
        checkpoint: It tells all the labels.
        sentences: The sentences.
        labels: The labels, in the order wanted.

    Returns:
        Its raw probabilities, not calibrated: those are what it has learned to give.
    """
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    engine = load_engine(checkpoint, device="cpu")
    answers: list[SentenceLogits] = []
    for at in range(0, len(sentences), _CHUNK):
        answers += run_sentences(sentences[at : at + _CHUNK], encoder, engine)
    sentence = [checkpoint.sentence_labels.index(label) for label in labels.sentence]
    words = [checkpoint.word_labels.index(label) for label in labels.word]
    return Said(
        sentences=sigmoid(np.stack([answer.sentence for answer in answers])[:, sentence]),
        words=sigmoid(np.concatenate([answer.words for answer in answers])[:, words]),
    )


def together(said: Sequence[Said]) -> Said:
    """Give the mean of what several said.

    Args:
        said: At least one, all of the same sentences.

    Returns:
        Their mean, probability by probability.
    """
    return Said(
        sentences=np.mean([one.sentences for one in said], axis=0),
        words=np.mean([one.words for one in said], axis=0),
    )


def write_said(file: Path, said: Said) -> None:
    """Keep what was said. Appears whole or not at all.

    Args:
        file: A file ``*.npz`` in an existing directory.
        said: What was said.
    """
    partial = file.with_name(f"partial-{file.name}")
    np.savez(partial, sentences=said.sentences.astype(np.float32), words=said.words.astype(np.float32))
    partial.replace(file)


def read_said(file: Path) -> Said:
    """Read what was said.

    Args:
        file: As `write_said` wrote it.

    Returns:
        The same, to 32 bits.
    """
    with np.load(file) as stored:
        return Said(stored["sentences"].astype(np.float64), stored["words"].astype(np.float64))


def examples_of(sentences: Sequence[Sentence], said: Said, labels: LabelSets) -> Iterator[Example]:
    """Turn what was said into examples of the data set `TAUGHT`.

    Args:
        sentences: The sentences.
        said: What was said of them.
        labels: The labels, in the order of its columns.

    Yields:
        One example per sentence: a probability per sentence label, and a degree per word and word label.
    """
    at = 0
    for sentence, probs in zip(sentences, said.sentences, strict=True):
        words = word_spans(sentence.text)
        told = np.nan_to_num(said.words[at : at + len(words)])
        at += len(words)
        kept = {label: np.flatnonzero(told[:, column] > _SURE) for column, label in enumerate(labels.word)}
        by_label = dict(zip(labels.sentence, probs.tolist(), strict=True))
        yield Example(
            sentence=sentence,
            data_set=TAUGHT,
            group=sentence.text,
            labels=by_label,
            # What a quotation adds is known for sentences without one only.
            own_loaded=UNKNOWN if sentence.quoted else by_label.get("loaded", UNKNOWN),
            spans={label: tuple(words[row] for row in rows) for label, rows in kept.items()},
            degrees={
                label: tuple(told[rows, column].tolist()) for column, (label, rows) in enumerate(kept.items())
            },
        )
