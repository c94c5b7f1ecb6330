"""Word-level quality: loaded words, and the words that name a villain, a victim or a hero."""

from collections.abc import Sequence

import numpy as np

from framing.errors import UsageError
from framing.evaluation.arrays import Numbers
from framing.evaluation.metrics import LabelMetrics, label_metrics


def word_metrics(
    name: str, labels: Sequence[Numbers], probs: Sequence[Numbers], *, threshold: float
) -> LabelMetrics:
    """Measure one word label over all words of all sentences (micro average).

    A long sentence counts for more than a short one, and a sentence without any labelled word still
    counts through its negatives. Words whose label is unknown are left out.

    Args:
        name: The label, ``loaded`` or a role.
        labels: Per sentence, 0, 1 or -1 (unknown) for each word. Shape of each: ``(n_words,)``.
        probs: Per sentence, the probability for each word, in [0, 1].
        threshold: Probability from which a word carries the label.

    Returns:
        The measures; ``n`` counts words.

    Raises:
        UsageError: A sentence has more or fewer labels than probabilities.
    """
    for row, (truth, given) in enumerate(zip(labels, probs, strict=True)):
        if len(truth) != len(given):
            raise UsageError(f"sentence {row} has {len(truth)} word labels and {len(given)} probabilities")
    return label_metrics(name, _joined(labels), _joined(probs), threshold=threshold)


def role_metrics(
    names: Sequence[str],
    labels: Sequence[np.ndarray[tuple[int, int], np.dtype[np.generic]]],
    probs: Sequence[np.ndarray[tuple[int, int], np.dtype[np.generic]]],
    *,
    thresholds: Sequence[float],
) -> tuple[LabelMetrics, ...]:
    """Measure several word labels.

    Args:
        names: The labels, in the order of the columns.
        labels: Per sentence, 0, 1 or -1 (unknown). Shape of each: ``(n_words, n_labels)``.
        probs: Per sentence, the probabilities, in [0, 1]. Shape as above.
        thresholds: One per label.

    Returns:
        One set of measures per label.
    """
    return tuple(
        word_metrics(
            name, [row[:, column] for row in labels], [row[:, column] for row in probs], threshold=threshold
        )
        for column, (name, threshold) in enumerate(zip(names, thresholds, strict=True))
    )


def _joined(rows: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.asarray(row) for row in rows]) if rows else np.empty(0)
