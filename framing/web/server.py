"""Runs the application until it is told to end."""

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from framing.errors import FramingError, UsageError
from framing.web.settings import WebSettings

_MOST_CONNECTIONS = 1024


class _Server(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()


def serve(app: ASGIApp, settings: WebSettings, started: Callable[[str], None]) -> None:
    """Run an application until SIGINT or SIGTERM.

    Args:
        app: The application.
        settings: Where to listen.
        started: Called with the address once the server answers.

    Raises:
        UsageError: The address is taken or not one of this machine.
        FramingError: The application failed while it was started.
    """
    listening = _bound(settings)
    address = listening.getsockname()
    shown = f"[{address[0]}]" if ":" in address[0] else address[0]
    config = uvicorn.Config(
        app,
        # Addresses hold what people look for in a folder: none is logged.
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config, lambda: started(f"http://{shown}:{address[1]}/"))
    # Ctrl-C is how a server ends, and no fault; uvicorn would exit by itself where it cannot start.
    with listening, suppress(KeyboardInterrupt, SystemExit):
        server.run(sockets=[listening])
    if not server.started:
        raise FramingError("the server did not start; the lines above say why")


def _bound(settings: WebSettings) -> socket.socket:
    """Take the address ourselves: uvicorn would log why it cannot, over several lines."""
    try:
        family, *_, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(
            f"cannot listen at {settings.host}:{settings.port}: {why}; try another --port"
        ) from error
