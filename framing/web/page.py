"""The pages for a browser. They work without JavaScript too."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from framing.report.articles import ShownArticle
from framing.scoring import ScoredArticle
from framing.text import Unscored
from framing.web.answers import label_rows, score_response
from framing.web.articles import Wording
from framing.web.drawing import Pages, static_file
from framing.web.examples import EXAMPLES
from framing.web.service import RefusedError, Scored, Service
from framing.web.view import PageView, Threshold, view_page

_NAMES: Final = ("Text A", "Text B")
_MEDIA: Final = {"page.css": "text/css", "page.js": "text/javascript", "marks.js": "text/javascript"}
_LONGEST_NAME = 500

_Answer = Callable[..., Awaitable[Response]]


class PageAnswers:
    """Answers a browser.

    Args:
        service: Scores the texts.
        pages: Draws what was found.
        threshold: Gives the probability from which a label counts.
    """

    def __init__(self, service: Service, pages: Pages, threshold: Threshold) -> None:
        self._service = service
        self._pages = pages
        self._threshold = threshold

    def routes(self) -> APIRouter:
        """Make the routes of the pages."""
        routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
        given: dict[str, _Answer] = {
            "/": self.start,
            "/example": self.example,
            "/labels": self.labels,
            "/about": self.about,
            "/static/{name}": self.static,
        }
        sent: dict[str, _Answer] = {
            "/": self.page,
            "/result": self.result,
            "/download/scores.json": self.as_json,
            "/download/scores.html": self.as_html,
        }
        for method, answers in (("GET", given), ("POST", sent)):
            for path, answer in answers.items():
                routes.add_api_route(path, answer, methods=[method])
        return routes

    async def start(self) -> Response:
        """Give the page to paste into."""
        return HTMLResponse(self._pages.start())

    async def example(self) -> Response:
        """Give the page with two tellings of one made-up event."""
        scored = await self._scored(EXAMPLES)
        return await self._drawn(lambda: self._pages.start(EXAMPLES, self._view(scored)))

    async def page(self, request: Request) -> Response:
        """Give the whole page for a form sent without JavaScript."""
        texts = await self._texts(request)
        try:
            scored = await self._scored(texts)
        except RefusedError as refused:
            status, message = refused.status, refused.detail
            return await self._drawn(lambda: self._pages.start(texts, message=message), status)
        return await self._drawn(lambda: self._pages.start(texts, self._view(scored)))

    async def result(self, request: Request) -> Response:
        """Give what was found, for the page to put in."""
        texts = await self._texts(request)
        scored = await self._scored(texts)
        return await self._drawn(lambda: self._pages.result(texts, self._view(scored)))

    async def as_json(self, request: Request) -> Response:
        """Give what was found as the API gives it."""
        scored = await self._scored(await self._texts(request))
        return await self._service.made(
            lambda: _attached(
                score_response(scored).model_dump_json(indent=1), "scores.json", "application/json"
            )
        )

    async def as_html(self, request: Request) -> Response:
        """Give what was found as one file."""
        scored = await self._scored(await self._texts(request))
        return await self._service.made(
            lambda: _attached(self._pages.alone(self._view(scored)), "scores.html", "text/html")
        )

    async def labels(self) -> Response:
        """Say what the labels mean."""
        return HTMLResponse(self._pages.labels(label_rows(self._service), self._service.checkpoint))

    async def about(self) -> Response:
        """Say what all this can and cannot say."""
        return HTMLResponse(self._pages.about(self._service.checkpoint))

    async def static(self, name: str) -> Response:
        """Give a style or script."""
        if name not in _MEDIA:
            raise RefusedError(404, "There is no such file.")
        return Response(static_file(name), media_type=_MEDIA[name])

    async def _scored(self, texts: Sequence[Wording]) -> Scored:
        if not texts:
            raise RefusedError(422, "Paste a text first.")
        return await self._service.score_pasted(texts)

    async def _texts(self, request: Request) -> list[Wording]:
        body = await request.body()
        return await self._service.made(lambda: _texts(body))

    async def _drawn(self, draw: Callable[[], str], status: int = 200) -> Response:
        return await self._service.made(lambda: HTMLResponse(draw(), status))

    def _view(self, scored: Scored) -> PageView:
        shown = [shown_article(item) for item in scored.outcomes if isinstance(item, ScoredArticle)]
        return view_page(shown, self._threshold, tuple(_problems(scored)))


def shown_article(scored: ScoredArticle) -> ShownArticle:
    """Give a scored article as the report's templates show it.

    Args:
        scored: The article.

    Returns:
        What is shown of it.
    """
    article = scored.article
    return ShownArticle(
        article_id=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        url=article.url,
        foreign=len(article.foreign),
        sentences=scored.sentences,
    )


def _problems(scored: Scored) -> Iterator[tuple[str, str]]:
    single = len(scored.outcomes) == 1
    for place, item in zip(_NAMES, scored.outcomes, strict=False):
        if isinstance(item, Unscored):
            yield "Not scored" if single else place, item.detail


def _texts(body: bytes) -> list[Wording]:
    """Read the form: the fields of the first text, then of the second. Empty boxes are left out."""
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=16)
    except ValueError:
        raise RefusedError(422, "The form has more fields than the page's own.") from None
    texts, sources, titles = ([value for name, value in pairs if name == field] for field in _FIELDS)
    boxes = zip(_NAMES, texts, _filled(sources), _filled(titles), strict=False)
    return [
        Wording(text, source.strip()[:_LONGEST_NAME] or name, title.strip()[:_LONGEST_NAME] or None)
        for name, text, source, title in boxes
        if text.strip()
    ]


_FIELDS = ("text", "source", "title")


def _filled(values: list[str]) -> list[str]:
    return [*values, "", ""]


def _attached(content: str, name: str, media: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media, headers=headers)
