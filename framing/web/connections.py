"""Connections that may not be held without use: a request must come, and its answer be taken, in time."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 10.0
"""Time until the header of a request is whole, from the connection's beginning or the answer before."""

TAKING_SECONDS = 30.0
"""Time within which a client takes some part of an answer that it was sent."""


class TimedProtocol(H11Protocol):
    """HTTP/1.1 that ends connections on which nothing happens.

    uvicorn waits for the header of a first request, and for a client to take its answer, for ever. As many
    connections as may be open, and no word on any of them, would keep everybody else out. The time of a
    request whose header is whole is `framing.web.guard`'s.
    """

    _silent: asyncio.TimerHandle | None = None
    _untaken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        _cancel(self._silent)
        _cancel(self._untaken)
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Handle what came, and wait no more once it made a request whole."""
        super().handle_events()
        if self.cycle is not None and not self.cycle.response_complete:
            _cancel(self._silent)

    def on_response_complete(self) -> None:
        """Wait for the next request. Bytes that belong to none, as the rest of a body, prolong nothing."""
        self._await_request()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what it was sent."""
        super().pause_writing()
        self._await_taking(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Wait no more: it was taken."""
        _cancel(self._untaken)
        super().resume_writing()

    def _await_request(self) -> None:
        _cancel(self._silent)
        # What was sent is still delivered before the connection ends.
        self._silent = self.loop.call_later(REQUEST_SECONDS, self.transport.close)

    def _await_taking(self, untaken: int) -> None:
        self._untaken = self.loop.call_later(TAKING_SECONDS, self._end_untaken, untaken)

    def _end_untaken(self, before: int) -> None:
        untaken = self.transport.get_write_buffer_size()
        if untaken < before:
            self._await_taking(untaken)
        else:
            self.transport.abort()


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
