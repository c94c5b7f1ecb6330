"""Every input ends as one article or one reason."""

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from framing.reading import Columns, ReadOptions, article_id, read_articles
from framing.reading.decoding import looks_binary
from framing.text import Article, Unscored

BODY = "The harbour of Harrow was closed on Tuesday, the mayor said."
NAMED = ReadOptions(source="The Lantern")


def read(
    *paths: Path | str, options: ReadOptions = NAMED, stdin: bytes | None = None
) -> list[Article | Unscored]:
    stream = None if stdin is None else io.BufferedReader(io.BytesIO(stdin))  # type: ignore[arg-type]
    return list(read_articles([str(path) for path in paths], options, stdin=stream))


def only(*paths: Path | str, options: ReadOptions = NAMED, stdin: bytes | None = None) -> Article:
    (result,) = read(*paths, options=options, stdin=stdin)
    assert isinstance(result, Article), result
    return result


def refusal(*paths: Path | str, options: ReadOptions = NAMED, stdin: bytes | None = None) -> Unscored:
    (result,) = read(*paths, options=options, stdin=stdin)
    assert isinstance(result, Unscored), result
    return result


def reasons(results: list[Article | Unscored]) -> list[tuple[str, int | None]]:
    return [(r.reason, r.record) if isinstance(r, Unscored) else ("article", None) for r in results]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


# Formats


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


# Source


def test_source_given_overrules_the_record(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl({"text": BODY, "source": "Gazette"}))
    assert only(path).source == "The Lantern"


@pytest.mark.parametrize(
    ("record", "source"),
    [
        ({"source": "Gazette", "url": "https://news.lantern.co.uk/1"}, "Gazette"),
        ({"source": {"id": None, "name": "Gazette"}}, "Gazette"),
        ({"source": " ", "url": "https://news.lantern.co.uk/1"}, "lantern.co.uk"),
        ({"url": "file:///a"}, "folder"),
        ({}, "folder"),
    ],
)
def test_source_is_looked_for_in_order(tmp_path: Path, record: dict[str, object], source: str) -> None:
    write(tmp_path / "folder" / "deep" / "a.jsonl", jsonl({"text": BODY, **record}))
    assert only(tmp_path, options=ReadOptions()).source == source


def test_no_source_is_said_never_guessed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", BODY)
    for given_path in (path, tmp_path):
        result = refusal(given_path, options=ReadOptions())
        assert result.reason == "no_source"
        assert "--source" in result.detail


def test_pattern_takes_the_source_from_below_its_fixed_part(tmp_path: Path) -> None:
    write(tmp_path / "Gazette" / "1.txt", BODY)
    write(tmp_path / "Lantern" / "2.txt", BODY)
    results = read(tmp_path / "*" / "*.txt", options=ReadOptions())
    assert [r.source for r in results if isinstance(r, Article)] == ["Gazette", "Lantern"]


# Files and folders


def test_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, f"The ferry {name} sank.")
    results = read(tmp_path)
    assert [Path(r.path).relative_to(tmp_path).as_posix() for r in results] == ["a/1.txt", "a/2.txt", "b.txt"]


def test_recursive_pattern_reads_each_file_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "1.txt", BODY)
    write(tmp_path / "2.txt", BODY)
    assert len(read(f"{tmp_path}/**/*.txt")) == 2
    assert len(read(f"{tmp_path}/**")) == 2


def test_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    assert only(write(tmp_path / "what[1]?.txt", BODY)).text == BODY


