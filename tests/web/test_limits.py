import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from framing.errors import UsageError
from framing.scoring import ScoredArticle, Scorer
from framing.text import Article, Unscored
from framing.web import api, page, service
from framing.web.app import make_app
from framing.web.settings import Limits
from tests.web.conftest import SETTINGS, Running

SMALL = Limits(
    body_bytes=2000, articles=3, article_characters=300, request_characters=500, request_sentences=5
)
SECRET = "A secret draft on the harbour."


@pytest.fixture(scope="module")
def small(scorer: Scorer) -> Iterator[TestClient]:
    with TestClient(make_app(scorer, replace(SETTINGS, limits=SMALL))) as client:
        yield client


def of(*lengths: int) -> dict[str, object]:
    return {"articles": [{"text": "x" * length} for length in lengths]}


@pytest.mark.parametrize(
    ("lengths", "told"),
    [((1, 1, 1, 1), "limit of 3"), ((301,), "longer than 300"), ((200, 200, 200), "more than 500")],
)
def test_what_asks_for_too_much_is_refused(small: TestClient, lengths: tuple[int, ...], told: str) -> None:
    response = small.post("/v1/score", json=of(*lengths))
    assert response.status_code == 422
    assert told in response.json()["detail"]


def test_as_much_as_is_allowed_is_done(small: TestClient) -> None:
    assert small.post("/v1/score", json=of(300, 100, 100)).status_code == 200


def test_as_many_sentences_as_are_allowed_are_scored(small: TestClient) -> None:
    body = {"articles": [{"text": "It is. " * 3, "source": "a"}, {"text": "It is. " * 2, "source": "b"}]}
    assert len(small.post("/v1/score", json=body).json()["scores"]) == 5


@pytest.mark.parametrize("texts", [["It is. " * 6], ["It is. " * 3, "It was. " * 3]])
def test_more_sentences_are_refused_before_they_are_scored(scorer: Scorer, texts: list[str]) -> None:
    settings = replace(SETTINGS, limits=Limits(request_sentences=5))
    untouched = Untouched(scorer)
    # The page's own example has more; it must not be asked for.
    with TestClient(make_app(untouched, settings)) as client:  # type: ignore[arg-type]
        asked = client.post("/v1/score", json={"articles": [{"text": text} for text in texts]})
        pasted = client.post("/result", data={"text": texts})
    assert (asked.status_code, pasted.status_code) == (422, 422)
    assert "6 sentences together, more than the limit of 5" in asked.json()["detail"]
    assert "6 sentences together, more than the limit of 5" in pasted.json()["detail"]


@pytest.mark.parametrize(
    "body", [{"articles": [{}] * 100_000}, {"articles": [{str(k): k for k in range(100_000)}]}]
)
def test_a_body_of_faults_costs_no_error_for_each(client: TestClient, body: object) -> None:
    response = client.post("/v1/score", json=body)
    assert response.status_code == 422
    assert len(response.content) < 10_000


def test_a_body_that_says_it_is_too_large_is_refused(small: TestClient) -> None:
    assert small.post("/v1/score", content=b" " * 2001).status_code == 413


def test_a_body_that_turns_out_too_large_is_refused(small: TestClient) -> None:
    response = small.post("/v1/read?format=text", content=(b" " * 500 for _ in range(5)))
    assert response.status_code == 413


def test_a_file_that_is_too_large_is_refused(scorer: Scorer) -> None:
    with TestClient(make_app(scorer, replace(SETTINGS, limits=Limits(file_bytes=10)))) as client:
        assert client.post("/v1/read?format=text", content=b"x" * 10).status_code == 200
        assert client.post("/v1/read?format=text", content=b"x" * 11).status_code == 413


