"""Loaded words that a source uses more than the others do.

Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, equations 15-22): the
words inside loaded spans of one source against those of all others.
"""

import math
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from framing.languages import FUNCTION_WORDS
from framing.report.differences import benjamini_hochberg
from framing.report.sentences import SentenceKey
from framing.report.student import two_sided_p
from framing.report.table import ScoreTable
from framing.scores import SentenceScore

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A word as `framing.text.word_spans` cuts it, in the syntax of RE2, which has no look-ahead.
_WORD = r"[\p{L}\p{N}_]+(?:[''’.\-‐‑&,][\p{L}\p{N}_]+)*"

# As for differences between sources: meant to keep wrong calls to one in twenty of the words called.
_CLEAR = 0.05

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
        p_adjusted: Two-sided p of the same log-odds with each word counted once an article, after Benjamini
            & Hochberg over the source's words in two articles or more, or ``None``.
        example: Its use with the highest probability.
    """

    word: str
    count: int
    elsewhere: int
    articles: int
    log_odds: float | None
    z: float | None
    p_adjusted: float | None
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
        "SELECT word, sum(uses)::BIGINT AS total, sum(articles)::BIGINT AS in_articles "
        "FROM word_counts GROUP BY word"
    )


def words_of(table: ScoreTable, source: str, shown: int, *, enough: bool) -> tuple[WordUse[SentenceKey], ...]:
    """List a source's loaded words.

    Args:
        table: A table whose words `count_words` has counted.
        source: Name of the source.
        shown: The most to give.
        enough: Whether the source was read enough to be compared with others.

    Returns:
        The most over-used words, by z: those in two articles or more whose adjusted p is at most .05;
        perhaps none. Without enough to compare, the most frequent words.
    """
    rows = table.connection.execute(
        "SELECT word, uses, total - uses, articles, best.article_id, best.sentence, in_articles - articles "
        "FROM word_counts JOIN word_totals USING (word) WHERE source = ? ORDER BY uses DESC, word",
        [source],
    ).fetchall()
    everything, once, sources, vocabulary = table.connection.sql(
        "SELECT coalesce(sum(uses), 0)::BIGINT, coalesce(sum(articles), 0)::BIGINT, count(DISTINCT source), "
        "count(DISTINCT word) FROM word_counts"
    ).fetchall()[0]
    uses = [
        WordUse(word, count, elsewhere, articles, None, None, None, SentenceKey(article_id, sentence))
        for word, count, elsewhere, articles, article_id, sentence, _ in rows
    ]
    here = sum(use.count for use in uses)
    # Without other words or other sources there are no odds.
    if not enough or here == everything or vocabulary == 1:
        return tuple(uses[:shown])
    counts = np.array([use.count for use in uses], float)
    elsewhere = np.array([use.elsewhere for use in uses], float)
    odds, z = log_odds(counts, elsewhere, (here, everything - here), weight=everything / sources)
    articles = np.array([use.articles for use in uses], float)
    others = np.array([row[-1] for row in rows], float)
    p = adjusted_p(articles, others, (articles.sum(), once - articles.sum()), sources)
    over_used = [k for k in np.argsort(-z, kind="stable") if z[k] > 0 and p[k] <= _CLEAR]
    return tuple(
        replace(uses[k], log_odds=float(odds[k]), z=float(z[k]), p_adjusted=float(p[k]))
        for k in over_used[:shown]
    )


def adjusted_p(articles: Floats, elsewhere: Floats, totals: tuple[float, float], sources: int) -> Floats:
    """Tell how clearly words stand out, given how many were tried.

    Each word is counted once an article: the uses in one article hang together, and may be a single turn of
    phrase.

    Args:
        articles: Articles of the source with each word. Shape: ``(n_words,)``.
        elsewhere: Articles of the other sources with it. Shape: ``(n_words,)``.
        totals: All words of both bodies, each once an article.
        sources: How many sources there are.

    Returns:
        Two-sided p of the log-odds, adjusted over the words in two articles or more; 1 for the others,
        which are not tried.
    """
    _, z = log_odds(articles, elsewhere, totals, weight=sum(totals) / sources)
    p = np.ones_like(z)
    tried = articles > 1
    p[tried] = benjamini_hochberg(two_sided_p(z[tried], math.inf))
    return p


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
