"""The pages of a finished folder."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from framing.web.drawing import Pages
from framing.web.service import RefusedError
from framing.web.stored import Stored
from framing.web.view import view_page

REPORT_POLICY = (
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A report is a file that anybody may have written: it runs apart from this server's own pages. The
report's own, stricter policy holds besides."""

_Text = Annotated[str, Query(max_length=1000)]


class StoredAnswers:
    """Answers a browser that looks at a finished folder.

    Args:
        stored: The folder.
        pages: Draws its pages, with the thresholds of the run that made it.
    """

    def __init__(self, stored: Stored, pages: Pages) -> None:
        self._stored = stored
        self._pages = pages

    def routes(self) -> APIRouter:
        """Make the routes of the folder's pages."""
        routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
        routes.add_api_route("/report", self.report, methods=["GET"])
        routes.add_api_route("/articles", self.articles, methods=["GET"])
        routes.add_api_route("/article", self.article, methods=["GET"])
        return routes

    # These wait for files and the database, so they are plain functions: FastAPI gives them threads.

    def report(self) -> Response:
        """Give the report."""
        return HTMLResponse(self._stored.report(), headers={"Content-Security-Policy": REPORT_POLICY})

    def articles(
        self, source: _Text = "", q: _Text = "", page: Annotated[int, Query(ge=1, le=1_000_000)] = 1
    ) -> Response:
        """List the articles."""
        listing = self._stored.listing(source, q, page)
        return HTMLResponse(self._pages.listing(listing, self._stored.sources(), source, q))

    def article(self, id: Annotated[list[str], Query(min_length=1, max_length=20)]) -> Response:  # noqa: A002 - the address is read by people
        """Show one article, or two side by side."""
        if len(id) > 2:
            raise RefusedError(422, "Two articles fit side by side; choose one or two.")
        found = [self._stored.article(name) for name in dict.fromkeys(id)]
        if None in found:
            raise RefusedError(404, "There is no such article in this folder.")
        shown = [article for article in found if article is not None]
        return HTMLResponse(self._pages.article(view_page(shown, self._stored.threshold)))
