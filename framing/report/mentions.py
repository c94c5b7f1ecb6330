"""Whom a source casts as villain, victim or hero: mentions merged, quotes counted apart."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import duckdb
import pyarrow as pa

from framing.report.merging import bare_mention, mention_key
from framing.report.roles import CLEAR, SHOWN_FROM
from framing.report.sentences import SentenceKey
from framing.report.table import ScoreTable
from framing.scores import SentenceScore

_Example = TypeVar("_Example", SentenceKey, SentenceScore)


@dataclass(frozen=True, slots=True)
class OtherRole:
    """Another role in which a source casts the same name: then the two contest each other.

    Attributes:
        role: The other role.
        own: Times in the source's own words, each more likely right than wrong.
    """

    role: str
    own: int


@dataclass(frozen=True, slots=True)
class Mention(Generic[_Example]):
    """Somebody whom a source casts in a role.

    Attributes:
        role: ``villain``, ``victim`` or ``hero``.
        name: The form used most often.
        forms: Every form that was merged, most frequent first, at most eight.
        own: Times cast so in the source's own words with a probability of at least .5.
        own_articles: Articles of the source that cast them so as often as ``own`` says.
        doubtful: Further times in its own words, with a probability from .25 up to .5.
        quoted: Times cast so in words that it quotes, with a probability of at least .5.
        articles: The same, articles with none but doubtful castings included.
        also: Other roles in which the source casts the same name, most frequent first.
        example: The casting with the highest probability, in its own words.
    """

    role: str
    name: str
    forms: tuple[str, ...]
    own: int
    own_articles: int
    doubtful: int
    quoted: int
    articles: int
    also: tuple[OtherRole, ...]
    example: _Example


@dataclass(frozen=True, slots=True)
class SourceMentions:
    """The mentions that a report shows for a source.

    Attributes:
        source: Name of the source.
        mentions: By role, those in most articles first.
    """

    source: str
    mentions: tuple[Mention[SentenceKey], ...]


def find_mentions(table: ScoreTable, shown: int) -> tuple[SourceMentions, ...]:
    """Count whom each source casts in which role. Pronouns are left out: they name nobody.

    A name in many articles comes before one that a single article repeats, and clear castings before doubtful
    ones.

    Args:
        table: An open score table, its events registered.
        shown: The most to give by source and role.

    Returns:
        The sources that cast somebody in their own words, in the order of their names.
    """
    table.connection.execute(_MENTION_SPANS, {"least": SHOWN_FROM})
    _register_names(table.connection)
    rows = table.connection.execute(_TOP_MENTIONS, {"shown": shown, "clear": CLEAR}).fetchall()
    table.connection.unregister("mention_names")
    table.connection.execute("DROP TABLE mention_spans")
    found: dict[str, list[Mention[SentenceKey]]] = {}
    for (
        source,
        role,
        forms,
        own,
        own_articles,
        doubtful,
        quoted,
        articles,
        also,
        article_id,
        sentence,
    ) in rows:
        mention = Mention(
            role=role,
            name=forms[0],
            forms=tuple(forms[:8]),
            own=own,
            own_articles=own_articles,
            doubtful=doubtful,
            quoted=quoted,
            articles=articles,
            also=tuple(OtherRole(one["role"], one["own"]) for one in also or ()),
            example=SentenceKey(article_id, sentence),
        )
        found.setdefault(source, []).append(mention)
    return tuple(SourceMentions(source, tuple(mentions)) for source, mentions in found.items())


def _register_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Make known which mention is a form of which name; each is looked at once, however often it stands."""
    mentions = [
        mention for (mention,) in connection.sql("SELECT DISTINCT mention FROM mention_spans").fetchall()
    ]
    forms = [bare_mention(mention) for mention in mentions]
    keys = [mention_key(form) for form in forms]
    columns = {"mention": mentions, "form": forms, "key": keys}
    connection.register("mention_names", pa.table(columns, schema=_NAMES))


_NAMES = pa.schema([("mention", pa.string()), ("form", pa.string()), ("key", pa.string())])

_MENTION_SPANS = """
CREATE OR REPLACE TEMP TABLE mention_spans AS
WITH spans AS (SELECT source, article_id, sentence, text, unnest(spans) AS span FROM original)
SELECT source, article_id, sentence, span.label AS role, span.prob AS prob, span.quoted AS quoted,
    substring(text, span."start" + 1, span."end" - span."start") AS mention
FROM spans WHERE span.label <> 'loaded' AND span.prob >= $least
"""

_TOP_MENTIONS = """
WITH mention_rows AS (SELECT * FROM mention_spans JOIN mention_names USING (mention) WHERE key <> ''),
merged AS (
    SELECT source, role, key,
        count(*) FILTER (NOT quoted AND prob >= $clear) AS own,
        count(DISTINCT article_id) FILTER (NOT quoted AND prob >= $clear) AS own_articles,
        count(*) FILTER (NOT quoted AND prob < $clear) AS doubtful,
        count(*) FILTER (quoted AND prob >= $clear) AS quoted,
        count(DISTINCT article_id) FILTER (NOT quoted) AS articles,
        min({'below': -prob, 'article_id': article_id, 'sentence': sentence}) FILTER (NOT quoted) AS best
    FROM mention_rows GROUP BY source, role, key
),
top AS (
    SELECT *, row_number() OVER (
        PARTITION BY source, role
        ORDER BY own_articles DESC, own DESC, articles DESC, doubtful DESC, quoted DESC, key) AS rank
    FROM merged WHERE own + doubtful > 0 QUALIFY rank <= $shown
),
forms AS (
    SELECT source, role, key, form, count(*) AS uses
    FROM mention_rows SEMI JOIN top USING (source, role, key) GROUP BY source, role, key, form
),
listed AS (
    SELECT source, role, key, list(form ORDER BY uses DESC, form) AS forms
    FROM forms GROUP BY source, role, key
),
contested AS (
    SELECT top.source, top.role, top.key,
        list({'role': merged.role, 'own': merged.own} ORDER BY merged.own DESC, merged.role) AS also
    FROM top JOIN merged USING (source, key) WHERE merged.role <> top.role AND merged.own > 0
    GROUP BY top.source, top.role, top.key
)
SELECT source, role, forms, own, own_articles, doubtful, quoted, articles, also,
    best.article_id, best.sentence
FROM top JOIN listed USING (source, role, key) LEFT JOIN contested USING (source, role, key)
ORDER BY source, role, rank
"""