def test_oddities_in_a_folder_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / "b.docx", b"PK")
    os.mkfifo(tmp_path / "c.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "e").symlink_to(tmp_path)
    (tmp_path / "f.txt").symlink_to(tmp_path / "f.txt")
    (tmp_path / "g").mkdir()
    write(tmp_path / "h.txt", BODY)
    assert [kind for kind, _ in reasons(read(tmp_path))] == [
        "article",
        "unsupported",
        "unreadable",
        "unreadable",
        "unreadable",
        "unreadable",
        "empty",
        "article",
    ]


@pytest.mark.parametrize("path", ["/dev/null", "/nowhere/a.txt", "/nowhere/*.txt", "a\0b.txt", ""])
def test_what_is_no_file_is_unreadable(path: str) -> None:
    result = refusal(path) if path else None
    assert result is None or result.reason == "unreadable"


def test_file_name_that_is_not_utf8_can_still_be_written(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    write(Path(os.fsdecode(folder + b"/\xff.txt")), BODY)
    article = only(tmp_path, options=ReadOptions())
    assert (article.source + article.path).encode()


# Bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    text = "The café’s owner said “no” – twice. It was £3."
    assert only(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_other_encodings_are_detected(tmp_path: Path) -> None:
    text = (
        "Правительство во вторник представило законопроект о сокращении государственных расходов. "
        "Депутаты спорили до поздней ночи, но так и не договорились. Рыбаки перекрыли порт, требуя "
        "отставки министра, и обещали не уходить, пока им не заплатят."
    )
    assert only(write(tmp_path / "a.txt", text.encode("koi8-r"))).text == text


def test_page_is_believed_about_its_encoding(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{BODY} Мэр молчал.</p></body></html>'
    assert "Мэр" in only(write(tmp_path / "a.html", page.encode("cp1251"))).text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"The ferry\x00\x00sank.", b"PK\x03\x04"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.csv"])
def test_binary_file_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    assert refusal(write(tmp_path / name, data)).reason == "binary"


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.txt.gz", "b.json"]
)
def test_empty_file_is_told(tmp_path: Path, name: str) -> None:
    content = "[]" if name == "b.json" else " \n" if name in ("a.txt", "a.csv") else ""
    assert refusal(write(tmp_path / name, content)).reason == "empty"


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    data = bytes((7 * i * i + 129) % 255 + 1 for i in range(600))
    assert refusal(write(tmp_path / "a.txt", data)).reason in ("binary", "encoding")


def test_truncated_packed_file_keeps_what_came_before(tmp_path: Path) -> None:
    records = [{"text": f"{BODY} {os.urandom(40).hex()}."} for _ in range(2000)]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(jsonl(*records).encode())[:40_000])
    results = read(path)
    assert reasons(results)[0] == ("article", None)
    assert isinstance(results[-1], Unscored)
    assert (results[-1].reason, results[-1].record) == ("unreadable", len(results))


def test_file_that_only_claims_to_be_packed_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(BODY.encode())
    assert refusal(path).reason == "unreadable"


def test_damaged_parquet_is_unreadable(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "a.parquet", b"PAR1 nothing of use PAR1")).reason == "unreadable"


# Records


def test_bad_json_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": BODY}),
        "{broken",
        "",
        '"a string"',
        json.dumps({"body": BODY}),
        json.dumps({"text": 7}),
        json.dumps({"text": None}),
        json.dumps({"text": " \n"}),
        "[" * 100_000,
        '{"text": "half a character \\ud800 stands here, the mayor said.", "source": "\\udfff"}',
        json.dumps({"text": BODY}),
    ]
    results = read(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert reasons(results) == [
        ("article", None),
        ("malformed", 2),
        ("malformed", 4),
        ("missing_column", 5),
        ("malformed", 6),
        ("empty", 7),
        ("empty", 8),
        ("malformed", 9),
        ("article", None),
        ("article", None),
    ]
    half = results[8]
    assert isinstance(half, Article)
    assert "\ufffd" in half.text


def test_missing_column_names_those_that_are_there(tmp_path: Path) -> None:
    for path in (
        write(tmp_path / "a.csv", "body,outlet\na,b\n"),
        write(tmp_path / "a.jsonl", jsonl({"body": 1, "outlet": 2})),
    ):
        result = refusal(path)
        assert result.reason == "missing_column"
        assert "body, outlet" in result.detail


def test_bad_csv_rows_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = 'text,source\nThe ferry sank.,A\na,b,c\n"x" y,B\n"caf\xe9 closed, the mayor said.",C\nIt sank.,D\n'
    results = read(write(tmp_path / "a.csv", rows.encode("latin-1").replace(b"A\n", "Ä\n".encode())))
    assert reasons(results) == [
        ("article", None),
        ("malformed", 2),
        ("malformed", 3),
        ("article", None),
        ("article", None),
    ]


def test_bytes_that_are_not_utf8_in_one_csv_cell_are_settled_there(tmp_path: Path) -> None:
    filler = ("The ferry sank off Zürich. " * 50_000).encode()
    rows = b"text,source\n" + filler + b",A\nThe caf\xe9 closed on Monday.,B\n"
    results = read(write(tmp_path / "a.csv", rows))
    last = results[-1]
    assert isinstance(last, Article)
    assert last.text == "The café closed on Monday."


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl(*({"text": BODY} for _ in range(5))) + "{broken\n")
    results = read_articles([str(path)], NAMED)
    assert isinstance(results, Iterator)
    assert isinstance(next(results), Article)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=20),
            st.text(max_size=20).map(lambda text: json.dumps({"text": text}).encode()),
            st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists, max_leaves=3).map(
                lambda value: json.dumps({"text": BODY, "date": value, "source": value, "id": value}).encode()
            ),
        ),
        max_size=8,
    )
)
def test_each_json_line_gives_exactly_one_result(tmp_path: Path, lines: list[bytes]) -> None:
    lines = [line.replace(b"\n", b" ") for line in lines]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    results = read(path)
    filled = [n for n, line in enumerate(lines, start=1) if line.strip(b" \t\r\n\xef\xbb\xbf")]
    first = lines[0] if lines else b""
    if first.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_binary(first):
        return  # Such a file is refused, or read in another encoding, as a whole.
    numbers = [int(r.path.rsplit(":", 1)[1]) if isinstance(r, Article) else (r.record or 0) for r in results]
    assert numbers == (filled or [0])


