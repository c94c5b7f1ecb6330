"""From log-odds to probabilities."""

import numpy as np
import numpy.typing as npt

_CERTAIN = 50.0
"""Log-odds beyond which a probability has long been 0 or 1; beyond 700 ``exp`` would overflow."""


def sigmoid(odds: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Turn log-odds into probabilities.

    Args:
        odds: Log-odds. Shape: any.

    Returns:
        Probabilities, in [0, 1]; NaN stays NaN. Shape: as given.
    """
    clipped = np.clip(np.asarray(odds, dtype=np.float64), -_CERTAIN, _CERTAIN)
    probs: npt.NDArray[np.float64] = 1.0 / (1.0 + np.exp(-clipped))
    return probs
