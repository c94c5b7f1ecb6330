"""Whom a source casts as villain, victim or hero: mentions merged, quotes counted apart."""

from dataclasses import dataclass

import duckdb

from framing.report.function_words import PRONOUNS
from framing.report.sentences import SentenceKey
from framing.report.table import ScoreTable

_DETERMINERS = "the|a|an|this|that|these|those|its|his|her|their|our|your|my|some|all|both|each|every"

# Macros rather than Python: the rows stay in the database however many there are.
_MACROS = (
    rf"""
    CREATE OR REPLACE TEMP MACRO bare_mention(mention) AS
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(mention,
            '\s+', ' ', 'g'),
            '^[^\p{{L}}\p{{N}}]+|[^\p{{L}}\p{{N}}.]+$', '', 'g'),
            '^(?i:{_DETERMINERS}) ', ''),
            '[''’][sS]?$', '')
    """,
    r"""
    CREATE OR REPLACE TEMP MACRO singular(words) AS CASE
        WHEN regexp_matches(words, '[a-z]{2}[^aeiou]ies$') THEN regexp_replace(words, 'ies$', 'y')
        WHEN regexp_matches(words, '(ss|x|z|ch|sh)es$') THEN regexp_replace(words, 'es$', '')
        WHEN regexp_matches(words, '[a-z]{2}[^siu]s$') THEN regexp_replace(words, 's$', '')
        ELSE words END
    """,
    r"""
    CREATE OR REPLACE TEMP MACRO mention_key(mention) AS
        singular(lower(replace(bare_mention(mention), '.', '')))
    """,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody whom a source casts in a role.

    Attributes:
        role: ``villain``, ``victim`` or ``hero``.
        name: The form used most often.
        forms: Every form that was merged, most frequent first, at most eight.
        own: Times cast so in the source's own words.
        quoted: Times cast so in words that it quotes.
        articles: Articles of the source that cast them so in its own words.
        example: The casting with the highest probability, in its own words.
    """

    role: str
    name: str
    forms: tuple[str, ...]
    own: int
    quoted: int
    articles: int
    example: SentenceKey


@dataclass(frozen=True, slots=True)
class SourceMentions:
    """The mentions that a report shows for a source.

    Attributes:
        source: Name of the source.
        mentions: By role, most frequent first.
    """

    source: str
    mentions: tuple[Mention, ...]


def define_mention_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Define how mentions are merged: ``mention_key`` is equal for mentions that are one.

    Letter case, a leading article or possessive word, a possessive ending, points ("U.S.") and a
    simple plural of the last word make no difference.

    Args:
        connection: Where to define it.
    """
    for macro in _MACROS:
        connection.execute(macro)


def find_mentions(table: ScoreTable, shown: int) -> tuple[SourceMentions, ...]:
    """Count whom each source casts in which role. Pronouns are left out: they name nobody.

    Args:
        table: An open score table.
        shown: The most to give by source and role.

    Returns:
        The sources that cast somebody in their own words, in the order of their names.
    """
    define_mention_macros(table.connection)
    table.connection.execute(_MENTION_ROWS, {"pronouns": sorted(PRONOUNS)})
    rows = table.connection.execute(_TOP_MENTIONS, {"shown": shown}).fetchall()
    table.connection.execute("DROP TABLE mention_rows")
    found: dict[str, list[Mention]] = {}
    for source, role, forms, own, quoted, articles, article_id, sentence in rows:
        key = SentenceKey(article_id, sentence)
        mention = Mention(role, forms[0], tuple(forms[:8]), own, quoted, articles, key)
        found.setdefault(source, []).append(mention)
    return tuple(SourceMentions(source, tuple(mentions)) for source, mentions in found.items())


# Upper-case "US" is a country; "I" is a pronoun in upper case too.
_MENTION_ROWS = """
CREATE OR REPLACE TEMP TABLE mention_rows AS
WITH spans AS (SELECT source, article_id, sentence, text, unnest(spans) AS span FROM scores),
bare AS (
    SELECT source, article_id, sentence, span.label AS role, span.prob AS prob, span.quoted AS quoted,
        bare_mention(substring(text, span."start" + 1, span."end" - span."start")) AS form
    FROM spans WHERE span.label <> 'loaded'
)
SELECT *, mention_key(form) AS key FROM bare
WHERE regexp_matches(form, '[\\p{L}\\p{N}]')
    AND NOT (list_contains($pronouns, lower(form)) AND (form <> upper(form) OR length(form) < 2))
"""

_TOP_MENTIONS = """
WITH merged AS (
    SELECT source, role, key,
        count(*) FILTER (NOT quoted) AS own,
        count(*) FILTER (quoted) AS quoted,
        count(DISTINCT article_id) FILTER (NOT quoted) AS articles,
        min({'below': -prob, 'article_id': article_id, 'sentence': sentence}) FILTER (NOT quoted) AS best
    FROM mention_rows GROUP BY source, role, key
),
top AS (
    SELECT *, row_number() OVER (PARTITION BY source, role ORDER BY own DESC, quoted DESC, key) AS rank
    FROM merged WHERE own > 0 QUALIFY rank <= $shown
),
forms AS (
    SELECT source, role, key, form, count(*) AS uses
    FROM mention_rows SEMI JOIN top USING (source, role, key) GROUP BY source, role, key, form
),
listed AS (
    SELECT source, role, key, list(form ORDER BY uses DESC, form) AS forms
    FROM forms GROUP BY source, role, key
)
SELECT source, role, forms, own, quoted, articles, best.article_id, best.sentence
FROM top JOIN listed USING (source, role, key) ORDER BY source, role, rank
"""
