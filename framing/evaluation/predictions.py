"""Labelled examples beside what a checkpoint says of them, as plain arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.engines.predict import SentenceLogits
from framing.evaluation.arrays import UNKNOWN, FloatArray, IntArray
from framing.labelled.examples import Example, word_labels
from framing.model.checkpoint import Checkpoint, Decision


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One label over some units, sentences or words.

    Attributes:
        labels: 0, 1 or -1 (unknown). Shape: ``(n,)``.
        probs: Calibrated probability, in [0, 1]. Shape: ``(n,)``.
        groups: Group of each unit (article, event). Length ``n``.
        threshold: Probability from which the checkpoint gives the label.
    """

    labels: IntArray
    probs: FloatArray
    groups: tuple[str, ...]
    threshold: float

    def known(self) -> "Judged":
        """Keep the units whose label is known."""
        keep = self.labels != UNKNOWN
        groups = tuple(group for group, kept in zip(self.groups, keep, strict=True) if kept)
        return Judged(self.labels[keep], self.probs[keep], groups, self.threshold)


def sentence_judged(
    examples: Sequence[Example], logits: Sequence[SentenceLogits], checkpoint: Checkpoint, label: str
) -> Judged:
    """Put a sentence label beside its probability.

    Args:
        examples: The examples.
        logits: What the checkpoint said of each.
        checkpoint: Gives calibration and threshold.
        label: A sentence label.

    Returns:
        One unit per example.
    """
    place = checkpoint.sentence_labels.index(label)
    decision = checkpoint.sentence_decisions[place]
    raw = np.asarray([row.sentence[place] for row in logits], dtype=np.float64)
    labels = [example.labels.get(label, np.nan) for example in examples]
    return _judged(labels, raw, [example.group for example in examples], decision)


def own_judged(
    examples: Sequence[Example], logits: Sequence[SentenceLogits], checkpoint: Checkpoint
) -> Judged:
    """Put ``loaded`` of the source's own words beside its probability, where something is quoted.

    Args:
        examples: The examples.
        logits: What the checkpoint said of each.
        checkpoint: Gives calibration and threshold.

    Returns:
        One unit per example with a quotation and words of the source's own.
    """
    place = checkpoint.sentence_labels.index("loaded")
    pairs = [
        (example, row.own)
        for example, row in zip(examples, logits, strict=True)
        if example.sentence.quoted and row.own is not None
    ]
    return _judged(
        [example.own_loaded for example, _ in pairs],
        np.asarray([own for _, own in pairs], dtype=np.float64),
        [example.group for example, _ in pairs],
        checkpoint.sentence_decisions[place],
    )


def word_judged(
    examples: Sequence[Example], logits: Sequence[SentenceLogits], checkpoint: Checkpoint, label: str
) -> Judged:
    """Put a word label beside its probability.

    Args:
        examples: The examples.
        logits: What the checkpoint said of each.
        checkpoint: Gives calibration and threshold.
        label: A word label.

    Returns:
        One unit per word that the tokenizer kept.
    """
    place = checkpoint.word_labels.index(label)
    labels: list[float] = []
    raw: list[float] = []
    groups: list[str] = []
    for example, row in zip(examples, logits, strict=True):
        given = word_labels(example, label)
        labels += given
        raw += row.words[:, place].tolist()
        groups += [example.group] * len(given)
    return _judged(labels, np.asarray(raw), groups, checkpoint.word_decisions[place])


def _judged(labels: Sequence[float], raw: FloatArray, groups: Sequence[str], decision: Decision) -> Judged:
    truth = np.asarray(labels, dtype=np.float64)
    # A soft label counts for the class it leans to; metrics of decisions know only two.
    hard = np.where(np.isnan(truth) | np.isnan(raw), UNKNOWN, truth >= 0.5).astype(np.int64)
    odds = np.clip(decision.scale * np.nan_to_num(raw, nan=-50.0) + decision.offset, -50.0, 50.0)
    # Scores are rounded to four decimals in the table, so they are judged as rounded.
    probs = np.round(1.0 / (1.0 + np.exp(-odds)), 4)
    return Judged(hard, probs, tuple(groups), decision.threshold)
