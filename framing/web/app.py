"""Puts the server together."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from framing.scoring import Scorer, decisions
from framing.version import __version__
from framing.web.api import ApiAnswers
from framing.web.drawing import Pages
from framing.web.guard import Guard
from framing.web.page import PageAnswers
from framing.web.service import RefusedError, Service
from framing.web.settings import WebSettings
from framing.web.stored import Stored
from framing.web.stored_pages import StoredAnswers


def make_app(scorer: Scorer, settings: WebSettings, stored: Stored | None = None) -> FastAPI:
    """Make the application that a server runs.

    Args:
        scorer: Scores the articles.
        settings: What it allows.
        stored: A finished folder to show beside; ``None`` for the page and the API alone.

    Returns:
        The application. Its threads start now and end when the server does.
    """
    service = Service(scorer, settings.limits)
    page = _page(service, stored)
    app = FastAPI(
        title="framing",
        version=__version__,
        summary="Loaded wording, frames and roles in news, sentence by sentence.",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        # FastAPI's own pages on the API load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=_life(service, page),
    )
    app.include_router(ApiAnswers(service).routes())
    app.include_router(page.routes())
    if stored:
        app.include_router(
            StoredAnswers(stored, Pages(stored.threshold, stored.labels, folder=stored.name)).routes()
        )
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    if settings.hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False)
    # What is added last lies outermost: the refusal of a host is hardened too.
    app.add_middleware(Guard, limits=settings.limits)
    return app


def _page(service: Service, stored: Stored | None) -> PageAnswers:
    named = decisions(service.checkpoint)

    def threshold(label: str) -> float:
        # What a checkpoint does not judge, no sentence reaches.
        return named[label].threshold if label in named else 1.0

    pages = Pages(threshold, named, folder=stored.name if stored else None)
    return PageAnswers(service, pages, threshold)


def _life(service: Service, page: PageAnswers) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        # What is loaded with the first answer, some two seconds' worth, is loaded before anybody waits.
        with suppress(RefusedError):
            await page.example()
            await service.read(b"<html><body><p>The port closed on Monday.</p></body></html>", "html")
        yield
        service.end()

    return life


async def _refused(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RefusedError):
        raise error
    headers = {"Retry-After": "2"} if error.status == 429 else None
    return JSONResponse({"detail": error.detail}, error.status, headers)


async def _http(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    return JSONResponse({"detail": str(error.detail)}, error.status_code, error.headers)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    """Say where a request is wrong, without repeating what stood there: that may be an article."""
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()[:5]]
    return JSONResponse({"detail": "; ".join(faults)}, 422)
