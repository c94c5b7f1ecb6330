"""Loaded words that a source uses more than the others do.

Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, equations 15-22): the
words inside loaded spans of one source against those of all others.
"""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from framing.languages import FUNCTION_WORDS
from framing.report.sentences import SentenceKey
from framing.report.table import ScoreTable
from framing.scores import SentenceScore

Floats = NDArray[np.float64]

# A word as `framing.text.word_spans` cuts it, in the syntax of RE2, which has no look-ahead.
_WORD = r"[\p{L}\p{N}_]+(?:[''’.\-‐‑&,][\p{L}\p{N}_]+)*"

# Below one standard error a word does not stand out enough to be listed.
_CLEAR = 1.0


_Example = TypeVar("_Example", SentenceKey, SentenceScore)


@dataclass(frozen=True, slots=True)
class WordUse(Generic[_Example]):
    """A word that a source uses in loaded wording of its own.

    Attributes:
        word: In lower case, without a possessive ending.
        count: Uses in loaded wording, in the source's own words.
        elsewhere: The same in all other sources together.
        articles: Articles of the source with such a use.
        log_odds: How over-used it is against the other sources; ``None`` when there is none, or
            too little was read to say.
        z: The same in standard errors, or ``None``.
        example: Its use with the highest probability.
    """

    word: str
    count: int
    elsewhere: int
    articles: int
    log_odds: float | None
    z: float | None
    example: _Example


def count_words(table: ScoreTable) -> None:
    """Count loaded words by source, in the database, as ``word_counts`` and ``word_totals``.

    Args:
        table: An open score table.
    """
    table.connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE word_counts AS
        WITH spans AS (SELECT source, article_id, sentence, text, unnest(spans) AS span FROM original),
        words AS (
            SELECT source, article_id, sentence, span.prob AS prob, unnest(regexp_extract_all(
                lower(substring(text, span."start" + 1, span."end" - span."start")), '{_WORD}')) AS raw
            FROM spans WHERE span.label = 'loaded' AND NOT span.quoted
        ),
        bare AS (SELECT *, regexp_replace(raw, '[''’]s$', '') AS word FROM words)
        SELECT source, word, count(*) AS uses, count(DISTINCT article_id) AS articles,
            min({{'below': -prob, 'article_id': article_id, 'sentence': sentence}}) AS best
        FROM bare
        WHERE regexp_matches(word, '\\p{{L}}.*\\p{{L}}') AND NOT list_contains($function_words, word)
        GROUP BY source, word
        """,
        {"function_words": sorted(FUNCTION_WORDS)},
    )
    table.connection.execute(
        "CREATE OR REPLACE TEMP TABLE word_totals AS "
        "SELECT word, sum(uses)::BIGINT AS total FROM word_counts GROUP BY word"
    )


def words_of(table: ScoreTable, source: str, shown: int, *, enough: bool) -> tuple[WordUse[SentenceKey], ...]:
    """List a source's loaded words.

    Args:
        table: A table whose words `count_words` has counted.
        source: Name of the source.
        shown: The most to give.
        enough: Whether the source was read enough to be compared with others.

    Returns:
        The most over-used words, by z: those with a z of at least 1 that stand in two articles or
        more. Without enough to compare, the most frequent words.
    """
    rows = table.connection.execute(
        "SELECT word, uses, total - uses, articles, best.article_id, best.sentence "
        "FROM word_counts JOIN word_totals USING (word) WHERE source = ? ORDER BY uses DESC, word",
        [source],
    ).fetchall()
    everything, sources, vocabulary = table.connection.sql(
        "SELECT coalesce(sum(uses), 0)::BIGINT, count(DISTINCT source), count(DISTINCT word) FROM word_counts"
    ).fetchall()[0]
    uses = [
        WordUse(word, count, elsewhere, articles, None, None, SentenceKey(article_id, sentence))
        for word, count, elsewhere, articles, article_id, sentence in rows
    ]
    here = sum(use.count for use in uses)
    # Without other words or other sources there are no odds.
    if not enough or here == everything or vocabulary == 1:
        return tuple(uses[:shown])
    counts = np.array([use.count for use in uses], float)
    elsewhere = np.array([use.elsewhere for use in uses], float)
    odds, z = log_odds(counts, elsewhere, (here, everything - here), weight=everything / sources)
    ranked = [k for k in np.argsort(-z, kind="stable") if z[k] >= _CLEAR and uses[k].articles > 1]
    return tuple(replace(uses[k], log_odds=float(odds[k]), z=float(z[k])) for k in ranked[:shown])


def log_odds(
    counts: Floats, elsewhere: Floats, totals: tuple[float, float], *, weight: float
) -> tuple[Floats, Floats]:
    """Compare the use of words in two bodies of text.

    The prior expects every word as often as both bodies use it together, so that rare words are
    drawn to zero.

    Args:
        counts: Uses of each word here. Shape: ``(n_words,)``.
        elsewhere: Uses of each word in the other body. Shape: ``(n_words,)``.
        totals: All words here, and in the other body; the latter above 0.
        weight: Words that the prior is worth, above 0.

    Returns:
        Difference of the log-odds, above 0 where used more here, and the same in standard errors.
    """
    prior = weight * (counts + elsewhere) / sum(totals)
    here, there = counts + prior, elsewhere + prior
    odds = np.log(here / (totals[0] + weight - here)) - np.log(there / (totals[1] + weight - there))
    return odds, odds / np.sqrt(1 / here + 1 / there)
