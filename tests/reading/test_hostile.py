"""What was made to break a reader costs that reader neither its nerve nor its time."""

import json
import unicodedata
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from framing.reading import clean, read_articles
from framing.reading.characters import clean_characters
from framing.reading.decoding import UNFORESEEN, RefusedError
from framing.reading.kinds import ARCHIVES, KINDS, SUFFIXES, TABLES, kind_of
from framing.reading.markdown import markdown_record
from framing.reading.pages import page_record
from framing.reading.parsing import _READERS
from framing.text import Article, Unscored
from tests.reading.archives import tarred, warc, zipped
from tests.reading.files import BODY, NAMED, jsonl, read, reasons, refusal

PAGE = f"<html><head><title>x</title></head><body><article><p>{BODY}</p></article></body></html>"
SOUND = {
    ".txt": f"Ferry Sinks\nBy Ada Quill\nMay 3, 2031\n\n{BODY}\n(Image: AP)".encode(),
    ".md": f"---\ndate: 3/4/2031\n---\n# Head\n\n{BODY} [a](b) **c** `d`\n\n> q\n\n| a |\n".encode(),
    ".html": PAGE.encode(),
    ".json": json.dumps([{"text": BODY, "date": 1e308, "url": "http://[a"}]).encode(),
    ".jsonl": jsonl({"text": BODY, "source": {"name": "a"}, "date": "1/1/31"}).encode(),
    ".ndjson": jsonl({"text": BODY}).encode(),
    ".csv": f'text,date\n"{BODY}",3/4/2031\n'.encode(),
    ".tsv": f"text\tdate\n{BODY}\t3/4/2031\n".encode(),
    ".warc": warc(PAGE.encode()),
    ".zip": zipped({"a.txt": BODY, "b.html": PAGE}),
    ".tar": tarred({"a.txt": BODY, "b.html": PAGE}),
}
STRANGE = st.sampled_from(
    [
        *(b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x80", b"\r", b"\xe2\x80\xae", b"\xcc\x81" * 40),
        *(b'"', b"{", b"[", b"1e999", b"NaN", b"\\ud800", b"99999999999999999999", b"http://[::1"),
        *(b"0000-00-00", b"31/02/2022", b"Content-Length: -1\r\n", b"WARC/1.0\r\n"),
        *(
            b"<",
            b"<!--",
            b"&#x110000;",
            b"&#xD800;",
            b"<div>" * 300,
            b"<?xml version='1.0' encoding='utf-16'?>",
        ),
        *(
            b"<meta charset='undefined'>",
            b"<meta charset=unicode_escape>",
            b"<link rel=canonical href='//[x'>",
        ),
        b"<meta property='article:published_time' content='\0'>",
    ]
)


@settings(max_examples=150)
@given(st.data())
def test_damaged_file_of_any_kind_gives_results_that_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    suffix = data.draw(st.sampled_from(sorted(SOUND)))
    content = SOUND[suffix]
    for piece in data.draw(st.lists(STRANGE | st.binary(max_size=4), min_size=1, max_size=4)):
        at = data.draw(st.integers(0, len(content)))
        content = content[:at] + piece + content[at + data.draw(st.sampled_from([0, 0, 1, 30])) :]
    path = tmp_path_factory.mktemp("damaged") / f"a{suffix}"
    path.write_bytes(content)
    results = read(path)
    assert results
    for result in results:
        written = (result.text, result.source) if isinstance(result, Article) else (result.detail,)
        assert all(text.encode() and text.strip() for text in written)
        assert isinstance(result, Article) or "\n" not in result.detail
        assert isinstance(result, Article) or not result.detail.startswith(UNFORESEEN)


def test_every_kind_is_damaged_but_parquet() -> None:
    assert set(SOUND) == set(SUFFIXES) - {".htm", ".parquet", ".tgz"}


def test_every_kind_has_its_reader_and_its_suffix() -> None:
    assert set(_READERS) == set(KINDS) - ARCHIVES
    assert {kind_of(f"a{suffix}") for suffix in SUFFIXES} == set(KINDS)
    assert set(KINDS) >= TABLES


@given(st.text() | st.lists(STRANGE, max_size=8).map(lambda parts: b"".join(parts).decode("latin-1")))
def test_no_page_raises_but_a_refusal(html: str) -> None:
    with suppress(RefusedError):
        assert page_record(html).text.strip()


@given(st.text(alphabet=st.sampled_from("*_`[]()!<>#-=|~\\ \nab&;:\t1.")))
def test_no_markdown_raises(text: str) -> None:
    assert markdown_record(text).shape == "paragraphs"


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    ["<!--" * 100_000, "```x\n" * 50_000, "**a " * 20_000, "[" * 20_000, "`" * 100_000, "> " * 50_000],
    ids=lambda text: repr(text[:5]),
)
def test_markdown_that_never_closes_is_soon_read(text: str) -> None:
    assert markdown_record(text).title is None


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        "PARIS (Reuters) - " * 50_000,
        "Recommended for you\nWho pays?\n" * 5_000,
        "Newsletter\nThe strait.\nSubscribe\n" * 2_000,
        "May 3, 2031\n" * 5_000,
        "Boats - Lantern, 1920\n" * 10_000,
        "a" + "\u0315\u0300\u05ae" * 300_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_furniture_without_end_is_soon_cleaned(text: str) -> None:
    clean(text)


