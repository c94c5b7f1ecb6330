import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from framing.labels import LABELS
from framing.scores import SCHEMA_VERSION, score_schema
from framing.scoring import Scorer
from framing.web.answers import label_rows
from framing.web.service import Service
from tests.web.conftest import BODY


def score(client: TestClient, *articles: Mapping[str, object]) -> Any:
    response = client.post("/v1/score", json={"articles": articles})
    assert response.status_code == 200, response.text
    return response.json()


def test_a_row_has_the_columns_of_the_score_table(client: TestClient) -> None:
    (row, *_) = score(client, {"text": BODY})["scores"]
    schema = score_schema(("economic", "legality"))
    assert list(row) == schema.names
    assert list(row["frames"]) == [field.name for field in schema.field("frames").type]
    assert set(row["spans"][0]) == {field.name for field in schema.field("spans").type.value_type}


def test_places_are_those_of_the_text_as_it_was_sent(client: TestClient) -> None:
    text = "  The port closed.\r\n\r\n\r\nThe brutal   bandits fled.  "
    rows = score(client, {"text": text})["scores"]
    assert [text[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    (span,) = (span for span in rows[1]["spans"] if span["label"] == "loaded")
    assert rows[1]["text"][span["start"] : span["end"]] == "brutal"


def test_what_is_known_of_an_article_comes_back(client: TestClient) -> None:
    known = {"source": "Post", "title": "Port", "published": "2024-04-09", "url": "https://post.test/1"}
    answer = score(client, {"text": BODY, "article_id": "mine", **known})
    (article,) = answer["articles"]
    assert {name: article[name] for name in known} == known
    assert (article["article_id"], article["sentences"], article["characters"]) == ("mine", 3, len(BODY))
    assert all({name: row[name] for name in known} == known for row in answer["scores"])


def test_what_made_the_scores_is_told(client: TestClient) -> None:
    answer = score(client, {"text": BODY})
    assert answer["schema_version"] == SCHEMA_VERSION
    assert answer["checkpoint"]["digest"] == answer["scores"][0]["checkpoint"]
    assert answer["checkpoint"]["thresholds"]["loaded"] == 0.6


def test_every_article_is_among_the_articles_or_the_errors(client: TestClient) -> None:
    french = "Le gouvernement a fermé le port hier soir, et les familles attendent encore des nouvelles."
    answer = score(client, {"text": BODY}, {"text": french}, {"text": " "}, {"text": "The port."})
    assert len(answer["articles"]) == 2
    assert [(error["record"], error["reason"]) for error in answer["errors"]] == [
        (2, "language"),
        (3, "empty"),
    ]


def test_the_same_article_twice_is_scored_twice(client: TestClient) -> None:
    assert len(score(client, {"text": BODY}, {"text": BODY})["articles"]) == 2


def test_half_a_surrogate_pair_is_an_error_not_a_crash(client: TestClient) -> None:
    body = '{"articles": [{"text": "The port \\ud800 closed."}]}'
    response = client.post("/v1/score", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"articles": []}',
        '{"articles": [{}]}',
        '{"articles": [{"text": 3}]}',
        '{"articles": [{"text": "x", "unknown": 1}]}',
        '{"articles": [{"text": "x", "published": "yesterday"}]}',
        '{"articles": [{"text": "x", "published": 0}]}',
        '{"articles": [{"text": "x", "published": "2024-04-09T00:00:00"}]}',
        '{"articles": [{"text": "x", "published": "2024-02-30"}]}',
        '{"articles": [{"text": "x", "source": null}]}',
    ],
)
def test_a_request_that_is_none_says_where_it_is_wrong(client: TestClient, body: str) -> None:
    response = client.post("/v1/score", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert isinstance(response.json()["detail"], str)


def test_a_refusal_does_not_repeat_the_text(client: TestClient) -> None:
    response = client.post("/v1/score", json={"articles": [{"text": ["a secret draft"]}]})
    assert "secret" not in response.text


def test_another_type_of_content_is_refused(client: TestClient) -> None:
    body = json.dumps({"articles": [{"text": "The port."}]})
    response = client.post("/v1/score", content=body, headers={"Content-Type": "text/plain"})
    assert response.status_code == 422


def test_labels_are_those_of_the_checkpoint(client: TestClient) -> None:
    rows = client.get("/v1/labels").json()
    kinds = {row["name"]: row["kind"] for row in rows}
    assert kinds == {
        "loaded": "loaded",
        **dict.fromkeys(("economic", "legality"), "frame"),
        **dict.fromkeys(("villain", "victim", "hero"), "role"),
    }
    definitions = {label.name: label.definition for label in LABELS}
    assert all(row["definition"] == definitions[row["name"]] for row in rows)
    assert (rows[0]["threshold"], rows[0]["precision"], rows[0]["recall"]) == (0.6, 0.8, 0.7)


def test_what_a_threshold_was_chosen_for_is_told(scorer: Scorer) -> None:
    loaded, *frames = scorer.checkpoint.sentence_decisions
    chosen = replace(loaded, chosen_for="best F1")
    service = SimpleNamespace(checkpoint=replace(scorer.checkpoint, sentence_decisions=(chosen, *frames)))
    (told, other, *_) = label_rows(cast(Service, service))
    assert (told.chosen_for, other.chosen_for) == ("best F1", None)


def test_health_names_checkpoint_and_engine(client: TestClient) -> None:
    answer = client.get("/health").json()
    assert (answer["status"], answer["engine"], answer["waiting"]) == ("ok", "fake f64", 0)


def read(client: TestClient, file_format: str, data: bytes) -> Any:
    response = client.post(f"/v1/read?format={file_format}", content=data)
    assert response.status_code == 200, response.text
    return response.json()


def test_a_page_is_read_into_headline_and_body(client: TestClient) -> None:
    page = (
        f"<html><head><title>The port</title></head><body><article><h1>The port</h1><p>{BODY}</p></article>"
    )
    (article,) = read(client, "html", page.encode())["articles"]
    assert (article["title"], article["text"], article["source"]) == ("The port", BODY, None)


def test_a_file_that_names_a_source_keeps_it(client: TestClient) -> None:
    data = json.dumps({"text": BODY, "source": "Post", "date": "2024-04-09"}).encode()
    (article,) = read(client, "jsonl", data)["articles"]
    assert (article["source"], article["published"]) == ("Post", "2024-04-09")


def test_what_cannot_be_read_is_an_error_with_its_line(client: TestClient) -> None:
    data = json.dumps({"text": BODY, "source": "Post"}).encode() + b"\n{broken\n"
    answer = read(client, "jsonl", data)
    assert len(answer["articles"]) == 1
    assert [(error["record"], error["reason"]) for error in answer["errors"]] == [(2, "malformed")]


@pytest.mark.parametrize("file_format", ["parquet", "auto", ""])
def test_another_format_is_refused(client: TestClient, file_format: str) -> None:
    assert client.post(f"/v1/read?format={file_format}", content=b"x").status_code == 422


def test_a_packed_file_is_an_error_line(client: TestClient) -> None:
    assert read(client, "text", gzip.compress(BODY.encode()))["errors"][0]["reason"] == "unsupported"


def test_an_empty_file_is_an_error_line(client: TestClient) -> None:
    assert read(client, "text", b"")["errors"][0]["reason"] == "empty"
