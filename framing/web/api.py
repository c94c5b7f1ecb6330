"""The JSON API."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from framing.web.answers import health, label_rows, read_response, score_response
from framing.web.articles import FileFormat, Wording
from framing.web.rows import (
    ArticleIn,
    HealthResponse,
    LabelRow,
    Problem,
    ReadResponse,
    ScoreRequest,
    ScoreResponse,
)
from framing.web.service import Service

_FILE = {"requestBody": {"required": True, "content": {"application/octet-stream": {}}}}

_REFUSALS: dict[int | str, dict[str, Any]] = {
    408: {"model": Problem, "description": "The body did not arrive in time."},
    413: {"model": Problem, "description": "The body is too large."},
    422: {"model": Problem, "description": "The request does not say what to do, or asks for too much."},
    429: {"model": Problem, "description": "Too many requests wait; see the header Retry-After."},
    503: {"model": Problem, "description": "Not done in time; see the header Retry-After."},
}


class ApiAnswers:
    """Answers programs.

    Args:
        service: Scores and reads.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    def routes(self) -> APIRouter:
        """Make the routes of the API."""
        routes = APIRouter()
        refusals = {400: {"model": Problem, "description": "The body cannot be read."}, **_REFUSALS}
        routes.post("/v1/score", response_model=ScoreResponse, responses=refusals, tags=["scoring"])(
            self.score
        )
        routes.post(
            "/v1/read",
            response_model=ReadResponse,
            responses=_REFUSALS,
            openapi_extra=_FILE,
            tags=["reading"],
        )(self.read)
        routes.get("/v1/labels", tags=["scoring"])(self.labels)
        routes.get("/health", tags=["server"])(self.health)
        return routes

    # The two long answers are written in a thread: FastAPI would write them where all requests are handled.

    async def score(self, request: ScoreRequest) -> Response:
        """Score articles: loaded wording, frames and roles, sentence by sentence.

        Names and meanings are those of the score table. An article in a language that the checkpoint
        does not read, or without a sentence, is among the errors.
        """
        scored = await self._service.score([_wording(article) for article in request.articles])
        return await self._service.made(lambda: _written(score_response(scored)))

    async def read(
        self,
        request: Request,
        file_format: Annotated[FileFormat, Query(alias="format", description="How the file is read.")],
    ) -> Response:
        """Read articles from a file: headline, source, day and a clean body, ready to be scored."""
        found = await self._service.read(await request.body(), file_format)
        return await self._service.made(lambda: _written(read_response(found)))

    async def labels(self) -> list[LabelRow]:
        """Say what each label means, from which probability it counts, and how often it was right."""
        return label_rows(self._service)

    async def health(self) -> HealthResponse:
        """Tell whether the server can take work."""
        return health(self._service)


def _written(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), media_type="application/json")


def _wording(article: ArticleIn) -> Wording:
    return Wording(
        article.text, article.source, article.title, article.published, article.url, article.article_id
    )
