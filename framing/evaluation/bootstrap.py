"""Intervals by resampling groups: sentences of one article are alike, so whole articles are drawn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.errors import UsageError
from framing.evaluation.arrays import FloatArray, IntArray

N_RESAMPLES = 2000
_CHUNK = 4_000_000
_MOST_UNDEFINED = 0.05


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a measure lies when other articles of the same kind had been drawn.

    Attributes:
        low: Lower bound.
        high: Upper bound.
        level: Share of resamples inside, in (0, 1).
        n_groups: Groups that were resampled.
        n_resamples: Resamples in which the measure was defined.
    """

    low: float
    high: float
    level: float
    n_groups: int
    n_resamples: int


@dataclass(frozen=True, slots=True, eq=False)
class GroupCounts:
    """Counts summed by group.

    Attributes:
        table: Shape: ``(n_groups, k)``, in order of the groups' names.
    """

    table: FloatArray


def interval_of_weights(
    statistic: Callable[[FloatArray], FloatArray],
    groups: Sequence[str],
    *,
    n: int = N_RESAMPLES,
    seed: int,
    level: float = 0.95,
) -> Interval | None:
    """Find the percentile interval of a measure of weighted rows, an area under a curve for instance.

    For measures that are functions of counts (F1, accuracy, span F1) `interval_of_counts` is faster.

    Args:
        statistic: Takes how often each row was drawn, shape ``(m, n_rows)``, and returns ``(m,)`` values,
            ``nan`` where undefined.
        groups: Group of each row.
        n: Resamples.
        seed: Seed of the draw.
        level: Share of resamples inside the interval, in (0, 1).

    Returns:
        The interval; ``None`` with fewer than two groups, or when the measure is undefined in more than
        one resample of twenty, since what is left would not be a fair sample.

    Raises:
        UsageError: ``level`` or ``n`` is impossible.
    """
    names, place = np.unique(np.asarray(groups, dtype=object), return_inverse=True)
    if len(names) < 2:
        return None
    draws = _draws(len(names), n, seed, width=len(place))
    values = [statistic(_weights(draw, len(names))[:, place]) for draw in draws]
    return _percentiles(np.concatenate(values), level, len(names))


def group_counts(counts: FloatArray, groups: Sequence[str]) -> GroupCounts:
    """Sum counts by group.

    Args:
        counts: Counts of each row, for instance from `framing.evaluation.confusion.outcomes`.
            Shape: ``(n, k)``. Two systems' counts side by side give the interval of their difference.
        groups: Group of each row.

    Returns:
        The sums.

    Raises:
        UsageError: There are more or fewer groups than rows.
    """
    if len(counts) != len(groups):
        raise UsageError(f"{len(counts)} rows need as many groups, not {len(groups)}")
    names, place = np.unique(np.asarray(groups, dtype=object), return_inverse=True)
    table = np.zeros((len(names), counts.shape[1]))
    np.add.at(table, place, counts)
    return GroupCounts(table)


def interval_of_counts(
    statistic: Callable[[FloatArray], FloatArray],
    counts: GroupCounts,
    *,
    n: int = N_RESAMPLES,
    seed: int,
    level: float = 0.95,
) -> Interval | None:
    """Find the percentile interval of a measure that is a function of summed counts.

    Args:
        statistic: Takes sums of shape ``(m, k)`` and returns ``(m,)`` values, ``nan`` where undefined:
            for instance `framing.evaluation.confusion.macro_f1`.
        counts: Counts by group.
        n: Resamples.
        seed: Seed of the draw.
        level: Share of resamples inside the interval, in (0, 1).

    Returns:
        The interval; ``None`` as for `interval_of_weights`.

    Raises:
        UsageError: ``level`` or ``n`` is impossible.
    """
    n_groups = len(counts.table)
    if n_groups < 2:
        return None
    return _percentiles(_resampled(statistic, counts, n, seed), level, n_groups)


def centred_interval(
    statistic: Callable[[FloatArray], FloatArray],
    counts: GroupCounts,
    *,
    seed: int,
    lowest: float = 0.0,
) -> Interval | None:
    """Find the 95 % interval of a measure that resampling itself drives up, moved back to where it was.

    A resample holds rows twice, which alone moves rates away from probabilities: its calibration error is
    larger than that of the sample. So the percentiles are moved down by what the mean of the resamples lies
    above the measure.

    Args:
        statistic: As for `interval_of_counts`.
        counts: Counts by group.
        seed: Seed of the draw.
        lowest: Lowest value that the measure can have.

    Returns:
        The interval, cut off at the lowest value; ``None`` as for `interval_of_weights`.
    """
    n_groups = len(counts.table)
    if n_groups < 2:
        return None
    values = _resampled(statistic, counts, N_RESAMPLES, seed)
    excess = float(np.nanmean(values)) - float(statistic(counts.table.sum(axis=0)))
    return _percentiles(np.maximum(values - excess, lowest), 0.95, n_groups)


def _resampled(
    statistic: Callable[[FloatArray], FloatArray], counts: GroupCounts, n: int, seed: int
) -> FloatArray:
    n_groups = len(counts.table)
    sums = [_weights(draw, n_groups) @ counts.table for draw in _draws(n_groups, n, seed, width=n_groups)]
    return statistic(np.concatenate(sums))


def _draws(n_groups: int, n: int, seed: int, *, width: int) -> Iterator[IntArray]:
    """Draw groups with replacement, in parts small enough for any memory. Shape of each: (m, n_groups)."""
    if n < 1:
        raise UsageError(f"a bootstrap needs at least one resample, not {n}")
    generator = np.random.default_rng(seed)
    size = max(1, _CHUNK // width)
    for start in range(0, n, size):
        yield generator.integers(n_groups, size=(min(size, n - start), n_groups))


def _weights(draw: IntArray, n_groups: int) -> FloatArray:
    """Count how often each resample drew each group. Shape: (m, n_groups)."""
    shifted = draw + n_groups * np.arange(len(draw))[:, None]
    counted = np.bincount(shifted.ravel(), minlength=n_groups * len(draw))
    return counted.reshape(len(draw), n_groups).astype(np.float64)


def _percentiles(values: FloatArray, level: float, n_groups: int) -> Interval | None:
    if not 0 < level < 1:
        raise UsageError(f"a level must lie in (0, 1), not {level:g}")
    defined = values[np.isfinite(values)]
    if len(defined) < (1 - _MOST_UNDEFINED) * len(values):
        return None
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high), level, n_groups, len(defined))
