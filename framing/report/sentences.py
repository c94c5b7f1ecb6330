"""Picks the sentences that the report shows, and fetches nothing but those."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from framing.report.aggregate import frame_column
from framing.report.table import ScoreTable
from framing.scores import LabelledSpan, SentenceScore

# Read more than shown, so that repeated sentences and one article's flood can be left out.
_SURPLUS = 6
_PER_ARTICLE = 3


@dataclass(frozen=True, slots=True, order=True)
class SentenceKey:
    """Where a sentence stands.

    Attributes:
        article_id: Its article.
        sentence: Its 0-based position in the article.
    """

    article_id: str
    sentence: int


@dataclass(frozen=True, slots=True)
class SourceSentences:
    """Candidate sentences of one source, each list best first.

    Attributes:
        own: Most loaded in the source's own words.
        quoted: Most loaded of those that are loaded only in quotes.
        frames: For each frame of the table the clearest sentence, ``None`` where none is over the threshold.
    """

    own: tuple[SentenceKey, ...]
    quoted: tuple[SentenceKey, ...]
    frames: tuple[SentenceKey | None, ...]


def no_sentences(frames: int) -> SourceSentences:
    """Give the candidates of a source that has none.

    Args:
        frames: How many frames the table has.

    Returns:
        Empty lists, and no sentence for any frame.
    """
    return SourceSentences((), (), (None,) * frames)


def pick_sentences(table: ScoreTable, shown: int) -> tuple[tuple[str, SourceSentences], ...]:
    """Pick the sentences with the highest probabilities by source; ties go to the lower id.

    Args:
        table: An open score table.
        shown: Sentences wanted by source.

    Returns:
        Source and its candidates, more than asked for: see `distinct`.
    """
    threshold = f"CAST({table.run.threshold('loaded')!r} AS FLOAT)"
    wanted = shown * _SURPLUS
    columns = [
        _best("own_loaded", f"own_loaded >= {threshold}", wanted),
        _best("loaded", f"loaded >= {threshold} AND own_loaded < {threshold}", wanted),
    ]
    for frame in table.frames:
        prob = frame_column(frame)
        columns.append(_best(prob, f"{prob} >= CAST({table.run.threshold(frame)!r} AS FLOAT)", 1))
    rows = table.connection.execute(
        f"SELECT source, {', '.join(columns)} FROM original GROUP BY source ORDER BY source"
    ).fetchall()
    return tuple(
        (
            source,
            SourceSentences(
                _keys(own), _keys(quoted), tuple(next(iter(_keys(best)), None) for best in frames)
            ),
        )
        for source, own, quoted, *frames in rows
    )


def _best(prob: str, condition: str, number: int) -> str:
    ranked = f"min({{'below': -{prob}, 'article_id': article_id, 'sentence': sentence}}, {number})"
    return f"{ranked} FILTER ({condition})"


def _keys(best: list[dict[str, object]] | None) -> tuple[SentenceKey, ...]:
    return tuple(SentenceKey(str(one["article_id"]), int(str(one["sentence"]))) for one in best or ())


def fetch_sentences(table: ScoreTable, keys: Iterable[SentenceKey]) -> dict[SentenceKey, SentenceScore]:
    """Fetch the sentences asked for, in one pass over the table.

    Args:
        table: An open score table.
        keys: Where they stand; repeats do no harm.

    Returns:
        Each key with its sentence.
    """
    unique = sorted(set(keys))
    wanted = pa.table(
        {
            "article_id": pa.array([key.article_id for key in unique], pa.string()),
            "sentence": pa.array([key.sentence for key in unique], pa.int32()),
        }
    )
    table.connection.register("wanted", wanted)
    rows = table.connection.sql("SELECT * FROM scores SEMI JOIN wanted USING (article_id, sentence)")
    found = [_sentence(row) for row in rows.to_arrow_table().to_pylist()]
    table.connection.unregister("wanted")
    return {SentenceKey(score.article_id, score.sentence): score for score in found}


def _sentence(row: dict[str, object]) -> SentenceScore:
    # The table of a checkpoint without frames has no column of them.
    known = {name: row.get(name, {}) for name in SentenceScore.__dataclass_fields__}
    spans = tuple(LabelledSpan(**span) for span in known.pop("spans"))  # type: ignore[attr-defined]
    return SentenceScore(**known, spans=spans)  # type: ignore[arg-type]


def distinct(
    keys: Iterable[SentenceKey], sentences: dict[SentenceKey, SentenceScore], shown: int
) -> tuple[SentenceScore, ...]:
    """Choose what to show: no sentence twice, of several articles none more than three times.

    Args:
        keys: Candidates, best first.
        sentences: The fetched sentences.
        shown: The most to give.

    Returns:
        The sentences, best first.
    """
    keys = tuple(keys)
    per_article = max(_PER_ARTICLE, -(-shown // max(len({key.article_id for key in keys}), 1)))
    chosen: list[SentenceScore] = []
    texts: set[str] = set()
    by_article: dict[str, int] = {}
    for key in keys:
        score = sentences[key]
        if score.text in texts or by_article.get(key.article_id, 0) >= per_article:
            continue
        texts.add(score.text)
        by_article[key.article_id] = by_article.get(key.article_id, 0) + 1
        chosen.append(score)
        if len(chosen) == shown:
            break
    return tuple(chosen)
