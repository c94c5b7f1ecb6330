import socket
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI

from framing.errors import FramingError, UsageError
from framing.web.server import listen, serve


def test_an_application_that_cannot_start_is_an_error() -> None:
    @asynccontextmanager
    async def broken(_: FastAPI):  # type: ignore[no-untyped-def]
        raise ValueError("cannot start")
        yield

    with listen("127.0.0.1", 0) as listening, pytest.raises(FramingError, match="did not start"):
        serve(FastAPI(lifespan=broken), listening, lambda _: None)


def test_a_port_that_is_taken_is_a_wrong_call() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(UsageError, match="cannot listen at"),
    ):
        listen("127.0.0.1", taken.getsockname()[1])


def test_a_name_of_no_machine_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="cannot listen at"):
        listen("256.256.256.256", 0)
