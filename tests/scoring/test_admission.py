from dataclasses import replace

import pytest

from framing.scoring.admission import Copies, Strangers, refusal, unscored
from framing.scoring.seen import text_digest
from framing.text import Unscored
from tests.scoring.fakes import article

FIRST = article(1, "The port closed.")


@pytest.fixture
def copies() -> Copies:
    made = Copies()
    made.admit(FIRST)
    return made


def test_another_language_is_refused() -> None:
    refused = refusal(article(2, "Der Hafen.", language="de"), ("en", "fr"))
    assert refused == Unscored("news/2.txt", "language", "is in de; the checkpoint reads en, fr")


def test_a_text_too_short_to_tell_its_language_is_admitted() -> None:
    assert refusal(article(2, "Hafen.", language=None), ("en",)) is None


@pytest.mark.parametrize("field", ["text", "title", "url", "source", "id"])
def test_a_lone_surrogate_is_refused(field: str) -> None:
    refused = refusal(replace(article(2, "The port."), **{field: "\ud83d"}), ("en",))
    assert refused is not None
    assert refused.reason == "encoding"


def test_an_article_of_its_own_is_admitted(copies: Copies) -> None:
    assert copies.admit(article(2, "The port opened.")) is None


def test_a_second_copy_within_a_source_is_refused(copies: Copies) -> None:
    refused = copies.admit(article(2, FIRST.text))
    assert refused is not None
    assert refused.reason == "duplicate"


def test_the_refusal_of_a_copy_leads_to_the_first(copies: Copies) -> None:
    refused = copies.admit(article(2, FIRST.text))
    assert refused is not None
    assert text_digest(FIRST.text) in refused.detail


def test_the_same_text_in_another_source_is_admitted(copies: Copies) -> None:
    assert copies.admit(article(2, FIRST.text, source="Herald")) is None


def test_a_second_use_of_an_id_is_refused(copies: Copies) -> None:
    refused = copies.admit(replace(FIRST, text="The port opened."))
    assert refused is not None
    assert refused.reason == "duplicate_id"


def test_a_refused_article_is_not_remembered(copies: Copies) -> None:
    copies.admit(article(2, FIRST.text))
    assert copies.admit(article(2, "The port opened.")) is None


def test_an_article_is_remembered_by_what_the_table_of_articles_holds() -> None:
    copies = Copies()
    copies.remember(FIRST.id, FIRST.source, text_digest(FIRST.text))
    found = [copies.admit(FIRST), copies.admit(replace(FIRST, text="The court."))]
    assert [refused and refused.reason for refused in found] == ["duplicate", "duplicate_id"]


def test_a_worker_takes_every_article_for_new() -> None:
    strangers = Strangers()
    assert [strangers.admit(FIRST), strangers.admit(FIRST)] == [None, None]


@pytest.mark.parametrize(
    ("path", "file", "record"),
    [
        ("news/a.txt", "news/a.txt", None),
        ("news/a.jsonl:12", "news/a.jsonl", 12),
        ("C:/news/a.txt", "C:/news/a.txt", None),
        ("-:3", "-", 3),
    ],
)
def test_an_error_line_names_file_and_record(path: str, file: str, record: int | None) -> None:
    made = unscored(replace(FIRST, path=path), "empty", "holds no sentence")
    assert (made.path, made.record) == (file, record)
