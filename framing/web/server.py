"""Runs the application until it is told to end."""

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from framing.errors import FramingError, UsageError
from framing.web.connections import TimedProtocol

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


def listen(host: str, port: int) -> socket.socket:
    """Take an address ourselves: uvicorn would log why it cannot, over several lines.

    Args:
        host: Address, or a name of one.
        port: Port; 0 for any that is free.

    Returns:
        The socket that listens there.

    Raises:
        UsageError: The address is taken or not one of this machine.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"cannot listen at {host}:{port}: {why}; try another --port") from error


def configured(app: ASGIApp) -> uvicorn.Config:
    """Configure a server.

    Args:
        app: The application.

    Returns:
        Its configuration.
    """
    return uvicorn.Config(
        app,
        http=TimedProtocol,
        # There are none here, and a connection that becomes one would escape the times above.
        ws="none",
        # Addresses hold what people look for in a folder: none is logged.
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
    )


def serve(app: ASGIApp, listening: socket.socket, started: Callable[[str], None]) -> None:
    """Run an application until SIGINT or SIGTERM.

    Args:
        app: The application.
        listening: Where it listens; closed at the end.
        started: Called with the address once the server answers.

    Raises:
        FramingError: The application failed while it was started.
    """
    address = listening.getsockname()
    shown = f"[{address[0]}]" if ":" in address[0] else address[0]
    server = _Server(configured(app), lambda: started(f"http://{shown}:{address[1]}/"))
    # Ctrl-C is how a server ends, and no fault; uvicorn would exit by itself where it cannot start.
    with listening, suppress(KeyboardInterrupt, SystemExit):
        server.run(sockets=[listening])
    if not server.started:
        raise FramingError("the server did not start; the lines above say why")
