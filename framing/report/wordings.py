"""The loaded wording of each source, as it stands: what a reader should see first."""

from dataclasses import dataclass

from framing.report.table import ScoreTable

# Longer wording is a clause, which the sentences show better.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """Loaded wording of a source's own.

    Attributes:
        text: As it stands where it is most probable.
        count: Times that the source uses it, whatever the letter case.
        articles: Articles in which it does.
        prob: Highest probability among them.
    """

    text: str
    count: int
    articles: int
    prob: float


def find_wordings(table: ScoreTable, shown: int) -> dict[str, tuple[Wording, ...]]:
    """List the loaded wording of each source: what it uses in most articles first.

    Of as many articles, what it uses most comes first, then what is most clearly loaded.

    All of it counts, whether its sentence is loaded as a whole or not, as it does for loaded words. Only a
    source of which no sentence counts as loaded in its own words has no loaded wording either. Where it is
    not decided which sentences are, every source has its wording.

    Args:
        table: An open score table, its events registered.
        shown: The most to give by source.

    Returns:
        Source and its wording.
    """
    least = 0.0 if "loaded" in table.run.undecided else table.run.threshold("loaded")
    chosen = {"shown": shown, "longest": _LONGEST, "threshold": least}
    rows = table.connection.execute(_WORDINGS, chosen).fetchall()
    found: dict[str, list[Wording]] = {}
    for source, text, count, articles, prob in rows:
        found.setdefault(source, []).append(Wording(text, count, articles, prob))
    return {source: tuple(wordings) for source, wordings in found.items()}


_WORDINGS = """
WITH loaded_sources AS (SELECT DISTINCT source FROM original WHERE own_loaded >= $threshold::FLOAT),
spans AS (
    SELECT source, article_id, text, unnest(spans) AS span
    FROM original SEMI JOIN loaded_sources USING (source)
),
worded AS (
    SELECT source, article_id, span.prob AS prob,
        trim(substring(text, span."start" + 1, span."end" - span."start")) AS wording
    FROM spans WHERE span.label = 'loaded' AND NOT span.quoted
),
merged AS (
    SELECT source, min({'below': -prob, 'wording': wording}) AS best, count(*) AS uses,
        count(DISTINCT article_id) AS articles
    FROM worded WHERE length(wording) <= $longest AND regexp_matches(wording, '\\p{L}{3}')
    GROUP BY source, lower(wording)
)
SELECT source, best.wording AS wording, uses, articles, -best.below AS prob FROM merged
QUALIFY row_number() OVER (
    PARTITION BY source ORDER BY articles DESC, uses DESC, best.below, wording) <= $shown
ORDER BY source, articles DESC, uses DESC, prob DESC, wording
"""
