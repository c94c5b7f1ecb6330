"""Sums by article: all that the estimates need from ten million sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from framing.report.measures import LOADED_MEASURES, MILLIONTHS, Measure, frame_measures
from framing.report.table import ScoreTable


@dataclass(frozen=True, slots=True, eq=False)
class SourceSums:
    """The sums of one source's articles.

    Attributes:
        source: Publisher of the articles.
        columns: Names of the sums.
        sums: Whole numbers held as floats, one row per article with a sentence.
            Shape: ``(n_articles, n_columns)``.
        first: Earliest day of publication, ``None`` when no article has one.
        last: Latest day of publication.
    """

    source: str
    columns: tuple[str, ...]
    sums: NDArray[np.float64]
    first: date | None
    last: date | None

    @property
    def articles(self) -> int:
        """Articles with at least one sentence."""
        return len(self.sums)

    def total(self, column: str) -> int:
        """Add a column up over the articles.

        Args:
            column: Name of a sum.

        Returns:
            The source's total.
        """
        return int(self.sums[:, self.columns.index(column)].sum())


def measures_of(table: ScoreTable) -> tuple[Measure, ...]:
    """Give every measure that a table supports, in the report's order.

    Args:
        table: An open score table.

    Returns:
        Measures of loaded wording, then two per frame.
    """
    return (*LOADED_MEASURES, *frame_measures(table.frames))


def sum_articles(table: ScoreTable) -> None:
    """Add the sentences up by article, in the database, as the temporary table ``article_sums``.

    Thresholds are compared in 32 bits, like the probabilities they were compared with when scoring.

    Args:
        table: An open score table.
    """
    selected = ", ".join(f'{sql} AS "{name}"' for name, sql in _expressions(table))
    table.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE article_sums AS SELECT source, article_id, {selected} "
        "FROM scores GROUP BY source, article_id"
    )


def iter_sources(table: ScoreTable) -> Iterator[SourceSums]:
    """Give the sums of each source, one source at a time, in the order of their names.

    Args:
        table: A table whose articles `sum_articles` has added up.

    Yields:
        The sums of one source.
    """
    columns = tuple(name for name, _ in _expressions(table))
    selected = ", ".join(f'"{name}"' for name in columns)
    spans = table.connection.sql(
        "SELECT source, min(published), max(published) FROM articles JOIN (SELECT DISTINCT source "
        "FROM article_sums) USING (source) GROUP BY source ORDER BY source"
    ).fetchall()
    for source, first, last in spans:
        found = table.connection.execute(
            f"SELECT {selected} FROM article_sums WHERE source = ? ORDER BY article_id", [source]
        ).fetchnumpy()
        sums = np.stack([found[name] for name in columns], axis=1).astype(np.float64)
        yield SourceSums(source, columns, sums, first, last)


def _expressions(table: ScoreTable) -> list[tuple[str, str]]:
    loaded = _at_least("loaded", table.run.threshold("loaded"))
    own = _at_least("own_loaded", table.run.threshold("loaded"))
    expressions = [
        ("sentences", "count(*)"),
        ("own_sentences", _count("quoted_share < 1")),
        ("quoting_sentences", _count("quoted_share > 0")),
        ("own_loaded", _count(own)),
        ("quoted_loaded", _count(f"{loaded} AND NOT {own}")),
        ("own_prob", _millionths("own_loaded")),
        ("prob", _millionths("loaded")),
    ]
    for number, frame in enumerate(table.frames):
        prob = frame_column(frame)
        expressions.append((f"frame{number}_n", _count(_at_least(prob, table.run.threshold(frame)))))
        expressions.append((f"frame{number}_prob", _millionths(prob)))
    return expressions


def frame_column(frame: str) -> str:
    """Spell the SQL for a frame's probability.

    Args:
        frame: Name of a frame.

    Returns:
        An expression over ``scores``.
    """
    return 'frames."' + frame.replace('"', '""') + '"'


def _at_least(column: str, threshold: float) -> str:
    return f"({column} >= CAST({threshold!r} AS FLOAT))"


def _count(condition: str) -> str:
    return f"CAST(count(*) FILTER ({condition}) AS BIGINT)"


def _millionths(column: str) -> str:
    return f"CAST(sum(CAST(round({column} * {MILLIONTHS}.0) AS BIGINT)) AS BIGINT)"
