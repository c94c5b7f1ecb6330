"""Student's t distribution, so that intervals from few articles are wide enough.

The regularised incomplete beta function is evaluated by Lentz's continued fraction (Press et al.,
Numerical Recipes, section 6.4); the tests compare it with published tables.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# Beyond this the distribution is normal to four decimals, and the fraction would converge slowly.
_MOST_DEGREES = 10_000.0
_TINY = 1e-300


def two_sided_p(t: ArrayLike, degrees: ArrayLike) -> Floats:
    """Give the probability of a value at least as far from zero as ``t``.

    Args:
        t: Values of the statistic, of any sign.
        degrees: Degrees of freedom, above 0; broadcast against ``t``.

    Returns:
        Probabilities in [0, 1], in the broadcast shape.
    """
    values, df = np.broadcast_arrays(
        np.asarray(t, float), np.minimum(np.asarray(degrees, float), _MOST_DEGREES)
    )
    return _beta_share(df / 2, 0.5, df / (df + values * values))


def quantile(upper_tail: float, degrees: ArrayLike) -> Floats:
    """Give the value that is exceeded with a given probability.

    Args:
        upper_tail: Probability above the value, in (0, 0.5).
        degrees: Degrees of freedom, at least 1.

    Returns:
        Values above 0, in the shape of ``degrees``.
    """
    df = np.minimum(np.asarray(degrees, float), _MOST_DEGREES)
    # Newton's method in logarithms, where the tail is close to a straight line: a dozen steps, of bounded
    # length, lead there from anywhere.
    t: Floats = np.ones_like(df)
    for _ in range(100):
        p = two_sided_p(t, df)
        step = np.log(p / (2 * upper_tail)) * p / (2 * t * _density(t, df))
        t = t * np.exp(np.clip(step, -1, 1))
        if np.all(np.abs(step) < 1e-13):
            break
    return t


def _density(t: Floats, df: Floats) -> Floats:
    gamma = np.vectorize(math.lgamma, otypes=[float])
    scale: Floats = np.exp(gamma((df + 1) / 2) - gamma(df / 2)) / np.sqrt(df * math.pi)
    return scale * (1 + t * t / df) ** (-(df + 1) / 2)


def _beta_share(a: Floats, b: float, x: Floats) -> Floats:
    """Regularised incomplete beta function, I_x(a, b)."""
    b_all = np.full_like(a, b)
    # The fraction converges fast on one side of the mean; the other side follows by symmetry.
    mirrored = x > (a + 1) / (a + b + 2)
    first, second = np.where(mirrored, b_all, a), np.where(mirrored, a, b_all)
    place = np.where(mirrored, 1 - x, x)
    gamma = np.vectorize(math.lgamma, otypes=[float])
    with np.errstate(divide="ignore"):
        logs = first * np.log(place) + second * np.log1p(-place)
    front = np.exp(gamma(a + b) - gamma(a) - gamma(b_all) + np.nan_to_num(logs, nan=0.0)) / first
    share = np.where(place <= 0, 0.0, front * _fraction(first, second, place))
    clipped: Floats = np.clip(np.where(mirrored, 1 - share, share), 0.0, 1.0)
    return clipped


def _fraction(a: Floats, b: Floats, x: Floats) -> Floats:
    c, d = np.ones_like(x), 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    result = d.copy()
    for m in range(1, 250):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            result = result * d * c
        if np.all(np.abs(d * c - 1) < 1e-12):
            break
    return result


def _away_from_zero(values: Floats) -> Floats:
    return np.where(np.abs(values) < _TINY, _TINY, values)
