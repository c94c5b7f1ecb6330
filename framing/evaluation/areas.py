"""Areas under curves: how well probabilities rank, whatever the threshold."""

from typing import Literal

from framing.evaluation.arrays import Numbers, binary, probabilities
from framing.evaluation.optional import scikit_learn

Area = Literal["auc", "average_precision"]
"""``auc``: how often a positive example ranks above a negative one. ``average_precision``: mean precision
over the ranks at which a positive example stands."""

_SCORERS = {"auc": "roc_auc_score", "average_precision": "average_precision_score"}


def area(kind: Area, labels: Numbers, probs: Numbers) -> float | None:
    """Measure how well probabilities rank.

    Args:
        kind: Which area.
        labels: 0 or 1 per example. Shape: ``(n,)``.
        probs: Probability per example, in [0, 1]. Shape: ``(n,)``.

    Returns:
        The area, in [0, 1]; ``None`` unless both classes occur.

    Raises:
        UsageError: The two differ in length, or hold impossible values.
        MissingExtraError: scikit-learn is not installed.
    """
    truth = binary(labels)
    checked = probabilities(probs, len(truth))
    if not 0 < truth.sum() < len(truth):
        return None
    return float(getattr(scikit_learn("metrics"), _SCORERS[kind])(truth, checked))