def test_heap_of_accents_is_cut_and_letters_with_a_few_keep_them() -> None:
    heap = clean_characters("a" + "\u0315\u0300" * 1_000 + "b")
    assert len(heap) < 40
    assert heap[-1] == "b"
    assert clean_characters("a\u0323\u0302b") == unicodedata.normalize("NFC", "a\u0323\u0302b")


def test_text_longer_than_any_article_is_refused() -> None:
    long = "The ferry sank. " * 70_000
    assert refusal("-", stdin=long.encode()).reason == "unsupported"
    assert reasons(read("-", stdin=jsonl({"text": long}, {"text": BODY}).encode())) == [
        ("unsupported", 1),
        ("article", None),
    ]


def test_line_longer_than_any_record_is_refused_and_the_rest_goes_on() -> None:
    lines = jsonl({"text": BODY}, {"text": "a" * (17 << 20)}, {"text": BODY})
    kinds = reasons(read("-", stdin=lines.encode()))
    assert kinds == [("article", None), ("unsupported", 2), ("article", None)]


def test_quotation_mark_that_is_never_closed_does_not_take_the_rest_of_a_table_into_memory() -> None:
    rows = 'text,source\nIt sank.,a\n"It sank.,b\n' + ("x" * (1 << 20) + "\n") * 17 + "It rose.,d\n"
    kinds = reasons(read("-", stdin=rows.encode()))
    assert kinds[:2] == [("article", None), ("malformed", 2)]
    assert kinds[-1] == ("article", None)


@pytest.mark.parametrize("name", ["undefined", "unicode_escape", "idna", "base64", "no-such", "utf-7"])
def test_page_that_names_an_encoding_that_is_none_is_read(name: str) -> None:
    page = PAGE.replace("<title>", f'<meta charset="{name}"><title>').replace(BODY, f"{BODY} Caf\u00e9.")
    (result,) = read("-", stdin=page.encode("cp1252"))
    assert isinstance(result, Article)
    assert "Café" in result.text


def test_names_of_columns_in_an_error_can_be_written() -> None:
    result = refusal("-", stdin=b'{"te\\ud800xt\\n": "a"}\n')
    assert isinstance(result, Unscored)
    assert result.detail.encode()
    assert "\n" not in result.detail


def test_column_without_a_name_is_no_trouble() -> None:
    assert refusal("-", stdin=b"title,,source\na,b,c\n").reason in ("missing_column", "empty")


def test_text_that_a_table_repeats_is_not_held_once_for_each_row(tmp_path: Path) -> None:
    book = pa.array(["a " * 4_000_000])
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), book)
    table = pa.table({"text": column, "date": [20310503] * 2_000, "n": [1.5] * 2_000})
    path = tmp_path / "a.parquet"
    parquet.write_table(table, path, store_schema=False)
    before = pa.total_allocated_bytes()
    results = read_articles([str(path)], NAMED)
    assert isinstance(next(iter(results)), Unscored)
    # Two thousand of them would be sixteen gigabytes.
    assert pa.total_allocated_bytes() - before < 100_000_000
