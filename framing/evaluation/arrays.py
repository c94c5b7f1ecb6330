"""Labels and probabilities as arrays, refused when they cannot be what they claim to be."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from framing.errors import UsageError

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
Numbers = Sequence[float] | npt.NDArray[np.generic]

UNKNOWN = -1
"""Label value of an example that nobody labelled: it is left out, never counted as negative."""


def binary(labels: Numbers) -> IntArray:
    """Read labels that are 0 or 1.

    Args:
        labels: One label per example. Shape: ``(n,)``.

    Returns:
        The labels. Shape: ``(n,)``.

    Raises:
        UsageError: A label is neither 0 nor 1, or the labels are not one row.
    """
    array = np.asarray(labels)
    if array.ndim != 1 or not np.isin(array, (0, 1)).all():
        raise UsageError("labels must be one row of 0 and 1")
    return array.astype(np.int64)


def probabilities(probs: Numbers, n: int) -> FloatArray:
    """Read probabilities.

    Args:
        probs: One probability per example. Shape: ``(n,)``.
        n: How many there must be.

    Returns:
        The probabilities. Shape: ``(n,)``.

    Raises:
        UsageError: Their number differs, or one is not a number in [0, 1].
    """
    array = np.asarray(probs, dtype=np.float64)
    if array.shape != (n,):
        raise UsageError(f"{n} labels need as many probabilities, not an array of shape {array.shape}")
    if not ((array >= 0) & (array <= 1)).all():
        raise UsageError("probabilities must lie in [0, 1]")
    return array


def known(labels: Numbers, probs: Numbers) -> tuple[IntArray, FloatArray]:
    """Keep the examples whose label is known.

    Args:
        labels: 0, 1 or `UNKNOWN` per example. Shape: ``(n,)``.
        probs: Probability per example, in [0, 1]. Shape: ``(n,)``.

    Returns:
        Labels and probabilities of the examples with a known label.

    Raises:
        UsageError: The two differ in length, or hold impossible values.
    """
    array = np.asarray(labels)
    checked = probabilities(probs, len(array))
    keep = array != UNKNOWN
    return binary(array[keep]), checked[keep]


def ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Divide counts; ``nan`` where the whole is 0."""
    result: FloatArray = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole > 0)
    return result


def defined(value: float) -> float | None:
    """Turn a value that arithmetic left undefined into ``None``."""
    number = float(value)
    return number if np.isfinite(number) else None
