"""Splits that do not leak: by group, by source, with the same outcome on every machine.

A split depends on the groups, their sizes and the seed, never on the order of the rows: the order
of groups of equal size comes from a hash of seed and name.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.errors import UsageError
from framing.evaluation.arrays import FloatArray


@dataclass(frozen=True, slots=True)
class Fold:
    """One way to part the rows.

    Attributes:
        name: What is held out: the fold's number, or the source.
        train: Rows to learn from, ascending.
        test: Rows to measure on, ascending. No group has rows on both sides.
    """

    name: str
    train: tuple[int, ...]
    test: tuple[int, ...]


def grouped_folds(
    groups: Sequence[str], *, n_folds: int, seed: int, strata: Sequence[int] | None = None
) -> tuple[Fold, ...]:
    """Part rows into folds, keeping each group in one fold.

    The largest groups are placed first, each into the fold that this leaves best balanced in size
    and in the share of each stratum.

    Args:
        groups: Group of each row, for instance the address of its article.
        n_folds: How many folds, at least 2.
        seed: Decides between groups of equal size.
        strata: Label of each row, to give the folds like shares of each; ``None`` to balance sizes only.

    Returns:
        The folds. Every row is in the test part of exactly one.

    Raises:
        UsageError: There are fewer groups than folds, fewer than 2 folds, or more or fewer strata than rows.
    """
    if strata is not None and len(strata) != len(groups):
        raise UsageError(f"{len(groups)} rows need as many strata, not {len(strata)}")
    if not 2 <= n_folds <= len(set(groups)):
        raise UsageError(f"{len(set(groups))} groups cannot be parted into {n_folds} folds")
    names, shares = _shares(groups, strata)
    place = _place(_order(names, Counter(groups), seed), names, shares, n_folds)
    return tuple(
        _fold(str(number), groups, [name for name in names if place[name] == number])
        for number in range(n_folds)
    )


def inner_split(groups: Sequence[str], share: float, seed: int) -> Fold:
    """Set a share of the rows apart, by whole groups, for choosing settings and thresholds.

    Args:
        groups: Group of each row.
        share: Share of the rows to set apart, in (0, 1).
        seed: Decides which groups are set apart.

    Returns:
        The split. Its test part comes as close to the share as whole groups allow, in the order the
        seed gives; neither part is empty.

    Raises:
        UsageError: There are fewer than two groups, or ``share`` is not within (0, 1).
    """
    sizes = Counter(groups)
    if len(sizes) < 2 or not 0 < share < 1:
        raise UsageError(f"cannot set apart {share:g} of {len(sizes)} groups")
    wanted = share * len(groups)
    apart: list[str] = []
    count = 0
    for name in sorted(sizes, key=lambda name: _hash(seed, name)):
        if len(apart) < len(sizes) - 1 and (
            not apart or abs(count + sizes[name] - wanted) < abs(count - wanted)
        ):
            apart.append(name)
            count += sizes[name]
    return _fold("inner", groups, apart)


def _shares(groups: Sequence[str], strata: Sequence[int] | None) -> tuple[list[str], FloatArray]:
    """Find how much of all rows, and of each stratum, each group holds. Shape: (n_groups, 1 + n_strata)."""
    names, row_group = np.unique(np.asarray(groups, dtype=object), return_inverse=True)
    columns = [np.zeros(len(groups), dtype=np.int64)]
    if strata is not None:
        columns.append(1 + np.unique(np.asarray(strata), return_inverse=True)[1])
    table = np.zeros((len(names), 1 + max(int(column.max()) for column in columns)))
    for column in columns:
        np.add.at(table, (row_group, column), 1)
    return [str(name) for name in names], table / table.sum(axis=0)


def _order(names: Sequence[str], sizes: Counter[str], seed: int) -> list[str]:
    return sorted(names, key=lambda name: (-sizes[name], _hash(seed, name)))


def _place(order: Sequence[str], names: Sequence[str], shares: FloatArray, n_folds: int) -> dict[str, int]:
    rows = {name: row for row, name in enumerate(names)}
    filled = np.zeros((n_folds, shares.shape[1]))
    place = {}
    for name in order:
        after = filled + shares[rows[name]]
        # Adding to a fold costs what its squared shares grow by; summed over folds that is least
        # where all are alike. An empty fold wins over any other while there is one.
        cost = (after**2 - filled**2).sum(axis=1)
        best = int(np.argmin(cost.round(12)))
        filled[best] = after[best]
        place[name] = best
    return place


def _fold(name: str, groups: Sequence[str], held_out: Sequence[str]) -> Fold:
    sides: defaultdict[bool, list[int]] = defaultdict(list)
    chosen = set(held_out)
    for row, group in enumerate(groups):
        sides[group in chosen].append(row)
    return Fold(name=name, train=tuple(sides[False]), test=tuple(sides[True]))


def _hash(seed: int, name: str) -> str:
    return hashlib.sha256(f"{seed}\0{name}".encode()).hexdigest()
