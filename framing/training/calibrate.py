"""From logits on the inner split to probabilities that hold and thresholds for a stated aim."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from framing.engines import load_engine
from framing.engines.predict import SentenceLogits
from framing.engines.sentences import run_sentences
from framing.evaluation import thresholds
from framing.evaluation.arrays import FloatArray, IntArray
from framing.evaluation.platt import fit_platt
from framing.evaluation.thresholds import (
    Threshold,
    expected_threshold,
    threshold_for_precision,
)
from framing.labelled.examples import Example, word_labels
from framing.model.checkpoint import TOKENIZER_FILE, Aim, Checkpoint, Decision
from framing.model.pieces import PieceEncoder
from framing.training.settings import Settings

PRECISIONS = (0.7, 0.8, 0.9, 0.95)
"""Precisions for which a threshold is stored beside the one for the best F1."""

_NAMES: dict[thresholds.Aim, str] = {"f1": "best F1", "macro_f1": "best macro-F1"}

_DIGITS = 4
Rows = Sequence[tuple[Example, SentenceLogits]]


def calibrate(
    checkpoint: Checkpoint, settings: Settings, inner: Sequence[Example]
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Decide every label of a checkpoint by what its int8 engine says, since that is what users get.

    Args:
        checkpoint: The checkpoint, not calibrated yet. Labels that no inner example carries keep the
            decision that it has.
        settings: Names the data sets whose standard of ``loaded`` is shipped.
        inner: Examples that were not learned from.

    Returns:
        Decisions for sentence labels and for word labels.
    """
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    engine = load_engine(checkpoint, device="cpu")
    logits = run_sentences([example.sentence for example in inner], encoder, engine)
    rows = tuple(zip(inner, logits, strict=True))
    sentence = zip(checkpoint.sentence_labels, checkpoint.sentence_decisions, strict=True)
    words = zip(checkpoint.word_labels, checkpoint.word_decisions, strict=True)
    return (
        tuple(
            _sentence_decision(rows, (place, label), settings.reference, old)
            for place, (label, old) in enumerate(sentence)
        ),
        tuple(
            _word_decision(rows, (place, label), settings.word_reference, old)
            for place, (label, old) in enumerate(words)
        ),
    )


def decide(
    logits: Sequence[float] | FloatArray, labels: Sequence[float] | FloatArray, *, both: bool
) -> Decision:
    """Calibrate one label and choose its thresholds.

    Args:
        logits: Raw logits on the inner split. Shape: ``(n,)``.
        labels: 0..1, NaN where unknown. Shape: ``(n,)``.
        both: Whether both classes count alike (best macro-F1), as for a balanced label, or only the
            label itself (best F1).

    Returns:
        The decision; the plain one (no calibration, threshold .5) where there is nothing to choose by.
    """
    raw, truth = np.asarray(logits, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    known = ~(np.isnan(truth) | np.isnan(raw))
    if not known.any():
        return Decision()
    raw, truth = raw[known], truth[known]
    platt = fit_platt(raw, truth)
    hard, probs = (truth >= 0.5).astype(np.int64), platt.prob(raw)
    aim: thresholds.Aim = "macro_f1" if both else "f1"
    positives = int(hard.sum())
    calibrated = Decision(
        scale=platt.scale,
        offset=platt.offset,
        aims=_aims(hard, probs),
        positives=positives,
        negatives=len(hard) - positives,
    )
    return _chosen(calibrated, expected_threshold(hard, probs, aim=aim), _NAMES[aim])


def _sentence_decision(rows: Rows, named: tuple[int, str], reference: str, old: Decision) -> Decision:
    place, label = named
    carried = [row for row in rows if label in row[0].labels]
    if not carried:
        return old
    # Annotators draw the line of `loaded` elsewhere, the other labels have one standard.
    chosen = _of(carried, reference) if label == "loaded" else carried
    raw = [row.sentence[place] for _, row in chosen]
    return decide(raw, [example.labels[label] for example, _ in chosen], both=label == "loaded")


def _word_decision(rows: Rows, named: tuple[int, str], reference: str, old: Decision) -> Decision:
    place, label = named
    carried = [row for row in rows if label in row[0].spans]
    if not carried:
        return old
    # Thresholds from the reference alone: its probabilities hold, and what they let expect is smooth.
    return decide(*_words(_of(carried, reference), place, label), both=False)


def _words(rows: Rows, place: int, label: str) -> tuple[list[float], list[float]]:
    """Give logits and labels of all words."""
    raw = [value for _, row in rows for value in row.words[:, place].tolist()]
    return raw, [known for example, _ in rows for known in word_labels(example, label)]


def _of(rows: Rows, reference: str) -> Rows:
    """Keep the rows of the data set whose standard is shipped, where it carries the label at all."""
    return [row for row in rows if row[0].data_set == reference] or rows


def _aims(labels: IntArray, probs: FloatArray) -> tuple[Aim, ...]:
    found = [(aim, threshold_for_precision(labels, probs, precision=aim)) for aim in PRECISIONS]
    return tuple(
        Aim(
            aim,
            round(chosen.threshold, _DIGITS),
            round(chosen.precision, _DIGITS),
            round(chosen.recall, _DIGITS),
        )
        for aim, chosen in found
        if chosen is not None and chosen.precision is not None and chosen.recall is not None
    )


def _chosen(decision: Decision, chosen: Threshold | None, aim: str) -> Decision:
    if chosen is None:
        return decision
    return replace(
        decision,
        threshold=round(chosen.threshold, _DIGITS),
        precision=None if chosen.precision is None else round(chosen.precision, _DIGITS),
        recall=None if chosen.recall is None else round(chosen.recall, _DIGITS),
        chosen_for=aim,
    )
