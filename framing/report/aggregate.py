"""Sums by article: all that the estimates need from ten million sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from framing.report.counted import counted_roles
from framing.report.measures import LOADED_MEASURES, MILLIONTHS, Measure, frame_measures, role_measures
from framing.report.roles import CLEAR
from framing.report.table import ScoreTable


@dataclass(frozen=True, slots=True, eq=False)
class SourceSums:
    """The sums of one source's articles.

    Attributes:
        source: Publisher of the articles.
        columns: Names of the sums.
        sums: Whole numbers held as floats, one row per article with a sentence.
            Shape: ``(n_articles, n_columns)``.
        events: Number of each article's event, -1 where it stands alone. Shape: ``(n_articles,)``.
        borrowed: Whether the article repeats the wording of another source's. Shape: ``(n_articles,)``.
        days: Day of each article as an ordinal, -1 where unknown. Shape: ``(n_articles,)``.
        groups: Each article's group, where the report compiles by one; ``None`` where unknown.
        repeated: Articles left out, since they repeat another article of the same source.
        first: Earliest day of publication, ``None`` when no article has one.
        last: Latest day of publication.
    """

    source: str
    columns: tuple[str, ...]
    sums: NDArray[np.float64]
    events: NDArray[np.int64]
    borrowed: NDArray[np.bool_]
    days: NDArray[np.int64]
    groups: tuple[str | None, ...]
    repeated: int
    first: date | None
    last: date | None

    @property
    def articles(self) -> int:
        """Articles with at least one sentence."""
        return len(self.sums)

    def column(self, name: str, sums: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Give one sum of every article, or of every row of other sums with the same columns.

        Args:
            name: Name of a sum.
            sums: Other sums, for instance resampled ones; the articles' own if left out.

        Returns:
            The sums, one per row.
        """
        return (self.sums if sums is None else sums)[:, self.columns.index(name)]

    def total(self, column: str) -> int:
        """Add a column up over the articles.

        Args:
            column: Name of a sum.

        Returns:
            The source's total.
        """
        return int(self.column(column).sum())


def measures_of(table: ScoreTable) -> tuple[Measure, ...]:
    """Give every measure that a table supports, in the report's order.

    Args:
        table: An open score table.

    Returns:
        Measures of loaded wording, then two per frame, then one per role that is counted; without shares of
        labels that are not decided.
    """
    counted = counted_roles(table)
    roles = zip(table.roles, role_measures(table.roles), strict=True)
    measures = (
        *LOADED_MEASURES,
        *frame_measures(table.frames),
        *(measure for role, measure in roles if role in counted),
    )
    undecided = table.run.undecided
    return tuple(measure for measure in measures if measure.decided_by not in undecided)


def sum_articles(table: ScoreTable) -> None:
    """Add the counted sentences up by article, in the database, as the temporary table ``article_sums``.

    Thresholds are compared in 32 bits, like the probabilities they were compared with when scoring.

    Args:
        table: An open score table.
    """
    selected = ", ".join(f'{sql} AS "{name}"' for name, sql in _expressions(table))
    table.connection.execute(
        "CREATE OR REPLACE TEMP TABLE article_sums AS "
        f"WITH added AS (SELECT source, article_id, {selected} FROM counted GROUP BY source, article_id) "
        f"SELECT added.*, {_JOINED}"
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
    for source, first, last, repeated in table.connection.sql(_SOURCES).fetchall():
        found = table.connection.execute(
            f"SELECT {selected}, {_ABOUT} FROM article_sums WHERE source = ? ORDER BY article_id", [source]
        ).fetchnumpy()
        yield SourceSums(
            source=source,
            columns=columns,
            sums=np.stack([found[name] for name in columns], axis=1).astype(np.float64),
            events=np.asarray(found["event"], np.int64),
            borrowed=np.asarray(found["borrowed"], np.bool_),
            days=np.asarray(found["day"], np.int64),
            groups=tuple(value if isinstance(value, str) else None for value in found["value"].tolist()),
            repeated=repeated,
            first=first,
            last=last,
        )


# What is known of an article beside its sums.
_ABOUT = "event, borrowed, day, value"
_JOINED = """
coalesce(placed.event, -1) AS event, borrowed.article_id IS NOT NULL AS borrowed,
coalesce(date_diff('day', DATE '0001-01-01', published) + 1, -1) AS day, groups.value AS value
FROM added LEFT JOIN (SELECT article_id, published FROM articles) USING (article_id)
LEFT JOIN placed USING (article_id) LEFT JOIN groups USING (article_id)
LEFT JOIN borrowed ON borrowed.article_id = added.article_id
"""

_SOURCES = """
SELECT source, min(published), max(published), coalesce(any_value(repeated), 0)
FROM articles JOIN (SELECT DISTINCT source FROM article_sums) USING (source)
LEFT JOIN (SELECT source, count(*) AS repeated FROM repeats GROUP BY source) USING (source)
GROUP BY source ORDER BY source
"""


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
        ("quoting_prob", _millionths("CASE WHEN quoted_share > 0 THEN loaded ELSE 0 END")),
    ]
    for number, frame in enumerate(table.frames):
        prob = frame_column(frame)
        expressions.append((f"frame{number}_n", _count(_at_least(prob, table.run.threshold(frame)))))
        expressions.append((f"frame{number}_prob", _millionths(prob)))
    expressions += [(f"role{k}_n", _count(_casts(role))) for k, role in enumerate(table.roles)]
    return expressions


def _casts(role: str) -> str:
    """Tell whether a sentence casts somebody in a role in the source's own words, more likely than not."""
    name = role.replace("'", "''")
    span = f"span.label = '{name}' AND NOT span.quoted AND {_at_least('span.prob', CLEAR)}"
    return f"len(spans) > 0 AND len(list_filter(spans, lambda span: {span})) > 0"


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
