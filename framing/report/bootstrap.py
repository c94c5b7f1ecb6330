"""Intervals by resampling articles (cluster bootstrap), vectorised on per-article sums.

Sentences of one article resemble each other, so that the article is what is drawn again, never the
sentence (Davison & Hinkley 1997, section 3.8; Cameron, Gelbach & Miller 2008).
"""

import hashlib
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# What ought to be equal differs by less.
_ROUNDING = 1e-9

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
        articles: Number of articles that hold any of what the ratio is of.

    Returns:
        The standard error, 0 where all articles have the same ratio; NaN when no draw is defined, or with
        fewer than two articles.
    """
    seen = resampled[~np.isnan(resampled)]
    if not len(seen) or articles < 2:
        return float("nan")
    spread = float(seen.std())
    if spread < _ROUNDING:
        return 0.0
    # Resampling divides by n where an unbiased variance divides by n - 1.
    return spread * math.sqrt(articles / (articles - 1))


def degrees_of_freedom(numerators: Floats, denominators: Floats) -> float:
    """Give the degrees of freedom of a ratio's standard error: how well it is known.

    With n articles they are n - 1 if all articles pull the ratio about equally far. Where a few articles
    hold most of what was counted, the error rests on these few: with k the kurtosis of the pulls, the
    squared error varies like a chi-square with 2n / (k - 1) degrees (Satterthwaite 1946). The smaller
    number is taken.

    Args:
        numerators: What was counted in each article. Shape: ``(n_articles,)``.
        denominators: What it is of. Shape: ``(n_articles,)``.

    Returns:
        The degrees, above 1 and at most n - 1; n - 1 without spread.
    """
    whole = denominators.sum()
    return degrees_of_pulls(numerators - denominators * (numerators.sum() / whole if whole else 0.0))


def degrees_of_pulls(pulls: Floats) -> float:
    """Give the degrees of freedom of an error made of some pulls; see `degrees_of_freedom`.

    Args:
        pulls: How far each article, or event, pulls the estimate. Shape: ``(n,)``.

    Returns:
        The degrees, above 1 and at most n - 1; n - 1 without spread.
    """
    n = len(pulls)
    squares = float((pulls**2).mean())
    if squares <= _ROUNDING**2:
        return n - 1.0
    kurtosis = float((pulls**4).mean()) / squares**2
    return min(n - 1.0, 2 * n / max(kurtosis - 1, 1e-9))


def source_seed(seed: int, source: str) -> list[int]:
    """Give a source its own stream of random numbers, whatever other sources the table holds.

    Args:
        seed: The report's seed.
        source: Name of the source.

    Returns:
        Seed for the source.
    """
    return [seed, int.from_bytes(hashlib.sha256(source.encode()).digest()[:8], "big")]
