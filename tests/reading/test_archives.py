"""Archives are streamed: every file in them ends as one article or one reason, whoever packed them."""

import gzip
import io
import json
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from framing.reading import ReadOptions
from framing.reading.archives import members
from framing.reading.decoding import RefusedError
from framing.text import Article, Unscored
from tests.reading.archives import info, tarred, warc, zipped
from tests.reading.files import BODY, jsonl, only, read, reasons, refusal, write

PAGE = f"<html><body><article><p>{BODY}</p></article></body></html>"
NAMES = st.lists(st.text("ab é", max_size=60).map("x{}".format), min_size=1, max_size=4).map("/".join)
PACKERS = {"news.zip": zipped, "news.tar": tarred, "news.tgz": tarred, "news.tar.gz": tarred}


def packed(folder: Path, name: str, files: dict[str, str | bytes]) -> Path:
    data = PACKERS[name](files)
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(("gz", ".tgz")) else data)
    return path


def sources(results: list[Article | Unscored]) -> list[str]:
    return [result.source for result in results if isinstance(result, Article)]


@pytest.mark.parametrize("name", PACKERS)
def test_every_kind_of_file_is_read_inside(tmp_path: Path, name: str) -> None:
    sink = io.BytesIO()
    parquet.write_table(pa.table({"text": [BODY, "It sank."]}), sink)
    files: dict[str, str | bytes] = {
        "a.txt": BODY,
        "b.md": f"# Headline\n\n{BODY}",
        "c.html": PAGE,
        "d.json": json.dumps([{"text": BODY}]),
        "e.jsonl": jsonl({"text": BODY}, {"text": "It sank."}),
        "f.csv": f'text\n"{BODY}"\n',
        "g.parquet": sink.getvalue(),
        "h.txt.gz": gzip.compress(BODY.encode()),
        "i.warc.gz": warc(PAGE.encode(), packed=True),
    }
    path = packed(tmp_path, name, files)
    results = read(path)
    assert reasons(results) == [("article", None)] * 11
    assert [result.path for result in results[4:6]] == [f"{path}/e.jsonl:1", f"{path}/e.jsonl:2"]


@pytest.mark.parametrize("name", PACKERS)
def test_folders_inside_are_sources(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path, name, {"lantern/a.txt": BODY, "gazette/deep/b.txt": BODY})
    assert sources(read(path, options=ReadOptions())) == ["lantern", "gazette"]


@pytest.mark.parametrize("name", PACKERS)
def test_folder_that_bears_the_archives_name_is_no_source(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path, name, {"news/lantern/a.txt": BODY, "./my/news/gazette/b.txt": BODY})
    assert sources(read(path, options=ReadOptions())) == ["lantern", "gazette"]


def test_folder_that_the_archive_lies_in_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "lantern" / "2031.zip", zipped({"politics/a.txt": BODY}))
    assert sources(read(tmp_path, options=ReadOptions())) == ["lantern"]


@pytest.mark.parametrize("name", PACKERS)
def test_one_bad_file_is_an_error_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    files: dict[str, str | bytes] = {
        "a.txt": BODY,
        "b.txt": b"\x89PNG\r\n",
        "c.docx": b"PK",
        "d.txt": "",
        "e.json": "{broken",
        "f.txt.gz": b"not packed",
        "g.zip": zipped({"a.txt": BODY}),
        "z.txt": BODY,
    }
    path = packed(tmp_path, name, files)
    results = read(path)
    assert [reason for reason, _ in reasons(results)] == [
        "article",
        "binary",
        "unsupported",
        "empty",
        "malformed",
        "unreadable",
        "unsupported",
        "article",
    ]
    assert [Path(result.path).name for result in results] == list(files)


@pytest.mark.parametrize("name", PACKERS)
def test_hidden_files_and_folders_are_passed_over(tmp_path: Path, name: str) -> None:
    files: dict[str, str | bytes] = {
        ".DS_Store": b"\0",
        "__MACOSX/._a.txt": b"\0",
        "a/.git/b.txt": BODY,
        "a.txt": BODY,
    }
    assert reasons(read(packed(tmp_path, name, files))) == [("article", None)]


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize(
    "member", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "n" * 3_000]
)
def test_name_that_leads_out_is_refused(tmp_path: Path, name: str, member: str) -> None:
    results = read(packed(tmp_path, name, {member: BODY, "a.txt": BODY}))
    assert reasons(results) == [("unreadable", None), ("article", None)]
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", PACKERS)
def test_empty_archive_is_told(tmp_path: Path, name: str) -> None:
    assert refusal(packed(tmp_path, name, {})).reason == "empty"


@pytest.mark.parametrize("name", PACKERS)
def test_archive_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"This is a text and no archive. " * 100)
    assert refusal(path).reason in ("unreadable", "malformed")


# Zip


def test_zip_cut_short_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": BODY, "b.txt": BODY})[:-40])
    assert refusal(path).reason == "unreadable"


def test_damaged_file_in_a_zip_is_an_error_of_its_own(tmp_path: Path) -> None:
    data = zipped({"a.txt": BODY, "b.txt": BODY}, zipfile.ZIP_STORED)
    path = tmp_path / "a.zip"
    path.write_bytes(data.replace(b"Tuesday", b"Someday", 1))
    assert reasons(read(path)) == [("unreadable", None), ("article", None)]


