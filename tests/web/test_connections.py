"""Connections on which nothing happens, each against a real server."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI, Response

from framing.scoring import Scorer
from framing.web import connections, server
from framing.web.app import make_app
from tests.web.conftest import SETTINGS, Running

SHORT = 0.5
HEAD = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n"
LARGE = 40_000_000


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REQUEST_SECONDS", "TAKING_SECONDS"):
        monkeypatch.setattr(connections, name, SHORT)
    monkeypatch.setattr(server, "_MOST_CONNECTIONS", 20)


@pytest.fixture
def strict(scorer: Scorer, short: None) -> Iterator[str]:
    with Running(make_app(scorer, SETTINGS)) as address:
        yield address


@contextmanager
def line(address: str) -> Iterator[socket.socket]:
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as connected:
        yield connected


def taken(connected: socket.socket, pause: float = 0.0, until: float = 0.0) -> int:
    """Take what is sent until the server ends the connection, slowly at first, and count it."""
    count, begun = 0, time.monotonic()
    with suppress(ConnectionError):
        while part := connected.recv(1_000_000):
            count += len(part)
            time.sleep(pause if time.monotonic() - begun < until else 0.0)
    return count


def ended_while_sending(connected: socket.socket, piece: bytes) -> bool:
    """Send a piece now and then; tell whether the server ends the connection in the end."""
    begun = time.monotonic()
    try:
        while time.monotonic() - begun < 10 * SHORT:
            connected.sendall(piece)
            time.sleep(SHORT / 10)
    except ConnectionError:
        return True
    return False


@pytest.mark.parametrize("said", [b"", b"G", HEAD], ids=["silent", "a letter", "half a header"])
def test_a_connection_without_a_whole_request_is_ended(strict: str, said: bytes) -> None:
    with line(strict) as connected:
        connected.sendall(said)
        assert taken(connected) == 0


def test_a_header_that_trickles_in_is_not_waited_for(strict: str) -> None:
    with line(strict) as connected:
        connected.sendall(HEAD)
        assert ended_while_sending(connected, b"X: y\r\n")


def test_silent_connections_keep_others_out_for_a_moment_only(strict: str) -> None:
    place = urlsplit(strict)
    with ExitStack() as many:
        silent = [many.enter_context(line(strict)) for _ in range(26)]
        assert [taken(connected) for connected in silent] == [0] * len(silent)
        asked = HTTPConnection(place.hostname or "", place.port, timeout=10)
        asked.request("GET", "/health")
        assert asked.getresponse().status == 200
        asked.close()


def test_a_body_may_take_longer_than_a_header(strict: str) -> None:
    head = b"POST /v1/read?format=text HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 16\r\n\r\n"
    with line(strict) as connected:
        connected.sendall(head)
        time.sleep(2 * SHORT)
        connected.sendall(b"The port closed.")
        assert connected.recv(100).startswith(b"HTTP/1.1 200")


def test_a_second_request_has_its_own_time(strict: str) -> None:
    place = urlsplit(strict)
    asked = HTTPConnection(place.hostname or "", place.port, timeout=10)
    asked.connect()
    connected = asked.sock
    for _ in range(4):
        asked.request("GET", "/health")
        assert b"ok" in asked.getresponse().read()
        time.sleep(SHORT / 2)
    assert asked.sock is connected
    asked.close()


def test_the_rest_of_a_refused_body_prolongs_nothing(strict: str) -> None:
    head = b"POST /result HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: null\r\nContent-Length: 1000000\r\n\r\n"
    with line(strict) as connected:
        connected.sendall(head)
        assert connected.recv(100).startswith(b"HTTP/1.1 403")
        assert ended_while_sending(connected, b"x")


@pytest.fixture
def giver(short: None) -> Iterator[str]:
    """Serve an answer that no buffer between two processes holds."""
    app = FastAPI()
    app.get("/")(lambda: Response(b"x" * LARGE))
    with Running(app) as address:
        yield address


def ask(connected: socket.socket) -> None:
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    connected.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")


def test_an_answer_that_nobody_takes_is_dropped(giver: str) -> None:
    with line(giver) as connected:
        ask(connected)
        time.sleep(4 * SHORT)
        assert taken(connected) < LARGE


def test_an_answer_that_is_taken_slowly_is_given_whole(giver: str) -> None:
    with line(giver) as connected:
        ask(connected)
        begun = time.monotonic()
        assert taken(connected, pause=SHORT / 20, until=3 * SHORT) > LARGE
    assert time.monotonic() - begun > 3 * SHORT
