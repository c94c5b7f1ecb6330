"""What every request passes first: limits on size and time, and headers that keep a browser strict."""

import asyncio
import logging
import traceback
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from framing.web.settings import Limits

_LOG = logging.getLogger("framing.web")

OWN_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Only what this server itself gives is run or shown, and nothing can be sent elsewhere."""

_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    # Nothing to other sites. With "no-referrer" browsers would hide the origin of the page's own forms, too.
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cache-Control", "no-store"),
)


class TooLargeError(Exception):
    """A body is larger than allowed."""


class Guard:
    """Wraps an application: refuses what is too large or too slow, and hardens every answer.

    Args:
        app: The application.
        limits: Size of a body, and time for a request.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        refusal = self._refuse(Headers(scope=scope), scope["method"])
        if refusal is not None:
            await refusal(scope, receive, answer.send)
            return
        body = _Body(receive, self._limits.body_bytes)
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._app(scope, body.receive, answer.send)
        except TooLargeError:
            await answer.close(scope, receive, self._too_large())
        except TimeoutError:
            await answer.close(scope, receive, self._too_slow(body))
        except Exception as error:
            _log(error)
            await answer.close(scope, receive, _problem(500, "Something went wrong here; it is logged."))

    def _refuse(self, headers: Headers, method: str) -> JSONResponse | None:
        # Browsers say where a request comes from. Another site has no business here.
        foreign = method == "POST" and headers.get("sec-fetch-site") in ("cross-site", "same-site")
        if foreign or not _same_place(headers.get("origin"), headers.get("host", "")):
            return _problem(403, "Requests from another site are not answered.")
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length) > self._limits.body_bytes:
            return self._too_large()
        return None

    def _too_large(self) -> JSONResponse:
        return _problem(413, f"The body is larger than {self._limits.body_bytes:,} bytes.")

    def _too_slow(self, body: "_Body") -> JSONResponse:
        if not body.complete:
            return _problem(408, f"The body did not arrive within {self._limits.seconds:g} seconds.")
        return _problem(503, f"Not done within {self._limits.seconds:g} seconds; try again with less text.")


_PORTS = {"http": 80, "https": 443}


def _same_place(origin: str | None, host: str) -> bool:
    """Tell whether a page's origin is the place that it asks; an opaque one, ``null``, is no place."""
    if origin is None:
        return True
    try:
        page, asked = urlsplit(origin), urlsplit(f"//{host}")
        usual = _PORTS.get(page.scheme)
        return bool(page.hostname) and (page.hostname, page.port or usual) == (
            asked.hostname,
            asked.port or usual,
        )
    except ValueError:
        return False


class _Body:
    """Counts what comes in."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most
        self.complete = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            self.complete = not message.get("more_body", False)
            if self._left < 0:
                raise TooLargeError
        return message


class _Answer:
    """Adds the headers, and knows whether an answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS:
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", OWN_POLICY)
        await self._send(message)

    async def close(self, scope: Scope, receive: Receive, response: JSONResponse) -> None:
        """Answer with a problem, unless another answer is under way."""
        if not self._begun:
            await response(scope, receive, self.send)


def _problem(status: int, detail: str) -> JSONResponse:
    headers = {"Retry-After": "2"} if status in (429, 503) else None
    return JSONResponse({"detail": detail}, status, headers)


def _log(error: Exception) -> None:
    """Log where an error arose, but not what it says: its message may hold a part of an article."""
    places = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{place.filename}:{place.lineno}" for place in reversed(places[-8:]))
    _LOG.error("%s at %s", type(error).__name__, where)
