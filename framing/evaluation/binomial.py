"""The exact interval of a share, for cases that nothing groups and shares that may be 0."""

import math

_STEPS = 60
"""Halvings of [0, 1]: beyond what a float can tell apart."""


def exact_interval(hits: int, n: int, *, level: float = 0.95) -> tuple[float, float] | None:
    """Find the exact binomial interval of a share (Clopper and Pearson 1934).

    Unlike a bootstrap it is not empty when nothing, or everything, was hit: 0 of 400 may still be .9 %.

    Args:
        hits: How many of the cases count.
        n: How many there are.
        level: Least probability with which such an interval covers the true share, in (0, 1).

    Returns:
        Lower and upper bound, in [0, 1]; ``None`` without cases.

    >>> [round(bound, 4) for bound in exact_interval(0, 400)]
    [0.0, 0.0092]
    """
    if not n:
        return None
    tail = (1 - level) / 2
    # The lower bound of the hits is what the upper bound of the misses leaves.
    return 1 - _upper(n - hits, n, tail), _upper(hits, n, tail)


def _upper(hits: int, n: int, tail: float) -> float:
    """Find the largest share under which so few hits are not rarer than ``tail``."""
    if hits == n:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _at_most(hits, n, middle) > tail:
            low = middle
        else:
            high = middle
    return high


def _at_most(hits: int, n: int, share: float) -> float:
    """Give the probability of that many hits or fewer, ``share`` within (0, 1)."""
    yes, no = math.log(share), math.log1p(-share)
    return math.fsum(
        math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * yes + (n - k) * no)
        for k in range(hits + 1)
    )