def test_more_files_than_may_wait_are_refused(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, let = threading.Event(), threading.Event()

    def slow(data: bytes, file_format: str) -> tuple[Article | Unscored, ...]:
        begun.set()
        assert let.wait(10)
        return ()

    settings = replace(SETTINGS, limits=Limits(waiting_files=1))
    with TestClient(make_app(scorer, settings)) as client, ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(service, "read_file", slow)
        first = pool.submit(client.post, "/v1/read?format=text", content=b"x")
        assert begun.wait(10)
        second = client.post("/v1/read?format=text", content=b"x")
        pasted = client.post("/result", data={"text": "The port closed."})
        let.set()
        assert first.result().status_code == 200
        third = client.post("/v1/read?format=text", content=b"x")
    assert (second.status_code, pasted.status_code, third.status_code) == (429, 200, 200)


def test_the_page_says_what_is_wrong_and_keeps_the_text(small: TestClient) -> None:
    response = small.post("/", data={"text": "y" * 301})
    assert response.status_code == 422
    assert "longer than 300" in response.text
    assert "y" * 301 in response.text


def test_a_form_with_many_fields_is_refused(small: TestClient) -> None:
    assert small.post("/", content="&".join(["text=a"] * 17)).status_code == 422


@pytest.mark.parametrize("field", ["body_bytes", "articles", "seconds", "waiting_requests"])
def test_a_limit_of_nothing_is_refused(field: str) -> None:
    with pytest.raises(UsageError, match=field):
        Limits(**{field: 0})


class Held:
    """A scorer that waits until it is let go."""

    def __init__(self, scorer: Scorer) -> None:
        self.checkpoint, self.engine = scorer.checkpoint, scorer.engine
        self._scorer = scorer
        self.let = threading.Event()

    def score(self, articles: Iterable[Article]) -> Iterator[ScoredArticle | Unscored]:
        given = list(articles)
        if any(one.text == SECRET for one in given):
            assert self.let.wait(10)
        yield from self._scorer.score(given)


@pytest.fixture
def held(scorer: Scorer) -> Iterator[Held]:
    held = Held(scorer)
    yield held
    held.let.set()


def test_a_full_queue_says_429_and_when_to_come_back(held: Held) -> None:
    settings = replace(SETTINGS, limits=Limits(waiting_requests=2))
    body = {"articles": [{"text": SECRET}]}
    with TestClient(make_app(held, settings)) as client, ThreadPoolExecutor(2) as pool:  # type: ignore[arg-type]
        running = [pool.submit(client.post, "/v1/score", json=body) for _ in range(2)]
        while client.get("/health").json()["waiting"] < 2:
            pass
        refused = client.post("/v1/score", json=body)
        assert client.get("/health").json()["status"] == "full"
        held.let.set()
        assert [one.result().status_code for one in running] == [200, 200]
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


def test_what_takes_too_long_says_503(held: Held) -> None:
    settings = replace(SETTINGS, limits=Limits(seconds=0.3))
    with TestClient(make_app(held, settings)) as client:  # type: ignore[arg-type]
        late = client.post("/v1/score", json={"articles": [{"text": SECRET}]})
        held.let.set()
        next_one = client.post("/v1/score", json={"articles": [{"text": "The port closed."}]})
    assert (late.status_code, next_one.status_code) == (503, 200)
    assert "Retry-After" in late.headers


def test_a_body_that_does_not_come_says_408(scorer: Scorer) -> None:
    settings = replace(SETTINGS, limits=Limits(seconds=0.3))
    with Running(make_app(scorer, settings)) as address:
        place = urlsplit(address)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
            head = f"POST /v1/read?format=text HTTP/1.1\r\nHost: {place.hostname}\r\n"
            line.sendall(f"{head}Content-Length: 9\r\n\r\nhalf".encode())
            assert line.recv(100).startswith(b"HTTP/1.1 408")


class Untouched(Held):
    """A scorer that must not be asked."""

    def score(self, articles: Iterable[Article]) -> Iterator[ScoredArticle | Unscored]:
        raise AssertionError(list(articles))


class Waiting:
    """Stands in for what makes an answer: it waits to be let go, but not for ever."""

    def __init__(self, made: Callable[..., object]) -> None:
        self._made = made
        self.begun, self.let = threading.Event(), threading.Event()

    def __call__(self, *given: object) -> object:
        self.begun.set()
        self.let.wait(3)
        return self._made(*given)


ANSWERS = [
    (page, "view_page", "/result", {"data": {"text": ["The port closed.", "The court closed."]}}),
    (page, "view_page", "/", {"data": {"text": "The port closed."}}),
    (page, "view_page", "/download/scores.html", {"data": {"text": "The port closed."}}),
    (page, "score_response", "/download/scores.json", {"data": {"text": "The port closed."}}),
    (api, "score_response", "/v1/score", {"json": {"articles": [{"text": "The port closed."}]}}),
    (api, "read_response", "/v1/read?format=text", {"content": b"The port closed."}),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=[f"{path} {name}" for _, name, path, _ in ANSWERS])
def test_others_are_answered_while_an_answer_is_made(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, answer: tuple[ModuleType, str, str, dict[str, Any]]
) -> None:
    module, name, path, sent = answer
    waiting = Waiting(getattr(module, name))
    monkeypatch.setattr(module, name, waiting)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.post, path, **sent)
        assert waiting.begun.wait(10)
        assert client.get("/health").status_code == 200
        still = not running.done()
        waiting.let.set()
        assert running.result().status_code == 200
    assert still


def test_an_answer_that_takes_too_long_to_make_says_503(
    scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(SETTINGS, limits=Limits(seconds=0.3))
    with TestClient(make_app(scorer, settings)) as client:
        waiting = Waiting(page.view_page)
        monkeypatch.setattr(page, "view_page", waiting)
        late = client.post("/result", data={"text": "The port closed."})
        waiting.let.set()
    assert late.status_code == 503


def test_more_answers_than_may_wait_are_refused(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(SETTINGS, limits=Limits(waiting_requests=1))
    sent = {"text": "The port closed."}
    with TestClient(make_app(scorer, settings)) as client, ThreadPoolExecutor(1) as pool:
        waiting = Waiting(page.view_page)
        monkeypatch.setattr(page, "view_page", waiting)
        first = pool.submit(client.post, "/result", data=sent)
        assert waiting.begun.wait(10)
        second = client.post("/result", data=sent)
        waiting.let.set()
        assert first.result().status_code == 200
    assert second.status_code == 429


class Broken(Held):
    """A scorer that fails, and says which text it failed on."""

    def score(self, articles: Iterable[Article]) -> Iterator[ScoredArticle | Unscored]:
        given = list(articles)
        if any(one.text == SECRET for one in given):
            raise ValueError(f"cannot score {SECRET!r}")
        yield from self._scorer.score(given)


def test_a_failure_is_logged_without_the_text(scorer: Scorer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with TestClient(make_app(Broken(scorer), SETTINGS)) as client:  # type: ignore[arg-type]
        response = client.post("/v1/score", json={"articles": [{"text": SECRET, "title": "Secret headline"}]})
    assert response.status_code == 500
    assert "ValueError at" in caplog.text
    logged = " ".join(str(vars(record)) for record in caplog.records) + caplog.text + response.text
    assert "secret" not in logged.lower()


def test_nothing_is_logged_of_what_goes_well(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "framing")
    client.post("/", data={"text": SECRET})
    client.post("/v1/score", json={"articles": [{"text": SECRET}]})
    assert "secret" not in caplog.text.lower()
