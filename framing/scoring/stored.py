"""Parts of a run, read again: to go on behind them, and to write them in other formats."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from framing.engines.predict import DECIMALS
from framing.scores import LabelledSpan, SentenceScore
from framing.scoring.admission import Copies
from framing.scoring.group import ScoredArticle
from framing.scoring.parts import part_file, read_errors
from framing.text import Article, Unscored

_ROWS = 4096
"""Rows held in memory."""


def stored_scores(folder: Path, parts: range) -> Iterator[SentenceScore]:
    """Read the rows of some parts.

    Args:
        folder: The run's folder.
        parts: Their numbers.

    Yields:
        Rows, in the order they were written.
    """
    for number in parts:
        for row in _rows(part_file(folder, "scores", number)):
            yield _score(row)


def stored_results(folder: Path, parts: range) -> Iterator[ScoredArticle | Unscored]:
    """Read what some parts hold, the articles without their text.

    Args:
        folder: The run's folder.
        parts: Their numbers.

    Yields:
        Results, in the order they were written.
    """
    scores = stored_scores(folder, parts)
    for number in parts:
        for row in _rows(part_file(folder, "articles", number)):
            yield ScoredArticle(_article(row), tuple(islice(scores, row["sentences"])))
        yield from read_errors(part_file(folder, "errors", number))


def stored_copies(folder: Path, parts: range) -> Copies:
    """Give the memory of the articles in some parts, so that their copies are refused.

    Args:
        folder: The run's folder.
        parts: Their numbers.

    Returns:
        The memory.
    """
    copies = Copies()
    for number in parts:
        file = part_file(folder, "articles", number)
        for row in _rows(file, ["article_id", "source", "text_digest"]):
            copies.remember(row["article_id"], row["source"], row["text_digest"])
    return copies


def _rows(file: Path, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    with pq.ParquetFile(file) as table:
        batches: Iterator[pa.RecordBatch] = table.iter_batches(batch_size=_ROWS, columns=columns)
        for batch in batches:
            yield from batch.to_pylist()


def _score(row: Mapping[str, Any]) -> SentenceScore:
    spans = tuple(LabelledSpan(**{**span, "prob": _rounded(span["prob"])}) for span in row["spans"])
    frames = {name: _rounded(prob) for name, prob in row.get("frames", {}).items()}
    probs = {name: _rounded(row[name]) for name in ("quoted_share", "loaded", "own_loaded")}
    return SentenceScore(**{**row, **probs, "spans": spans, "frames": frames})


def _rounded(prob: float | None) -> float | None:
    # The table keeps 32 bits: rounding gives back the decimal that was stored.
    return None if prob is None else round(prob, DECIMALS)


def _article(row: Mapping[str, Any]) -> Article:
    return Article(
        id=row["article_id"],
        source=row["source"],
        text="",
        title=row["title"],
        published=row["published"],
        url=row["url"],
        language=row["language"],
        path=row["path"],
    )