def test_locked_file_in_a_zip_is_an_error_of_its_own(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": BODY, "b.txt": BODY}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    results = read(path)
    assert reasons(results) == [("unreadable", None), ("article", None)]
    assert "password" in results[0].detail  # type: ignore[union-attr]


def test_zip_bomb_is_refused_once_for_all_its_files(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    blank_lines = (b" " * (1 << 20) + b"\n") * 40
    path.write_bytes(zipped({f"{n}.jsonl": blank_lines for n in range(5)}))
    assert path.stat().st_size < (1 << 20)
    results = read(path)
    assert [reason for reason, _ in reasons(results)] == ["empty", "unreadable", "unreadable"]
    assert [result.path for result in results] == [f"{path}/0.jsonl", f"{path}/1.jsonl", str(path)]


@pytest.mark.parametrize("counts", [None, b"PK\x05\x06"], ids=["sound", "with the mark of the end in it"])
@pytest.mark.parametrize("comment", [b"", b"a comment PK\x05\x06 that holds the mark"])
def test_zip_with_an_endless_table_of_contents_is_refused_before_it_is_read(
    tmp_path: Path, counts: bytes | None, comment: bytes
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(257):
            entry = zipfile.ZipInfo(f"{number}.txt")
            entry.comment = b"c" * 0xFFFF
            archive.writestr(entry, BODY)
        archive.comment = comment
    data = bytearray(path.read_bytes())
    end = len(data) - len(comment) - 22
    if counts is not None:
        data[end + 8 : end + 12] = counts
    path.write_bytes(data)
    result = refusal(path)
    assert result.reason == "unreadable"
    assert not comment or "damaged" in result.detail or "table of contents" in result.detail
    if not comment:
        assert "table of contents" in result.detail


def test_zip_that_claims_a_table_of_contents_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": BODY}))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, 1 << 30)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert refusal(path).reason == "unreadable"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_file_in_a_zip_that_is_unpacked_without_a_bound_is_refused(tmp_path: Path, method: int) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.txt", "a" * (8 << 20), method)
        archive.writestr("b.txt", BODY, zipfile.ZIP_STORED)
        archive.writestr("c.txt", BODY, zipfile.ZIP_DEFLATED)
    path = tmp_path / "a.zip"
    path.write_bytes(sink.getvalue())
    tracemalloc.start()
    try:
        results = read(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert reasons(results) == [("unsupported", None), ("article", None), ("article", None)]
    assert "bzip2" in results[0].detail or "LZMA" in results[0].detail  # type: ignore[union-attr]
    assert most < (4 << 20)


# Tar


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@given(files=st.dictionaries(NAMES, st.binary(max_size=1_500), max_size=5))
@settings(max_examples=50)
def test_tar_is_read_as_the_standard_library_reads_it(form: int, files: dict[str, bytes]) -> None:
    if form == tarfile.USTAR_FORMAT:
        files = {name: data for name, data in files.items() if len(name.encode()) < 100}
    data = tarred(files, form)
    found = {member.name: member.content for member in members(".tar", io.BytesIO(data))}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        assert list(found) == archive.getnames() == list(files)


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_content_of_a_tar_is_that_of_its_files(form: int) -> None:
    files = {f"{'long/' * 18}{n}.txt": bytes([n + 1]) * n * 255 for n in range(9)}
    found = {}
    for member in members(".tar", io.BytesIO(tarred(files, form))):
        assert not isinstance(member.content, RefusedError)
        # Each other file is left unread.
        found[member.name] = member.content.read() if len(found) % 2 else None
    assert list(found) == list(files)
    assert all(content in (None, files[name]) for name, content in found.items())


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, b"S"])
def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path, kind: bytes) -> None:
    made = info("a.txt", kind=kind)
    made.linkname = "/etc/passwd"
    path = tmp_path / "a.tar"
    path.write_bytes(made.tobuf() + tarred({"b.txt": BODY}))
    assert reasons(read(path)) == [("unreadable", None), ("article", None)]


def test_tar_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tarred({"a.txt": BODY, "b.txt": BODY})[:1_540])
    assert reasons(read(path)) == [("article", None), ("unreadable", None)]


def test_broken_place_in_a_tar_is_one_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    data = bytearray(tarred({"a.txt": BODY, "b.txt": BODY * 40, "c.txt": BODY}))
    data[1_024 + 150] ^= 0xFF
    path = tmp_path / "a.tar"
    path.write_bytes(data)
    assert reasons(read(path)) == [("article", None), ("malformed", None), ("article", None)]


def test_tar_that_claims_an_endless_name_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with gzip.open(path, "wb") as sink:
        sink.write(info("././@LongLink", 1 << 40, b"L").tobuf(tarfile.GNU_FORMAT))
        for _ in range(90):
            sink.write(b"n" * (1 << 20))
    assert refusal(path).reason == "unreadable"


@given(st.binary(max_size=3_000))
def test_no_archive_raises(data: bytes) -> None:
    sound = tarred({"a.txt": BODY})
    for kind, broken in (
        (".tar", data),
        (".tar", sound[:600] + data + sound),
        (".zip", zipped({"a.txt": BODY}) + data),
    ):
        try:
            for member in members(kind, io.BytesIO(broken)):
                if not isinstance(member.content, RefusedError):
                    member.content.read()
        except (RefusedError, EOFError):
            pass


def test_packed_file_in_an_archive_has_its_own_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(80 << 20), 1)
    path = tmp_path / "a.tar"
    path.write_bytes(tarred({"a.jsonl.gz": bomb, "b.txt": BODY}))
    assert reasons(read(path))[-1] == ("article", None)
    assert reasons(read(path))[0][0] == "unreadable"


def test_archive_through_a_pipe_is_read_in_one_pass() -> None:
    assert only("-", stdin=gzip.compress(tarred({"a.txt": BODY}))).path == "-/a.txt"
