"""The score table and the table of articles as Parquet, written as they come."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from framing.scores import ARTICLE_SCHEMA, LabelledSpan, SentenceScore, score_schema
from framing.scoring.group import ScoredArticle
from framing.scoring.seen import text_digest

ROW_GROUP = 16_384
"""Rows held in memory before they are written: some 20 MB of sentences."""


class _RowGroups:
    """Rows gathered into row groups of one file."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._schema = schema
        self._columns: dict[str, list[Any]] = {name: [] for name in schema.names}
        self._file = pq.ParquetWriter(path, schema, compression="zstd")

    def add(self, row: Iterable[Any]) -> None:
        """Add one row, its values in the order of the schema."""
        for column, value in zip(self._columns.values(), row, strict=True):
            column.append(value)
        if len(column) >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write the rows that are left and the file's footer."""
        self._flush()
        self._file.close()

    def abandon(self) -> None:
        """Close the file without the rows that are left."""
        self._file.close()

    def _flush(self) -> None:
        fields = zip(self._schema, self._columns.values(), strict=True)
        arrays = [pa.array(values, type=field.type) for field, values in fields]
        if len(arrays[0]):
            self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        for column in self._columns.values():
            column.clear()


class ParquetScores:
    """Writes ``scores.parquet``.

    Args:
        path: The file.
        frames: Names of the checkpoint's frames.
        loaded: Whether the checkpoint tells ``loaded``.
    """

    def __init__(self, path: Path, frames: Sequence[str], *, loaded: bool = True) -> None:
        self._rows = _RowGroups(path, score_schema(frames, loaded=loaded))

    def write(self, scores: Sequence[SentenceScore]) -> None:
        """Add rows.

        Args:
            scores: One row each.
        """
        for score in scores:
            self._rows.add(_score_row(score))

    def close(self) -> None:
        """Finish the file."""
        self._rows.close()

    def abandon(self) -> None:
        """Close the file unfinished."""
        self._rows.abandon()


class ParquetArticles:
    """Writes ``articles.parquet``.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._rows = _RowGroups(path, ARTICLE_SCHEMA)

    def write(self, scored: ScoredArticle) -> None:
        """Add the row of an article.

        Args:
            scored: The article with its scores.
        """
        self._rows.add(_article_row(scored))

    def close(self) -> None:
        """Finish the file."""
        self._rows.close()

    def abandon(self) -> None:
        """Close the file unfinished."""
        self._rows.abandon()


def _score_row(score: SentenceScore) -> tuple[Any, ...]:
    return (
        score.source,
        score.article_id,
        score.title,
        score.published,
        score.url,
        score.sentence,
        score.start,
        score.end,
        score.text,
        score.quoted_share,
        score.loaded,
        score.own_loaded,
        [span_dict(span) for span in score.spans],
        *([score.frames] if score.frames else []),
        score.checkpoint,
    )


def span_dict(span: LabelledSpan) -> dict[str, int | str | float | bool]:
    """Give a span as the score table's ``spans`` column holds it.

    Args:
        span: The span.

    Returns:
        Its fields by name.
    """
    return {
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "prob": span.prob,
        "quoted": span.quoted,
    }


def _article_row(scored: ScoredArticle) -> tuple[Any, ...]:
    article = scored.article
    return (
        article.id,
        article.source,
        article.title,
        article.published,
        article.url,
        # A file name need not be UTF-8; its odd bytes are shown, since Arrow cannot hold them.
        article.path.encode("utf-8", "backslashreplace").decode(),
        article.language,
        text_digest(article.text),
        len(article.text),
        len(scored.sentences),
        [{"start": span.start, "end": span.end, "language": span.language} for span in article.foreign],
        list(article.kept) or None,
    )
