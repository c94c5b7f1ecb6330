"""Whether probabilities mean what they say: of all sentences given .7, are seven in ten positive?"""

from dataclasses import asdict, dataclass

import numpy as np

from framing.evaluation.arrays import FloatArray, IntArray, Numbers, known, ratio

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


def gaps_by_bin(labels: IntArray, probs: FloatArray, *, n_bins: int = N_BINS) -> FloatArray:
    """Write each example as what it adds to the distance of probability and rate in its bin.

    Args:
        labels: 0 or 1 per example. Shape: ``(n,)``, at least one.
        probs: Probabilities, in [0, 1]. Shape: ``(n,)``.
        n_bins: As for `calibration`.

    Returns:
        Per example its probability less its label, in the column of its bin, and a 1 in the last column, for
        `calibration_error` over sums of rows. Shape: ``(n, n_bins + 1)``.
    """
    gaps = np.zeros((len(probs), n_bins + 1))
    gaps[np.arange(len(probs)), _numbers(probs, n_bins)] = probs - labels
    gaps[:, n_bins] = 1
    return gaps


def calibration_error(sums: FloatArray) -> FloatArray:
    """Give the expected calibration error of summed `gaps_by_bin`.

    Args:
        sums: Sums. Shape: ``(..., n_bins + 1)``.

    Returns:
        The error. Shape: ``(...)``.
    """
    return ratio(np.abs(sums[..., :-1]).sum(axis=-1), sums[..., -1])


def errors_if_perfect(probs: FloatArray, *, n_draws: int = 500, seed: int = 0) -> FloatArray:
    """Draw the calibration errors that perfect probabilities would show in as small a sample.

    The error is a mean of absolute distances, so chance alone lifts it above 0: by about .05 with
    600 examples, by .02 with 3,700.

    Args:
        probs: Probabilities. Shape: ``(n,)``, at least one.
        n_draws: How many samples of labels are drawn from them.
        seed: Seed of the draws.

    Returns:
        The error of each draw, over the bins of `calibration`. Shape: ``(n_draws,)``.
    """
    rng = np.random.default_rng(seed)
    bins = _numbers(probs, N_BINS)
    found = np.empty(n_draws)
    for draw in range(n_draws):
        gaps = probs - (rng.random(len(probs)) < probs)
        found[draw] = np.abs(np.bincount(bins, weights=gaps)).sum() / len(probs)
    return found


def _numbers(given: FloatArray, n_bins: int) -> IntArray:
    """Number the bin of each example."""
    _, value, counts = np.unique(given, return_inverse=True, return_counts=True)
    # Each distinct probability goes where the middle of its examples falls among all of them.
    middle = np.cumsum(counts) - counts / 2
    return np.floor(middle * n_bins / len(given)).astype(np.int64)[value]


def _bins(truth: IntArray, given: FloatArray, n_bins: int) -> tuple[Bin, ...]:
    number = _numbers(given, n_bins)
    return tuple(
        Bin(n=int(inside.sum()), mean_prob=float(given[inside].mean()), rate=float(truth[inside].mean()))
        for inside in (number == step for step in np.unique(number))
    )
