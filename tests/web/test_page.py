"""The pages as a browser without JavaScript gets them."""

import html
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.conftest import BODY

HOSTILE = (
    "<script>window.owned = 1</script> </style></textarea> <img src=x onerror='window.owned = 1'> "
    'brutal "><svg onload=alert(1)> {{ 7 * 7 }} javascript:alert(1) &lt;b&gt;. '
    "The brutal </mark></bdi> bandits \u202e reversed \u2066 text."
)


class Tags(HTMLParser):
    """Gathers tags, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_text_comes_back_marked(client: TestClient) -> None:
    page = client.post("/", data={"text": BODY}).text
    assert re.search(r'<mark class="own"[^>]*probability 0\.\d\d[^>]*>brutal</mark>', page)
    assert re.search(r'<mark class="quoted"[^>]*>Vicious</mark>', page)
    assert re.search(r'class="role role-villain[^>]*>bandits', page)
    assert re.search(r'class="frame-of"[^>]*>Legality', page)


def test_the_summary_counts_own_words_and_quotations_apart(client: TestClient) -> None:
    text = Tags(client.post("/", data={"text": BODY}).text).text
    assert "1 of 3 sentences loaded in its own words, 1 only in what it quotes" in " ".join(text.split())


def test_each_label_has_its_definition_on_the_page(client: TestClient) -> None:
    page = client.post("/", data={"text": BODY}).text
    assert {"loaded", "villain", "legality"} <= set(re.findall(r'data-define="(\w+)"', page))


def test_two_texts_are_laid_side_by_side(client: TestClient) -> None:
    other = BODY.replace("brutal", "shameful")
    data = {"text": [BODY, other], "source": ["Post", "Herald"]}
    text = " ".join(Tags(client.post("/", data=data).text).text.split())
    assert "Side by side" in text
    assert "Quoted by several" in text or "The same thing in their words" in text


def test_two_texts_of_one_source_are_told_apart(client: TestClient) -> None:
    data = {"text": [BODY, BODY.replace("brutal", "shameful")], "source": ["Post", "Post"]}
    assert "Post (2)" in client.post("/", data=data).text


def test_a_second_box_alone_will_do(client: TestClient) -> None:
    response = client.post("/", data={"text": ["  ", BODY]})
    assert "1 of 3" in " ".join(Tags(response.text).text.split())


def test_an_empty_form_is_told_what_to_do(client: TestClient) -> None:
    response = client.post("/", data={"text": ["", ""]})
    assert response.status_code == 422
    assert "Paste a text first." in response.text


def test_what_cannot_be_scored_is_told(client: TestClient) -> None:
    french = "Le gouvernement a fermé le port hier soir, et les familles attendent encore des nouvelles."
    text = client.post("/", data={"text": french}).text
    assert "is in fr" in text


def test_page_furniture_is_left_out(client: TestClient) -> None:
    pasted = f"Log in or register\n\n{BODY}\n\nRead more: Ten harbours to see this summer"
    answer = client.post("/download/scores.json", data={"text": pasted}).json()
    assert not [row["text"] for row in answer["scores"] if "Log in" in row["text"]]


def test_the_download_is_the_apis_answer(client: TestClient) -> None:
    answer = client.post("/download/scores.json", data={"text": BODY, "source": "Post"})
    assert 'filename="scores.json"' in answer.headers["Content-Disposition"]
    direct = client.post("/v1/score", json={"articles": [{"text": BODY, "source": "Post"}]}).json()
    assert json.loads(answer.text) == direct


def test_the_downloaded_page_asks_nothing_of_anybody(client: TestClient) -> None:
    answer = client.post("/download/scores.html", data={"text": BODY})
    assert "default-src 'none'" in html.unescape(answer.text)
    assert not re.search(r'(?:src|href|action)="(?!#)', answer.text)
    assert "<form" not in answer.text


def assert_harmless(page: str) -> None:
    found = Tags(page)
    assert not {"img", "iframe", "object", "embed"} & set(found.tags)
    assert not [name for name in found.attributes if name.startswith("on")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("path", ["/", "/result", "/download/scores.html"])
def test_hostile_text_stays_text(client: TestClient, path: str) -> None:
    data = {"text": [HOSTILE, HOSTILE], "source": [HOSTILE[:100], "b"], "title": [HOSTILE[:100], "c"]}
    page = client.post(path, data=data).text
    assert_harmless(page)
    assert "{{ 7 * 7 }}" in page
    assert page.count("<script") == {"/": 2, "/result": 0, "/download/scores.html": 1}[path]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300), st.text(max_size=40))
def test_no_text_breaks_the_page(client: TestClient, text: str, source: str) -> None:
    safe = [one.encode("utf-8", "replace").decode() for one in (text, source)]
    response = client.post("/", data={"text": f"The brutal {safe[0]}", "source": safe[1]})
    assert response.status_code == 200
    assert_harmless(response.text)


def test_an_unknown_file_is_404(client: TestClient) -> None:
    assert client.get("/static/..%2Fapp.py").status_code == 404
    assert client.get("/static/app.py").status_code == 404


def test_the_example_is_two_tellings_of_one_event(client: TestClient) -> None:
    text = client.get("/example").text
    assert "Meridian Wire" in text
    assert "East Bank Herald" in text


def test_labels_and_limits_are_told(client: TestClient) -> None:
    assert "precision 0.80, recall 0.70" in client.get("/labels").text
    assert "A loaded word is not a lie" in client.get("/about").text


def test_a_front_matter_is_read_and_not_shown(client: TestClient) -> None:
    written = f"---\r\ntitle: Port closed\r\ndate: 2022-02-24\r\n---\r\n\r\n{BODY}"
    answer = client.post("/download/scores.json", data={"text": written}).json()
    assert {row["title"] for row in answer["scores"]} == {"Port closed"}
    assert {row["published"] for row in answer["scores"]} == {"2022-02-24"}
    assert not [row["text"] for row in answer["scores"] if "title:" in row["text"]]


def test_a_text_that_begins_with_a_rule_is_no_front_matter(client: TestClient) -> None:
    written = f"---\nUPDATE: the port is shut.\n\n{BODY}\n\n---\n\nRead on tomorrow."
    answer = client.post("/download/scores.json", data={"text": written}).json()
    assert any("UPDATE" in row["text"] for row in answer["scores"])
