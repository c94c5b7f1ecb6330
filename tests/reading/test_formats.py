"""Every kind of file gives its articles."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from framing.reading import Columns, ReadOptions
from framing.text import Article
from tests.reading.files import BODY, jsonl, only, read, reasons, write


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", BODY),
        ("a.md", f"# A headline\n\n{BODY}"),
        ("a.html", f"<html><body><article><p>{BODY}</p></article></body></html>"),
        ("a.HTM", f"<html><body><article><p>{BODY}</p></article></body></html>"),
        ("a.json", json.dumps({"text": BODY})),
        ("a.jsonl", jsonl({"text": BODY})),
        ("a.csv", f'text\n"{BODY}"\n'),
    ],
)
def test_format_is_read_packed_or_not(tmp_path: Path, name: str, content: str, packed: str) -> None:
    assert only(write(tmp_path / (name + packed), content)).text == BODY


@pytest.mark.parametrize("packed", [False, True])
def test_parquet_is_read_packed_or_not(tmp_path: Path, packed: bool) -> None:
    sink = io.BytesIO()
    table = {"Text": [BODY, None, "b" * 3], "date": [date(2031, 5, 1)] * 3, "n": [1, 2, 3]}
    parquet.write_table(pa.table(table), sink)
    path = write(tmp_path / ("a.parquet.gz" if packed else "a.parquet"), sink.getvalue())
    results = read(path)
    assert reasons(results) == [("article", None), ("empty", 2), ("article", None)]
    first = results[0]
    assert isinstance(first, Article)
    assert (first.published, first.path) == (date(2031, 5, 1), f"{path}:1")


@pytest.mark.parametrize(
    "value",
    [
        [{"text": BODY}, {"text": "Nine were saved."}],
        {"status": "ok", "tags": ["a"], "articles": [{"text": BODY}, {"text": "Nine were saved."}]},
    ],
)
def test_json_list_of_records(tmp_path: Path, value: object) -> None:
    results = read(write(tmp_path / "a.json", json.dumps(value)))
    assert [r.text for r in results if isinstance(r, Article)] == [BODY, "Nine were saved."]


def test_json_lines_under_the_name_of_json(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", jsonl({"text": BODY}, {"text": "It sank."}))
    assert reasons(read(path)) == [("article", None)] * 2


def test_record_fields_reach_the_article(tmp_path: Path) -> None:
    record = {
        "text": BODY,
        "source": "Tidewater\u00a0Gazette",
        "title": "Harbour closed",
        "date": "26.02.2031",
        "url": "https://gazette.example/1",
        "id": 17,
    }
    article = only(write(tmp_path / "a.jsonl", jsonl(record)), options=ReadOptions())
    assert article == Article(
        id="17",
        source="Tidewater Gazette",
        text=BODY,
        title="Harbour closed",
        published=date(2031, 2, 26),
        url="https://gazette.example/1",
        language="en",
        path=f"{tmp_path / 'a.jsonl'}:1",
    )


def test_columns_may_bear_other_names(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "Body;Outlet\nThe ferry sank.;Lantern\n")
    article = only(path, options=ReadOptions(columns=Columns(text="body", source="outlet")))
    assert (article.text, article.source) == ("The ferry sank.", "Lantern")


def test_csv_takes_fields_of_any_length_and_line_ends_inside(tmp_path: Path) -> None:
    long = "The ferry sank. " * 20_000
    rows = io.StringIO()
    csv.writer(rows).writerows([["text", "source"], [long, "A"], ["The ferry sank.\n\nIt did.", "B"]])
    results = read(write(tmp_path / "a.csv", rows.getvalue()), options=ReadOptions())
    assert [r.source for r in results if isinstance(r, Article)] == ["A", "B"]


def test_html_gives_title_date_site_and_url(tmp_path: Path) -> None:
    page = f"""<html><head><title>Harbour closed | The Lantern Post</title>
    <meta property="og:site_name" content="The Lantern Post">
    <meta property="og:title" content="Harbour closed as storm nears">
    <meta property="article:published_time" content="2024-03-05T10:00:00Z">
    <link rel="canonical" href="https://www.lanternpost.com/2024/harbour"></head><body>
    <nav><a href="/">Home</a></nav><article><h1>Harbour closed as storm nears</h1>
    <figure><img src="x.jpg"><figcaption>Boats. Photo: Ada Quill/LP</figcaption></figure>
    <p>{BODY}</p><h2>A long night</h2><p>“Nobody leaves,” she said.</p>
    <table><tr><td>Wind</td><td>9</td></tr></table></article>
    <div id="comments"><p>First comment by an angry reader.</p></div>
    <footer>Copyright 2024 The Lantern Post. All rights reserved.</footer></body></html>"""
    article = only(write(tmp_path / "page.html", page), options=ReadOptions())
    assert article.text == f"{BODY}\n\n“Nobody leaves,” she said."
    assert article.title == "Harbour closed as storm nears"
    assert article.source == "The Lantern Post"
    assert article.published == date(2024, 3, 5)
    assert article.url == "https://www.lanternpost.com/2024/harbour"


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    page = (
        "---\nsource: 'The Lantern'\ndate: 2031-05-01\n---\n# Harbour *closed*\n\n"
        "The [mayor](https://x.example/a_(b)) said it was **a\ndisgrace** for the snake_case_fleet.\n\n"
        "![boats](x.jpg)\n\n## A long night\n\n> Nobody `leaves`.\n\n- One boat stays.\n- One sinks.\n\n"
        "```\ncode\n```\n\n| a | b |\n|---|---|\n"
    )
    article = only(write(tmp_path / "a.md", page), options=ReadOptions())
    assert article.text.split("\n\n") == [
        "The mayor said it was a disgrace for the snake_case_fleet.",
        "Nobody leaves.",
        "One boat stays.",
        "One sinks.",
    ]
    assert (article.title, article.source, article.published) == (
        "Harbour closed",
        "The Lantern",
        date(2031, 5, 1),
    )
