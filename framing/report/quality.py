"""How well a checkpoint finds its labels, as measured when it was made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """How often a label errs either way, with the counts that say how well that is known.

    Attributes:
        sensitivity: Share of sentences that deserve the label and get it, in [0, 1].
        specificity: Share of sentences that do not deserve it and do not get it, in [0, 1].
        positives: Sentences with the label that this was measured on, at least 1.
        negatives: Sentences without it, at least 1.
    """

    sensitivity: float
    specificity: float
    positives: int
    negatives: int


@dataclass(frozen=True, slots=True)
class QualityPoint:
    """How well a label is found from one threshold on.

    Attributes:
        threshold: The probability from which the label was given, in [0, 1].
        precision: Share of given labels that were right.
        recall: Share of true labels that were given.
    """

    threshold: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class LabelQuality:
    """How well the checkpoint finds a label, measured at the threshold that the run used.

    Attributes:
        label: Name of the label.
        precision: Share of given labels that were right, in [0, 1]; ``None`` where not measured.
        recall: Share of true labels that were given; ``None`` where not measured.
        false_alarms: Share of examples without the label that were given it; ``None`` where not known.
        positives: Examples with the label that this was measured on; ``None`` where not recorded.
        negatives: Examples without it.
        elsewhere: The same at other thresholds, where the checkpoint tells it.
    """

    label: str
    precision: float | None
    recall: float | None
    false_alarms: float | None
    positives: int | None
    negatives: int | None
    elsewhere: tuple[QualityPoint, ...]

    @property
    def rates(self) -> ErrorRates | None:
        """Error rates at the run's threshold; ``None`` where the counts to know them are not recorded."""
        if self.recall is None or self.false_alarms is None or not (self.positives and self.negatives):
            return None
        return ErrorRates(self.recall, 1 - self.false_alarms, self.positives, self.negatives)


def measured_quality(
    label: str,
    *,
    precision: float | None,
    recall: float | None,
    positives: int | None,
    negatives: int | None,
) -> LabelQuality:
    """Put a label's quality together, false alarms included where the counts give them.

    Args:
        label: Name of the label.
        precision: Share of given labels that were right.
        recall: Share of true labels that were given.
        positives: Examples with the label.
        negatives: Examples without it.

    Returns:
        The quality.
    """
    false_alarms = None
    if precision and recall and positives and negatives:
        false_alarms = min(recall * positives * (1 - precision) / precision / negatives, 1.0)
    return LabelQuality(label, precision, recall, false_alarms, positives, negatives, ())
