"""Outcomes as the rows that the API gives."""

from framing.labels import LABELS, Kind
from framing.model.checkpoint import Decision
from framing.report.measures import label_title
from framing.scores import SCHEMA_VERSION
from framing.scoring import ScoredArticle, decisions
from framing.text import Article, Unscored
from framing.version import __version__
from framing.web.articles import UNKNOWN
from framing.web.rows import (
    ArticleRow,
    CheckpointRow,
    ErrorRow,
    HealthResponse,
    LabelRow,
    ReadArticle,
    ReadResponse,
    ScoreResponse,
    ScoreRow,
)
from framing.web.service import Scored, Service

_DEFINED = {label.name: label for label in LABELS}


def score_response(scored: Scored) -> ScoreResponse:
    """Give what became of a request's articles.

    Args:
        scored: The outcomes.

    Returns:
        The API's answer.
    """
    articles = [item for item in scored.outcomes if isinstance(item, ScoredArticle)]
    named = decisions(scored.checkpoint)
    return ScoreResponse(
        schema_version=SCHEMA_VERSION,
        checkpoint=CheckpointRow(
            name=scored.checkpoint.name,
            digest=scored.checkpoint.digest,
            engine=scored.engine,
            thresholds={name: decision.threshold for name, decision in named.items()},
        ),
        articles=[_article_row(article) for article in articles],
        scores=[ScoreRow.model_validate(score) for article in articles for score in article.sentences],
        errors=[
            _error_row(item, number)
            for number, item in enumerate(scored.outcomes, 1)
            if isinstance(item, Unscored)
        ],
    )


def read_response(found: tuple[Article | Unscored, ...]) -> ReadResponse:
    """Give what a file held.

    Args:
        found: Its articles, and what could not be read.

    Returns:
        The API's answer.
    """
    return ReadResponse(
        articles=[_read_article(item) for item in found if isinstance(item, Article)],
        errors=[_error_row(item, item.record) for item in found if isinstance(item, Unscored)],
    )


def label_rows(service: Service) -> list[LabelRow]:
    """Describe the labels of the checkpoint in use.

    Args:
        service: Knows the checkpoint.

    Returns:
        One row per label of a sentence, then one per role.
    """
    checkpoint = service.checkpoint
    sentence = zip(checkpoint.sentence_labels, checkpoint.sentence_decisions, strict=True)
    words = zip(checkpoint.word_labels, checkpoint.word_decisions, strict=True)
    return [
        *(_label_row(name, "loaded" if name == "loaded" else "frame", made) for name, made in sentence),
        *(_label_row(name, "role", made) for name, made in words if name not in checkpoint.sentence_labels),
    ]


def health(service: Service) -> HealthResponse:
    """Tell whether the server can take work.

    Args:
        service: Knows the queue.

    Returns:
        The API's answer.
    """
    return HealthResponse(
        status="full" if service.queue.full else "ok",
        version=__version__,
        checkpoint=service.checkpoint.digest,
        engine=service.engine,
        waiting=service.queue.waiting,
    )


def _article_row(scored: ScoredArticle) -> ArticleRow:
    article = scored.article
    return ArticleRow(
        article_id=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        url=article.url,
        language=article.language,
        characters=len(article.text),
        sentences=len(scored.sentences),
    )


def _error_row(item: Unscored, record: int | None) -> ErrorRow:
    return ErrorRow(record=record, reason=item.reason, detail=item.detail)


def _read_article(article: Article) -> ReadArticle:
    return ReadArticle(
        source=None if article.source == UNKNOWN else article.source,
        title=article.title,
        published=article.published,
        url=article.url,
        language=article.language,
        text=article.text,
    )


def _label_row(name: str, kind: Kind, decision: Decision) -> LabelRow:
    label = _DEFINED.get(name)
    return LabelRow(
        name=name,
        kind=kind,
        title=label_title(name),
        definition=label.definition if label else None,
        example=label.example if label else None,
        counter_example=label.counter_example if label else None,
        origin=label.origin if label else None,
        threshold=decision.threshold,
        chosen_for=decision.chosen_for,
        precision=decision.precision,
        recall=decision.recall,
    )
