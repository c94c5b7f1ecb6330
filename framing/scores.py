"""The score table: the contract between scoring and reporting, schema version 1.

One row per sentence. Everything that writes a score table builds it with `score_schema`; everything
that reads one needs nothing but this module. `docs/score-table.md` documents every column.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

SCHEMA_VERSION = 1
"""Rises with every change that a reader of the table could notice."""

SCORES_FILE = "scores.parquet"
ARTICLES_FILE = "articles.parquet"
ERRORS_FILE = "errors.jsonl"
RUN_FILE = "run.json"

_SPAN = pa.struct(
    [
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("label", pa.string(), nullable=False),
        pa.field("prob", pa.float32(), nullable=False),
        pa.field("quoted", pa.bool_(), nullable=False),
    ]
)


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Wording that carries a label.

    Attributes:
        start: First code point within the sentence.
        end: One past the last code point.
        label: ``loaded`` or a role (``villain``, ``victim``, ``hero``).
        prob: Calibrated probability, mean over the span's words, in [0, 1].
        quoted: Whether the span's words stand inside quotation marks (more than half of them).
    """

    start: int
    end: int
    label: str
    prob: float
    quoted: bool


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """One row of the score table.

    Attributes:
        source: Publisher of the article.
        article_id: Stable name of the article.
        title: Headline, or ``None``.
        published: Day of publication, or ``None``.
        url: Address of the article, or ``None``.
        sentence: 0-based position among the article's scored sentences.
        start: First code point in the cleaned article text.
        end: One past the last code point.
        text: The sentence.
        quoted_share: Quoted words as a share of all its words, in [0, 1].
        loaded: Calibrated probability that the wording is loaded, all words, in [0, 1]; ``None`` where
            the checkpoint does not tell it.
        own_loaded: Calibrated probability that what is not quoted is loaded. 0 where all of it is quoted:
            there the source says nothing itself.
        spans: Loaded wording and roles, in reading order.
        frames: Calibrated probability per frame, in [0, 1].
        checkpoint: Digest of the checkpoint that gave the probabilities.
    """

    source: str
    article_id: str
    title: str | None
    published: date | None
    url: str | None
    sentence: int
    start: int
    end: int
    text: str
    quoted_share: float
    loaded: float | None
    own_loaded: float | None
    spans: tuple[LabelledSpan, ...]
    frames: dict[str, float] = field(hash=False)
    checkpoint: str

    def is_loaded(self, threshold: float) -> bool:
        """Tell whether the sentence is loaded, all words; never where the checkpoint does not tell it."""
        return self.loaded is not None and self.loaded >= threshold

    def is_own_loaded(self, threshold: float) -> bool:
        """Tell the same of the source's own words."""
        return self.own_loaded is not None and self.own_loaded >= threshold


def score_schema(
    frames: Sequence[str], *, loaded: bool = True, metadata: dict[str, str] | None = None
) -> pa.Schema:
    """Give the Arrow schema of a score table.

    Args:
        frames: Names of the checkpoint's frames, in the order of the ``frames`` struct. A checkpoint without
            frames has no such column: Parquet knows no empty struct.
        loaded: Whether the checkpoint tells ``loaded``; else the columns are null throughout.
        metadata: Further key-value pairs for the file's footer.

    Returns:
        The schema, with ``framing.schema_version`` among its metadata.
    """
    return pa.schema(
        [
            pa.field("source", pa.string(), nullable=False),
            pa.field("article_id", pa.string(), nullable=False),
            pa.field("title", pa.string()),
            pa.field("published", pa.date32()),
            pa.field("url", pa.string()),
            pa.field("sentence", pa.int32(), nullable=False),
            pa.field("start", pa.int32(), nullable=False),
            pa.field("end", pa.int32(), nullable=False),
            pa.field("text", pa.string(), nullable=False),
            pa.field("quoted_share", pa.float32(), nullable=False),
            pa.field("loaded", pa.float32(), nullable=not loaded),
            pa.field("own_loaded", pa.float32(), nullable=not loaded),
            pa.field("spans", pa.list_(pa.field("element", _SPAN, nullable=False)), nullable=False),
            *_frames_field(frames),
            pa.field("checkpoint", pa.string(), nullable=False),
        ],
        metadata={"framing.schema_version": str(SCHEMA_VERSION), **(metadata or {})},
    )


def _frames_field(frames: Sequence[str]) -> list[pa.Field]:
    columns = [pa.field(name, pa.float32(), nullable=False) for name in frames]
    return [pa.field("frames", pa.struct(columns), nullable=False)] if columns else []


ARTICLE_SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("title", pa.string()),
        pa.field("published", pa.date32()),
        pa.field("url", pa.string()),
        pa.field("path", pa.string(), nullable=False),
        pa.field("language", pa.string()),
        pa.field("text_digest", pa.string(), nullable=False),
        pa.field("characters", pa.int32(), nullable=False),
        pa.field("sentences", pa.int32(), nullable=False),
        pa.field(
            "foreign",
            pa.list_(
                pa.field(
                    "element",
                    pa.struct(
                        [
                            pa.field("start", pa.int32(), nullable=False),
                            pa.field("end", pa.int32(), nullable=False),
                            pa.field("language", pa.string(), nullable=False),
                        ]
                    ),
                    nullable=False,
                )
            ),
            nullable=False,
        ),
        pa.field("kept", pa.map_(pa.string(), pa.string())),
    ],
    metadata={"framing.schema_version": str(SCHEMA_VERSION)},
)
"""``articles.parquet``: one row per scored article. ``foreign``: paragraphs left out, for their language.
``kept``: further columns of the input that were to be kept; tables made before there were any lack it."""
