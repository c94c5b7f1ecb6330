"""From logits on the inner split to probabilities that hold and thresholds for a stated aim."""

from collections.abc import Sequence

import numpy as np

from framing.evaluation.arrays import FloatArray
from framing.evaluation.platt import fit_platt
from framing.evaluation.thresholds import Threshold, best_f1_threshold, best_macro_f1_threshold
from framing.model.checkpoint import Decision


def decide(
    logits: Sequence[float] | FloatArray, labels: Sequence[float] | FloatArray, *, both: bool
) -> Decision:
    """Calibrate one label and choose its threshold.

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
    chosen = (best_macro_f1_threshold if both else best_f1_threshold)(truth.astype(np.int64), platt.prob(raw))
    return Decision(scale=platt.scale, offset=platt.offset, **_outcome(chosen))


def _outcome(chosen: Threshold | None) -> dict[str, float]:
    if chosen is None:
        return {}
    outcome = {"threshold": chosen.threshold, "precision": chosen.precision, "recall": chosen.recall}
    return {name: round(value, 4) for name, value in outcome.items() if value is not None}
