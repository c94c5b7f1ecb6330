"""What the JSON API takes and gives. Names and meanings are those of the score table."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from framing.text import Reason


def _whole(text: str) -> str:
    """Refuse half surrogate pairs: JSON can spell them, but they are no characters."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("holds half a surrogate pair, which is no character")
    return text


Prob = Annotated[float, Field(ge=0, le=1)]


def _day(value: object) -> object:
    """Take ``YYYY-MM-DD`` alone: numbers and hours would be taken for days otherwise."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("is no day like 2024-04-09")
    return value


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[date, BeforeValidator(_day)]
Words = Annotated[str, AfterValidator(_whole)]
Name = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_whole)]


MOST_ARTICLES = 1000
"""Most articles of a request, whatever the server's own limit: each that is wrong costs an error of its own,
and a body has room for a million."""

_MOST_FIELDS = 32


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _few_fields(cls, given: Any) -> Any:
        """Refuse many fields at once: each that is not known costs an error of its own."""
        if isinstance(given, dict) and len(given) > _MOST_FIELDS:
            raise ValueError(f"has more than {_MOST_FIELDS} fields")
        return given


class _Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ArticleIn(_Given):
    """An article to score. Its text is scored as it stands; `/v1/read` cleans pages and files."""

    text: Annotated[
        Words, Field(description="The body, without the headline.", examples=["The port closed."])
    ]
    source: Annotated[Name, Field(description="Its publisher.")] = "text"
    title: Annotated[Name | None, Field(description="Headline; it is not scored.")] = None
    published: Annotated[Day | None, Field(description="Day of publication.")] = None
    url: Annotated[Name | None, Field(description="Its address; nothing is fetched from there.")] = None
    article_id: Annotated[
        Name | None, Field(description="Its name; by default a digest of source, title and text.")
    ] = None


class ScoreRequest(_Given):
    """Articles to score together."""

    articles: Annotated[
        list[ArticleIn],
        Field(min_length=1, max_length=MOST_ARTICLES, description="In any number up to the limit."),
    ]


class SpanRow(_Row):
    """Wording that carries a label."""

    start: Annotated[int, Field(description="First code point within the sentence.")]
    end: Annotated[int, Field(description="One past the last code point.")]
    label: Annotated[str, Field(description="loaded, villain, victim or hero.")]
    prob: Annotated[Prob, Field(description="Calibrated probability, mean over the words.")]
    quoted: Annotated[bool, Field(description="Whether it stands inside quotation marks.")]


class ScoreRow(_Row):
    """A sentence: one row of the score table."""

    source: str
    article_id: str
    title: str | None
    published: date | None
    url: str | None
    sentence: Annotated[int, Field(description="0-based place among the article's sentences.")]
    start: Annotated[int, Field(description="First code point in the article's text.")]
    end: Annotated[int, Field(description="One past the last code point.")]
    text: str
    quoted_share: Annotated[Prob, Field(description="Share of its words inside quotation marks.")]
    loaded: Annotated[
        Prob | None,
        Field(description="Probability that the wording is loaded, all words; null where not judged."),
    ]
    own_loaded: Annotated[Prob | None, Field(description="The same for the source's own words.")]
    spans: list[SpanRow]
    frames: Annotated[dict[str, Prob], Field(description="Probability of each frame.")]
    checkpoint: Annotated[str, Field(description="Digest of the checkpoint.")]


class ArticleRow(_Row):
    """A scored article, as in ``articles.parquet``."""

    article_id: str
    source: str
    title: str | None
    published: date | None
    url: str | None
    language: Annotated[str | None, Field(description="ISO 639-1 code; null where too short to tell.")]
    characters: Annotated[int, Field(description="Code points of the text.")]
    sentences: Annotated[int, Field(description="How many of its sentences were scored.")]


class ErrorRow(_Row):
    """An article that was not scored, as in ``errors.jsonl``."""

    record: Annotated[int | None, Field(description="1-based place of the article in the request.")]
    reason: Annotated[Reason, Field(description="Stable code.")]
    detail: Annotated[str, Field(description="One sentence for a person.")]


class CheckpointRow(_Row):
    """What made the scores."""

    name: str
    digest: str
    engine: Annotated[str, Field(description="What ran the checkpoint, with its number format.")]
    thresholds: Annotated[
        dict[str, Prob], Field(description="Label and the probability from which it counts, as in run.json.")
    ]


class ScoreResponse(_Row):
    """Scores. Every article of the request is either among ``articles`` or among ``errors``."""

    schema_version: Annotated[int, Field(description="Version of the score table's schema.")]
    checkpoint: CheckpointRow
    articles: list[ArticleRow]
    scores: Annotated[list[ScoreRow], Field(description="In the order of the articles.")]
    errors: list[ErrorRow]


class LabelRow(_Row):
    """A label of the checkpoint in use."""

    name: str
    kind: Literal["loaded", "frame", "role"]
    title: str
    definition: Annotated[str | None, Field(description="Null for a label this version does not define.")]
    example: str | None
    counter_example: str | None
    origin: str | None
    threshold: Annotated[Prob, Field(description="Probability from which it counts.")]
    chosen_for: Annotated[
        str | None, Field(description="What the threshold was chosen for; null where that is not known.")
    ]
    precision: Annotated[Prob | None, Field(description="At the threshold; null where not measured.")]
    recall: Annotated[Prob | None, Field(description="At the threshold; null where not measured.")]


class ReadArticle(_Row):
    """An article read from a file: cleaned, ready for `/v1/score`."""

    source: Annotated[str | None, Field(description="Null where the file names none.")]
    title: str | None
    published: date | None
    url: str | None
    language: Annotated[str | None, Field(description="ISO 639-1 code; null where too short to tell.")]
    text: Annotated[str, Field(description="The body: headline and page furniture are left out.")]


class ReadResponse(_Row):
    """What a file held."""

    articles: list[ReadArticle]
    errors: list[ErrorRow]


class HealthResponse(_Row):
    """Whether the server can take work."""

    status: Literal["ok", "full"]
    version: str
    checkpoint: Annotated[str, Field(description="Digest of the checkpoint.")]
    engine: str
    waiting: Annotated[int, Field(description="Requests that wait to be scored.")]


class Problem(BaseModel):
    """Why a request was refused."""

    detail: Annotated[str, Field(description="One sentence for a person. Never holds text of an article.")]
