"""How well probabilities and decisions of one label agree with the true labels."""

from dataclasses import asdict, dataclass

import numpy as np

from framing.evaluation import confusion
from framing.evaluation.arrays import FloatArray, IntArray, Numbers, binary, defined, known, probabilities
from framing.evaluation.optional import scikit_learn


@dataclass(frozen=True, slots=True)
class LabelMetrics:
    """Quality of one label. Every measure is ``None`` where it is undefined.

    Attributes:
        name: The label.
        n: Examples whose label is known.
        n_positive: Examples among them that carry it.
        precision: Share of given labels that are right, in [0, 1].
        recall: Share of true labels that were given, in [0, 1].
        f1: F1 of the positive class, in [0, 1].
        macro_f1: Mean F1 of positive and negative class, in [0, 1].
        accuracy: Share of right decisions, in [0, 1].
        mcc: Matthews correlation, in [-1, 1].
        auc: Area under the ROC curve, in [0, 1].
        average_precision: Area under the precision-recall steps, in [0, 1].
    """

    name: str
    n: int
    n_positive: int
    precision: float | None
    recall: float | None
    f1: float | None
    macro_f1: float | None
    accuracy: float | None
    mcc: float | None
    auc: float | None
    average_precision: float | None

    def to_dict(self) -> dict[str, str | int | float | None]:
        """Write the metrics as JSON-ready values."""
        return asdict(self)


def label_metrics(name: str, labels: Numbers, probs: Numbers, *, threshold: float) -> LabelMetrics:
    """Measure one label.

    Args:
        name: The label.
        labels: 0, 1 or -1 (unknown, left out) per example. Shape: ``(n,)``.
        probs: Probability of the label per example, in [0, 1]. Shape: ``(n,)``.
        threshold: Probability from which the label is given.

    Returns:
        The measures.

    Raises:
        UsageError: The two differ in length, or hold impossible values.
        MissingExtraError: scikit-learn is not installed.
    """
    truth, checked = known(labels, probs)
    counts = confusion.outcomes(truth, checked >= threshold).sum(axis=0)
    return LabelMetrics(
        name=name,
        n=len(truth),
        n_positive=int(truth.sum()),
        precision=defined(confusion.precision(counts).item()),
        recall=defined(confusion.recall(counts).item()),
        f1=defined(confusion.f1(counts).item()),
        macro_f1=defined(confusion.macro_f1(counts).item()),
        accuracy=defined(confusion.accuracy(counts).item()),
        mcc=defined(confusion.mcc(counts).item()),
        auc=auc(truth, checked),
        average_precision=average_precision(truth, checked),
    )


def sentence_metrics(labels: Numbers, probs: Numbers, *, threshold: float = 0.5) -> LabelMetrics:
    """Measure ``loaded`` over sentences.

    Args:
        labels: 0, 1 or -1 (unknown, left out) per sentence. Shape: ``(n,)``.
        probs: Probability that the sentence is loaded. Shape: ``(n,)``.
        threshold: Probability from which a sentence is called loaded.

    Returns:
        The measures; ``macro_f1`` is the one that studies of loaded sentences report.
    """
    return label_metrics("loaded", labels, probs, threshold=threshold)


def auc(labels: Numbers, probs: Numbers) -> float | None:
    """Area under the ROC curve: how often a positive example ranks above a negative one.

    Args:
        labels: 0 or 1 per example. Shape: ``(n,)``.
        probs: Probability per example. Shape: ``(n,)``.

    Returns:
        The area, in [0, 1]; ``None`` unless both classes occur.
    """
    truth, checked = _pair(labels, probs)
    if len(np.unique(truth)) < 2:
        return None
    return float(scikit_learn("metrics").roc_auc_score(truth, checked))


def average_precision(labels: Numbers, probs: Numbers) -> float | None:
    """Mean precision over the ranks at which a positive example stands.

    Args:
        labels: 0 or 1 per example. Shape: ``(n,)``.
        probs: Probability per example. Shape: ``(n,)``.

    Returns:
        The mean, in [0, 1]; ``None`` without a positive example.
    """
    truth, checked = _pair(labels, probs)
    if not truth.any():
        return None
    return float(scikit_learn("metrics").average_precision_score(truth, checked))


def _pair(labels: Numbers, probs: Numbers) -> tuple[IntArray, FloatArray]:
    truth = binary(labels)
    return truth, probabilities(probs, len(truth))
