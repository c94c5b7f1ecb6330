"""Platt scaling: a slope and an offset that turn logits into probabilities that hold."""

from dataclasses import dataclass

import numpy as np

from framing.errors import UsageError
from framing.evaluation.arrays import FloatArray, Numbers
from framing.model.sigmoid import sigmoid

MINIMUM = 20
"""Examples of each class that a slope needs: with fewer, it says more about them than about the model."""

_STEPS = 100
_CLOSE = 1e-10
_LEAST_SCALE = 1e-3


@dataclass(frozen=True, slots=True)
class Platt:
    """A calibration: prob = sigmoid(scale * logit + offset).

    Attributes:
        scale: Slope, always above 0, so that calibration never turns the order of sentences round.
        offset: Offset, in log-odds.
    """

    scale: float
    offset: float

    def prob(self, logits: Numbers) -> FloatArray:
        """Turn logits into probabilities.

        Args:
            logits: Logits. Shape: any.

        Returns:
            Probabilities, in [0, 1]. Shape: as given.
        """
        return sigmoid(self.scale * np.asarray(logits, dtype=np.float64) + self.offset)


def fit_platt(logits: Numbers, targets: Numbers) -> Platt:
    """Fit the calibration on examples the model has not learned from.

    Maximum likelihood by Newton's method, with targets drawn in from 0 and 1 as in Platt (1999): a
    positive counts as (P + 1) / (P + 2), a negative as 1 / (N + 2). The slope stays 1 and only the
    offset is fitted when either class has fewer than `MINIMUM` examples, or when the best slope is not
    above 0.

    Args:
        logits: Raw logits. Shape: ``(n,)``.
        targets: Labels or soft labels, in [0, 1]. Shape: ``(n,)``. A soft label counts for both
            classes in its share.

    Returns:
        The calibration.

    Raises:
        UsageError: There is no example, the two differ in length, or hold impossible values.
    """
    x, t = np.asarray(logits, dtype=np.float64), np.asarray(targets, dtype=np.float64)
    if x.ndim != 1 or x.shape != t.shape or not len(x):
        raise UsageError(f"cannot calibrate {x.shape} logits on {t.shape} targets")
    if not np.isfinite(x).all() or not ((t >= 0) & (t <= 1)).all():
        raise UsageError("logits must be finite and targets lie in [0, 1]")
    soft = _drawn_in(t)
    # Newton on centred, scaled logits: far-away or tiny logits would leave the Hessian singular.
    centre, spread = float(x.mean()), float(x.std())
    if min(t.sum(), len(t) - t.sum()) >= MINIMUM and spread > 0:
        slope, level = _newton(
            np.stack([(x - centre) / spread, np.ones_like(x)], axis=-1), np.zeros(len(x)), soft
        )
        if slope / spread >= _LEAST_SCALE:
            return Platt(scale=float(slope / spread), offset=float(level - slope * centre / spread))
    (level,) = _newton(np.ones((len(x), 1)), x - centre, soft)
    return Platt(scale=1.0, offset=float(level - centre))


def _drawn_in(targets: FloatArray) -> FloatArray:
    positives = targets.sum()
    negatives = len(targets) - positives
    drawn_in: FloatArray = targets * (positives + 1) / (positives + 2) + (1 - targets) / (negatives + 2)
    return drawn_in


def _newton(columns: FloatArray, base: FloatArray, targets: FloatArray) -> FloatArray:
    """Maximise the likelihood of sigmoid(base + columns @ weights), halving steps that overshoot."""
    weights = np.zeros(columns.shape[1])
    loss = _loss(base, targets)
    for _ in range(_STEPS):
        probs = sigmoid(base + columns @ weights)
        gradient = columns.T @ (probs - targets)
        curvature = (columns * (probs * (1 - probs))[:, None]).T @ columns
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(weights)), gradient)
        while (after := _loss(base + columns @ (weights - step), targets)) > loss + _CLOSE:
            step = step / 2
        weights, loss = weights - step, after
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def _loss(logits: FloatArray, targets: FloatArray) -> float:
    return float((np.logaddexp(0, logits) - targets * logits).sum())
