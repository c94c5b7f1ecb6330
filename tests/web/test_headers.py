from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from framing.scoring import Scorer
from framing.web.app import make_app
from framing.web.settings import LOOPBACK, WebSettings

PATHS = ("/", "/health", "/labels", "/about", "/static/page.css", "/openapi.json", "/nonsense")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_hardened(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_allows_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    rules = dict(
        rule.split(" ", 1) for rule in client.get(path).headers["Content-Security-Policy"].split("; ")
    )
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert {
        source for name in ("script-src", "style-src", "connect-src") for source in rules[name].split()
    } == {"'self'"}


@pytest.mark.parametrize("path", ["/", "/labels", "/about", "/example"])
def test_no_page_names_another_place(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert "http:" not in text
    assert "https:" not in text
    assert "style=" not in text
    assert "<script>" not in text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(client: TestClient, site: str) -> None:
    response = client.post("/", data={"text": "The port."}, headers={"Sec-Fetch-Site": site})
    assert response.status_code == 403


def test_an_own_form_is_answered(client: TestClient) -> None:
    response = client.post("/", data={"text": "The port."}, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "http://testserver:81", "https://testserver:8443", "null", "http://[", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_of_another_origin_is_refused(client: TestClient, method: str, origin: str) -> None:
    response = client.request(method, "/", headers={"Origin": origin})
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://testserver", "testserver"),
        ("http://TestServer:80", "testserver"),
        ("http://testserver", "testserver:80"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("https://testserver", "testserver"),
    ],
)
def test_a_page_of_its_own_origin_is_answered(client: TestClient, origin: str, host: str) -> None:
    response = client.post("/", data={"text": "The port."}, headers={"Origin": origin, "Host": host})
    assert response.status_code == 200


@pytest.fixture(scope="module")
def local(scorer: Scorer) -> Iterator[TestClient]:
    with TestClient(make_app(scorer, WebSettings())) as client:
        yield client


@pytest.mark.parametrize("host", [*LOOPBACK[:2], "[::1]", "localhost:8000", "127.0.0.1:9", "[::1]:8000"])
def test_this_machine_may_be_asked_for_by_its_own_names(local: TestClient, host: str) -> None:
    assert local.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "localhost.evil.test:8000", ""])
def test_a_name_that_points_here_from_elsewhere_is_refused(local: TestClient, host: str) -> None:
    answer = local.get("/health", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_pages_that_would_load_from_elsewhere_are_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
