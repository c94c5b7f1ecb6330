"""Every record ends as one article or one reason."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.reading import Columns, ReadOptions, article_id, read_articles
from framing.reading.decoding import looks_binary
from framing.text import Article
from tests.reading.files import BODY, NAMED, jsonl, only, read, reasons, refusal, write


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


def test_id_hangs_on_source_title_and_text_alone(tmp_path: Path) -> None:
    first = only(write(tmp_path / "a.txt", BODY))
    second = only(write(tmp_path / "b.md", BODY))
    assert first.id == second.id == article_id("The Lantern", None, BODY)
    assert len({first.id, article_id("Gazette", None, BODY), article_id("The Lantern", "T", BODY)}) == 3


def test_import_is_light() -> None:
    heavy = {"trafilatura", "py3langid", "pyarrow", "numpy", "charset_normalizer", "dateutil", "markdown_it"}
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
    assert refusal(path).reason in ("unreadable", "unsupported")


def test_packed_text_that_repeats_itself_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", jsonl({"text": BODY}) * 1_000)
    assert path.stat().st_size < 1_000
    assert len(read(path)) == 1_000


LONG = "x" * 500_000


def test_title_and_kept_values_are_cut_where_they_are_longer_than_any(tmp_path: Path) -> None:
    options = ReadOptions(source="The Lantern", columns=Columns(keep=("section",)))
    article = only(
        write(tmp_path / "a.jsonl", jsonl({"text": BODY, "title": LONG, "section": LONG})), options=options
    )
    assert article.title == dict(article.kept)["section"] == "x" * 1_999 + "…"
    assert article.id == article_id("The Lantern", article.title, BODY)
    assert (
        only(write(tmp_path / "b.jsonl", jsonl({"text": BODY, "title": LONG[:2_000]}))).title == LONG[:2_000]
    )


def test_headline_found_in_a_text_is_cut_too(tmp_path: Path) -> None:
    headline = " ".join(["Harbour Closed"] * 200)
    article = only(write(tmp_path / "a.md", f"# {headline}\n\n{BODY}"))
    assert article.title is not None
    assert len(article.title) <= 2_000
    assert article.title.endswith("…")


@pytest.mark.parametrize("field", ["id", "source"])
def test_id_or_source_that_is_longer_than_any_is_malformed(tmp_path: Path, field: str) -> None:
    path = write(tmp_path / "a.jsonl", jsonl({"text": BODY, field: LONG}, {"text": BODY, "source": "a"}))
    results = read(path, options=ReadOptions(fallback_source="nobody"))
    assert reasons(results) == [("malformed", 1), ("article", None)]
    assert field in results[0].detail  # type: ignore[union-attr]


def test_address_that_is_longer_than_any_is_none_and_still_names_the_source(tmp_path: Path) -> None:
    url = f"https://news.lantern.co.uk/{LONG}"
    article = only(write(tmp_path / "a.jsonl", jsonl({"text": BODY, "url": url})), options=ReadOptions())
    assert (article.url, article.source) == (None, "lantern.co.uk")


@pytest.mark.timeout(60)
def test_long_title_is_not_compared_with_each_line(tmp_path: Path) -> None:
    lines = "\n".join(f"The port of Harrow closed on day {number}." for number in range(1_500))
    assert only(write(tmp_path / "a.jsonl", jsonl({"text": lines, "title": LONG}))).title is not None
