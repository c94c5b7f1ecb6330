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
class LabelQuality:
    """How well the checkpoint finds a label, measured at the threshold that the run used.

    Attributes:
        label: Name of the label.
        precision: Share of given labels that were right, in [0, 1]; ``None`` where not measured.
        recall: Share of true labels that were given; ``None`` where not measured.
        positives: Examples with the label that this was measured on; ``None`` where not recorded.
        negatives: Examples without it.
    """

    label: str
    precision: float | None
    recall: float | None
    positives: int | None
    negatives: int | None

    @property
    def rates(self) -> ErrorRates | None:
        """Error rates either way; ``None`` where the counts to know them are not recorded."""
        if not (self.precision and self.recall and self.positives and self.negatives):
            return None
        right = self.recall * self.positives
        false_alarms = right * (1 - self.precision) / self.precision
        specificity = max(1 - false_alarms / self.negatives, 0.0)
        return ErrorRates(self.recall, specificity, self.positives, self.negatives)
