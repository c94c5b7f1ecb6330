"""Web archives give their pages, and one reason for each record that is none."""

import gzip
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.reading import ReadOptions
from framing.text import Article
from tests.reading.archives import answer, record, warc
from tests.reading.files import BODY, only, read, reasons, refusal

TEXT = f"<html><body><article><p>{BODY}</p></article></body></html>"
PAGE = TEXT.encode()


def saved(folder: Path, *records: bytes, packed: bool = False) -> Path:
    path = folder / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_page_bears_its_address_and_the_domain_for_a_source(tmp_path: Path, packed: bool) -> None:
    path = saved(tmp_path, record(answer(PAGE)), packed=packed)
    article = only(path, options=ReadOptions())
    assert article.text == BODY
    assert article.source == "lantern.co.uk"
    assert article.url == "https://news.lantern.co.uk/1"
    assert article.path == f"{path}:1"


def test_own_word_of_a_page_on_its_address_comes_first(tmp_path: Path) -> None:
    page = TEXT.replace(
        "<body>", '<head><link rel="canonical" href="https://www.gazette.com/2"></head><body>'
    )
    article = only(saved(tmp_path, record(answer(page.encode()))), options=ReadOptions())
    assert (article.source, article.url) == ("gazette.com", "https://www.gazette.com/2")


def test_what_is_no_answer_is_passed_over(tmp_path: Path) -> None:
    others = [record(b"x: y\r\n", kind=kind) for kind in ("warcinfo", "request", "metadata", "revisit")]
    assert reasons(read(saved(tmp_path, *others, record(answer(PAGE))))) == [("article", None)]


def test_page_stored_without_an_answer_is_read(tmp_path: Path) -> None:
    assert only(saved(tmp_path, record(PAGE, kind="resource"))).text == BODY


@pytest.mark.parametrize("packed", [False, True])
def test_answers_that_are_no_pages_are_named_by_number(tmp_path: Path, packed: bool) -> None:
    path = saved(
        tmp_path,
        record(answer(PAGE)),
        record(answer(PAGE, status="404 Not Found")),
        record(answer(b"\x89PNG", media_type="image/png")),
        record(b"no answer at all"),
        record(answer(b"")),
        record(answer(b"\0\1\2")),
        record(answer(PAGE)),
        packed=packed,
    )
    results = read(path)
    assert reasons(results) == [
        ("article", None),
        ("unsupported", 2),
        ("unsupported", 3),
        ("unsupported", 4),
        ("empty", 5),
        ("binary", 6),
        ("article", None),
    ]
    assert results[-1].path == f"{path}:7"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Transfer-Encoding: chunked\r\n"),
    ],
    ids=["gzip", "chunked"],
)
def test_what_the_server_packed_is_unpacked(tmp_path: Path, body: bytes, headers: str) -> None:
    assert only(saved(tmp_path, record(answer(body, headers=headers)))).text == BODY


def test_server_is_believed_about_the_encoding(tmp_path: Path) -> None:
    page = TEXT.replace("</p>", " Мэр молчал.</p>").encode("koi8-r")
    path = saved(tmp_path, record(answer(page, media_type="text/html; charset=koi8-r")))
    assert "Мэр молчал." in only(path).text


@pytest.mark.parametrize("packed", [False, True])
def test_broken_record_is_one_error_and_the_rest_goes_on(tmp_path: Path, packed: bool) -> None:
    path = saved(tmp_path, *[record(answer(PAGE))] * 4, packed=packed)
    data = bytearray(path.read_bytes())
    second = len(data) // 4
    data[second + 11 : second + 200] = b"\0" * 189
    path.write_bytes(data)
    kinds = [reason for reason, _ in reasons(read(path))]
    assert kinds == ["article", "malformed", "article", "article"]


def test_archive_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    path = saved(tmp_path, *[record(answer(PAGE))] * 2, packed=True)
    path.write_bytes(path.read_bytes()[:-60])
    assert reasons(read(path))[0] == ("article", None)
    assert len(read(path)) == 2


def test_page_that_unpacks_to_far_more_than_a_page_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(80 << 20))
    path = saved(tmp_path, record(answer(bomb, headers="Content-Encoding: gzip\r\n")), record(answer(PAGE)))
    assert reasons(read(path)) == [("unsupported", 1), ("article", None)]


def test_record_that_unpacks_to_far_more_than_a_page_is_not_unpacked(tmp_path: Path) -> None:
    path = saved(tmp_path, record(answer(bytes(80 << 20))), record(answer(PAGE)), packed=True)
    assert reasons(read(path)) == [("unsupported", 1), ("article", None)]


def test_what_is_no_web_archive_is_refused_once(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"This is a text and no archive.\n" * 100)
    assert refusal(path).reason == "malformed"


def test_archive_of_beginnings_without_records_comes_to_an_end(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"WARC/1.0\r\n" * 50_000)
    assert {reason for reason, _ in reasons(read(path))} <= {"malformed", "empty"}


@settings(max_examples=60)
@given(st.data())
def test_every_damage_leaves_results_and_no_exception(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    packed = data.draw(st.booleans())
    sound = warc(PAGE, PAGE, PAGE, packed=packed)
    at = data.draw(st.integers(0, len(sound)))
    broken = sound[:at] + data.draw(st.binary(max_size=40)) + sound[at + data.draw(st.integers(0, 300)) :]
    path = tmp_path_factory.mktemp("w") / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(broken)
    results = read(path)
    assert results
    # What lies a record away from the damage is not touched by it.
    assert sum(isinstance(result, Article) for result in results) >= 1


def test_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    result = refusal(saved(tmp_path, record(answer(PAGE))))
    assert result.reason == "unsupported"
    assert 'pip install ".[warc]"' in result.detail
