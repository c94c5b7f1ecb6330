"""Intervals by resampling articles (cluster bootstrap), vectorised on per-article sums.

Sentences of one article resemble each other, so that the article is what is drawn again, never the
sentence (Davison & Hinkley 1997, section 3.8; Cameron, Gelbach & Miller 2008).
"""

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from framing.report.student import quantile

Floats = NDArray[np.float64]

# Draws held at once: bounds the memory at some tens of megabytes whatever the number of articles.
_DRAWS = 2_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A ratio with its uncertainty.

    Attributes:
        value: The ratio; ``None`` when undefined or too little was read to say.
        low: Lower end of the 95 % interval, or ``None``.
        high: Upper end, or ``None``.
        numerator: Sentences counted, or the sum of probabilities.
        denominator: Sentences it is of.
    """

    value: float | None
    low: float | None
    high: float | None
    numerator: float
    denominator: int


def resample(sums: Floats, *, resamples: int, seed: list[int]) -> Floats:
    """Draw articles with replacement, as many as there are, and add their sums up.

    Args:
        sums: Whole numbers per article. Shape: ``(n_articles, n_columns)``.
        resamples: How many times to draw.
        seed: Start of the random numbers.

    Returns:
        Sums of each draw, exact. Shape: ``(resamples, n_columns)``.
    """
    n = len(sums)
    rng = np.random.default_rng(seed)
    totals = np.empty((resamples, sums.shape[1]))
    step = max(1, _DRAWS // n)
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        drawn = rng.integers(0, n, (size, n)) + n * np.arange(size)[:, None]
        times = np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n)
        totals[start : start + size] = times.astype(np.float64) @ sums
    return totals


def ratios(numerators: Floats, denominators: Floats) -> Floats:
    """Divide, giving NaN where a draw holds no sentence of the kind asked for.

    Args:
        numerators: Any sums.
        denominators: Sums of the same shape.

    Returns:
        The ratios.
    """
    undefined: Floats = np.full(numerators.shape, np.nan)
    return np.divide(numerators, denominators, out=undefined, where=denominators > 0)


def standard_error(resampled: Floats, articles: int) -> float:
    """Give the standard error of a ratio from its resampled values.

    Args:
        resampled: The ratio in each draw; NaN where undefined. Shape: ``(resamples,)``.
        articles: Number of articles resampled, at least 2.

    Returns:
        The standard error; NaN when no draw is defined.
    """
    seen = resampled[~np.isnan(resampled)]
    if not len(seen):
        return float("nan")
    # Resampling divides by n where an unbiased variance divides by n - 1.
    return float(seen.std()) * math.sqrt(articles / (articles - 1))


def interval(value: float, error: float, articles: int) -> tuple[float, float] | None:
    """Give the 95 % interval of a share or a mean probability.

    It is Student's on the logit scale: close to 0 an estimate and its error hang together, so that
    symmetric intervals and plain percentiles of the draws are too narrow there and for few articles
    (Dean & Pagano 2015; Franco et al. 2019). The scale also keeps the ends between 0 and 1.

    Args:
        value: The estimate, in [0, 1].
        error: Its standard error.
        articles: Number of articles, at least 2.

    Returns:
        Lower and upper end; ``None`` when no spread was seen, for instance at 0 of 300: that does
        not mean that there is none.
    """
    if not 0 < value < 1 or not error > 0:
        return None
    reach = _student(articles - 1) * error / (value * (1 - value))
    middle = math.log(value / (1 - value))
    return _logistic(middle - reach), _logistic(middle + reach)


@lru_cache(maxsize=4096)
def _student(degrees: int) -> float:
    return float(quantile(0.025, degrees))


def _logistic(x: float) -> float:
    # Written for either sign so that a far-off end does not overflow.
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def source_seed(seed: int, source: str) -> list[int]:
    """Give a source its own stream of random numbers, whatever other sources the table holds.

    Args:
        seed: The report's seed.
        source: Name of the source.

    Returns:
        Seed for the source.
    """
    return [seed, int.from_bytes(hashlib.sha256(source.encode()).digest()[:8], "big")]
