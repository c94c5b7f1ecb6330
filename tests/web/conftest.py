"""A server of the fake checkpoint: "brutal" is loaded, "bandits" are villains, "jobs" are economic."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from framing.scoring import Scorer
from framing.web.app import make_app
from framing.web.server import configured, listen
from framing.web.settings import WebSettings
from tests.scoring.fakes import make_scorer
from tests.web.browsing import Watched, launched

SETTINGS = WebSettings(hosts=("testserver", "127.0.0.1"))
BODY = "The brutal bandits fled the port on Monday. The court closed. “Vicious”, we said of the families."


@pytest.fixture(scope="session")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> Scorer:
    return make_scorer(tmp_path_factory.mktemp("checkpoint"))


@pytest.fixture(scope="session")
def client(scorer: Scorer) -> Iterator[TestClient]:
    with TestClient(make_app(scorer, SETTINGS)) as client:
        yield client


class Running:
    """A server in a thread of this process, at a free port of the loopback address."""

    def __init__(self, app: FastAPI) -> None:
        self._listening = listen("127.0.0.1", 0)
        self._server = uvicorn.Server(configured(app))
        self._thread = threading.Thread(target=self._server.run, args=[[self._listening]], daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the server did not start")
            self._thread.join(0.02)
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._listening.close()


@pytest.fixture(scope="session")
def address(scorer: Scorer) -> Iterator[str]:
    with Running(make_app(scorer, SETTINGS)) as address:
        yield address


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Give a folder with a page and a text on one event."""
    folder = tmp_path / "drop"
    folder.mkdir()
    page = f"<html><body><article><h1>The port</h1><p>{BODY}</p></article></body></html>"
    (folder / "herald.html").write_text(page, "utf-8")
    (folder / "post.txt").write_text(BODY.replace("brutal", "shameful"), "utf-8")
    return folder


# Not for the session: while it is open, no other event loop can run in the thread of the tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give the start page. Whatever the browser complains about fails the test."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    watched = Watched(context, address)
    watched.page.goto(address)
    yield watched.page
    context.close()
    assert watched.complaints == []
