"""Which sentences of a user's table belong together, so that no split parts them."""

from collections.abc import Sequence
from dataclasses import dataclass

from framing.labelled.columns import OwnColumns
from framing.labelled.row import Row

GROUPS = ("url", "article")
"""Columns that say which sentences belong together, the narrowest first; after them comes the source."""

FEWEST_GROUPS = 10
"""Different values a column needs to part sentences by: with fewer, one fold would hold too much."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What keeps the sentences of a table together.

    Attributes:
        column: The column that does; ``None`` where each sentence stands alone.
        n_values: Its different values; 0 without one.
        passed_over: Columns that could have and have too few values, each with their number.
    """

    column: str | None
    n_values: int = 0
    passed_over: tuple[tuple[str, int], ...] = ()

    @property
    def considered(self) -> frozenset[str]:
        """The column that keeps them together, and those passed over."""
        chosen = () if self.column is None else (self.column,)
        return frozenset((*chosen, *(column for column, _ in self.passed_over)))


def choose_grouping(table: Sequence[Row], columns: OwnColumns) -> Grouping:
    """Find the column that keeps sentences together.

    Args:
        table: The rows.
        columns: Which columns mean what.

    Returns:
        The column that was named, whatever its values; else the first of `GROUPS` and the source that has
        at least `FEWEST_GROUPS` different ones.
    """
    if columns.group is not None:
        return Grouping(columns.group, _n_values(table, columns.group))
    passed_over: list[tuple[str, int]] = []
    for column in (*GROUPS, columns.source):
        n_values = _n_values(table, column)
        if n_values >= FEWEST_GROUPS:
            return Grouping(column, n_values, tuple(passed_over))
        if n_values:
            passed_over.append((column, n_values))
    return Grouping(None, 0, tuple(passed_over))


def _n_values(table: Sequence[Row], column: str) -> int:
    return len({str(row.values[column]) for row in table if column in row.values})