# Standard input


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (BODY, "auto"),
        (jsonl({"text": BODY}), "auto"),
        (json.dumps([{"text": BODY}], indent=1), "auto"),
        (json.dumps({"text": BODY}, indent=1), "auto"),
        (f"<!DOCTYPE html><html><body><article><p>{BODY}</p></article></body></html>", "auto"),
        (f"text\n{json.dumps(BODY)}\n", "csv"),
        (f"# Headline\n\n{BODY}", "markdown"),
    ],
)
def test_standard_input_is_recognised(data: str, format_: str) -> None:
    options = ReadOptions(source="The Lantern", stdin_format=format_)  # type: ignore[arg-type]
    article = only("-", options=options, stdin=data.encode())
    assert article.text == BODY
    assert article.path in ("-", "-:1")


def test_packed_standard_input() -> None:
    assert only("-", stdin=gzip.compress(BODY.encode())).text == BODY


def test_empty_standard_input() -> None:
    assert refusal("-", stdin=b"") == Unscored("-", "empty", "The file is empty.")


# Identity


def test_id_hangs_on_source_title_and_text_alone(tmp_path: Path) -> None:
    first = only(write(tmp_path / "a.txt", BODY))
    second = only(write(tmp_path / "b.md", BODY))
    assert first.id == second.id == article_id("The Lantern", None, BODY)
    assert len({first.id, article_id("Gazette", None, BODY), article_id("The Lantern", "T", BODY)}) == 3


def test_import_is_light() -> None:
    heavy = {"trafilatura", "py3langid", "pyarrow", "numpy", "charset_normalizer", "dateutil"}
    code = f"import sys, framing.reading; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.parquet.gz"])
def test_packed_file_that_would_fill_the_memory_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=1) as packed:
        for _ in range(80):
            packed.write(bytes(1 << 20))
    assert path.stat().st_size < (1 << 20)
    (result,) = read(path)
    assert isinstance(result, Unscored)
    assert result.reason == "unreadable"


def test_packed_text_that_repeats_itself_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", jsonl({"text": BODY}) * 1_000)
    assert path.stat().st_size < 1_000
    assert len(read(path)) == 1_000
