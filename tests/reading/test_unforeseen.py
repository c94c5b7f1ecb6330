"""What nobody foresaw costs one record, or one file, and never the run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from framing.errors import OutputError
from framing.reading import articles, reader
from framing.reading.record import attempted
from framing.text import Article, Unscored
from tests.reading.files import BODY, jsonl, read, reasons, write


class WildError(Exception):
    """Stands for whatever a library raises without naming it."""


def raising(error: BaseException) -> Callable[..., NoReturn]:
    def broken(*_: object, **__: object) -> NoReturn:
        raise error

    return broken


def test_fault_while_an_article_is_made_is_that_records_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.jsonl", jsonl({"text": BODY}, {"text": BODY}))
    monkeypatch.setattr(articles, "language_of", raising(WildError("no such\ntongue")))
    results = read(path)
    assert reasons(results) == [("malformed", 1), ("malformed", 2)]
    assert isinstance(results[0], Unscored)
    assert results[0].detail == "It cannot be read: WildError: no such tongue."


def test_fault_while_a_record_is_made_is_that_records_failure() -> None:
    failure = attempted(raising(KeyError(b"source")), 3)
    assert failure.number == 3
    assert "KeyError: b'source'" in getattr(failure, "detail", "")


def test_fault_while_a_file_is_read_is_that_files_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / "b.txt", BODY)
    whole = reader.records_in

    def records_in(kind: str, stream: object, *rest: object) -> object:
        if getattr(stream, "name", "").endswith("a.txt"):
            raise WildError("lost")
        return whole(kind, stream, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "records_in", records_in)
    results = read(tmp_path)
    assert reasons(results) == [("malformed", None), ("article", None)]
    assert isinstance(results[0], Unscored)
    assert "WildError: lost" in results[0].detail


@pytest.mark.parametrize("error", [MemoryError(), OutputError("full"), KeyboardInterrupt(), SystemExit(1)])
@pytest.mark.parametrize("place", ["article", "record", "file"])
def test_what_must_end_the_run_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, place: str
) -> None:
    path = write(tmp_path / "a.jsonl", jsonl({"text": BODY}))
    owner, name = {
        "article": ("framing.reading.articles", "language_of"),
        "record": ("framing.reading.json_files", "record_from"),
        "file": ("framing.reading.reader", "records_in"),
    }[place]
    monkeypatch.setattr(f"{owner}.{name}", raising(error))
    with pytest.raises(type(error)):
        read(path)


@pytest.mark.parametrize("headline", [["Port closes"], {"a": "Port closes"}, 7])
@pytest.mark.parametrize("field", ["headline", "publisher", "url", "mainEntityOfPage", "datePublished"])
def test_field_of_a_page_that_is_no_text_is_left_out(tmp_path: Path, field: str, headline: object) -> None:
    told = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", field: headline})
    body = f"<article><p>{BODY}</p><p>The fishermen had waited there since Monday.</p></article>"
    head = f'<script type="application/ld+json">{told}</script>'
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    write(tmp_path / "a.html", page)
    write(tmp_path / "b.txt", BODY)
    results = read(tmp_path)
    assert reasons(results) == [("article", None)] * 2
    assert isinstance(results[0], Article)
    assert BODY in results[0].text


def test_number_of_many_digits_is_no_date_and_costs_nothing(tmp_path: Path) -> None:
    line = f'{{"text": {json.dumps(BODY)}, "date": {"1" * 400}}}\n'
    (result,) = read(write(tmp_path / "a.jsonl", line))
    assert isinstance(result, Article)
    assert result.published is None
