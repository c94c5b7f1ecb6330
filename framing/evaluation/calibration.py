"""Whether probabilities mean what they say: of all sentences given .7, are seven in ten positive?"""

from dataclasses import asdict, dataclass

import numpy as np

from framing.evaluation.arrays import FloatArray, IntArray, Numbers, known

N_BINS = 15


@dataclass(frozen=True, slots=True)
class Bin:
    """A range of probabilities.

    Attributes:
        n: Examples in it.
        mean_prob: Their mean probability, in [0, 1].
        rate: Share of them that are positive, in [0, 1].
    """

    n: int
    mean_prob: float
    rate: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far probabilities are from rates.

    Attributes:
        n: Examples with a known label.
        ece: Expected calibration error: distance of mean probability and rate, averaged over the
            bins by size, in [0, 1]. ``None`` without examples. With few examples it is too high even
            for perfect probabilities: about the rate's own sampling error per bin.
        brier: Mean squared distance of probability and label, in [0, 1]. ``None`` without examples.
        bins: The reliability table, by rising probability. Empty bins are left out.
    """

    n: int
    ece: float | None
    brier: float | None
    bins: tuple[Bin, ...]

    def to_dict(self) -> dict[str, object]:
        """Write the measures as JSON-ready values."""
        return asdict(self)


def calibration(labels: Numbers, probs: Numbers, *, n_bins: int = N_BINS) -> Calibration:
    """Measure calibration over bins of equal mass.

    Equal mass rather than equal width: probabilities of rare labels crowd near 0, and bins of equal
    width would hold nearly all of them in one.

    Args:
        labels: 0, 1 or -1 (unknown, left out) per example. Shape: ``(n,)``.
        probs: Probabilities, in [0, 1]. Shape: ``(n,)``.
        n_bins: How many bins. Equal probabilities always share one, so there may be fewer.

    Returns:
        The measures.

    Raises:
        UsageError: The two differ in length, or hold impossible values.
    """
    truth, given = known(labels, probs)
    if not len(truth):
        return Calibration(n=0, ece=None, brier=None, bins=())
    bins = _bins(truth, given, n_bins)
    ece = sum(part.n * abs(part.mean_prob - part.rate) for part in bins) / len(truth)
    return Calibration(n=len(truth), ece=ece, brier=float(np.mean((given - truth) ** 2)), bins=bins)


def _bins(truth: IntArray, given: FloatArray, n_bins: int) -> tuple[Bin, ...]:
    _, value, counts = np.unique(given, return_inverse=True, return_counts=True)
    # Each distinct probability goes where the middle of its examples falls among all of them.
    middle = np.cumsum(counts) - counts / 2
    number = np.floor(middle * n_bins / len(truth)).astype(np.int64)[value]
    return tuple(
        Bin(n=int(inside.sum()), mean_prob=float(given[inside].mean()), rate=float(truth[inside].mean()))
        for inside in (number == step for step in np.unique(number))
    )
