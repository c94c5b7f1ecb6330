"""Sound files of each kind, and what damages them."""

import csv
import gzip
import io
import json
import tarfile
import zipfile

import pyarrow as pa
from pyarrow import parquet

TITLE = "Ferry sinks off Harrow"
TEXT = (
    "The brutal regime launched an unprovoked onslaught on the port on Tuesday, the mayor said.\n\n"
    "“We will never forget this,” said Ada Quill, who heads the U.S. mission. “Nobody came.” "
    "Gen. Harrow called it ‘a disgrace’ at 6 p.m. Read more: What happened next?\n\n"
    "Photo: Jane Doe\nThe court closed at noon; the families' jobs are gone (Image: AP).\n\n"
    "Die Familien schlossen am Montag den Hafen und gingen danach alle nach Hause.\n"
)

_BYTES = (b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\x80", b"\xf4\x90\x80\x80")
_PIECES = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        *("\0", "\r", "\n\n", "\t", "\u2028", "\x85", "\x1b[2J", "\ufeff", "\ufffe", "\u202e", "\u0301" * 40),
        *("\ud800", "\udfff", "😀", "🏴\U000e0067\U000e007f", "\U0010ffff", "ﷺ", "ß", "İ", "ǆ", "𝕬"),
        *('"', "'", "“", "”", "‘", "’", "«", "»", "„", "``", "''", "(", ")", "[", "]", "{", "}", "“‘“"),
        *(
            ".",
            "...",
            "?!",
            "…",
            "U.S.",
            "No. 5",
            "e.g.",
            "http://[::1",
            "a@b.c",
            "=1+1",
            "@SUM(A1)",
            "-",
            "+",
        ),
        *("<", ">", "<!--", "-->", "<div>", "</p>", "<p>", "<![CDATA[", "&#xD800;", "&#x110000;", "&amp"),
        *(
            "<script>",
            "<style>",
            "<table><tr><td>",
            "<meta charset=utf-16>",
            "<blockquote>",
            "<a href='//[x'>",
        ),
        *(
            "\\ud800",
            "\\u0000",
            "1e999",
            "NaN",
            "9" * 400,
            "null",
            "true",
            "[" * 50,
            '{"text":',
            '"text": 5,',
        ),
        *(
            "31/02/2022",
            "0000-00-00",
            "99999-12-31",
            "May 3, 2031",
            "12:61",
            "date: 1/1/1",
            "---\n",
            "# ",
            "> ",
        ),
        *(
            "* ",
            "| a | b |",
            "```",
            "    ",
            "![x](y)",
            "[a](b",
            "**",
            "__",
            "WARC/1.0\r\n",
            "Content-Length: -1",
        ),
        *(
            "PK\x03\x04",
            "ustar",
            "\x1f\x8b\x08",
            "PAR1",
            "HTTP/1.1 200 OK\r\n",
            "(Reuters) - ",
            "By ",
            "Subscribe",
        ),
    )
)
DAMAGE = (*_PIECES, *_BYTES)


def sound_inputs() -> dict[str, bytes]:
    """Give a sound file of each kind, by the name that standard input knows it by."""
    record = {
        "text": TEXT,
        "title": TITLE,
        "source": "Post",
        "date": "2031-05-03",
        "url": "https://a.example/b",
    }
    page = _page()
    files = {"a.txt": TEXT.encode(), "b.html": page, "c.jsonl": json.dumps(record).encode()}
    return {
        "text": f"{TITLE}\nBy Ada Quill\nMay 3, 2031\n\n{TEXT}".encode(),
        "markdown": f"---\ndate: 3/4/2031\n---\n# {TITLE}\n\n{TEXT}\n> quoted\n\n| a | b |\n".encode(),
        "html": page,
        "json": json.dumps([record, record]).encode(),
        "jsonl": b"\n".join([json.dumps(record).encode()] * 2),
        "csv": _csv(record),
        "parquet": _parquet(record),
        "warc": _warc(page),
        "zip": _zip(files),
        "tar": _tar(files),
        "auto": gzip.compress(TEXT.encode(), mtime=0),
    }


def _page() -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    head = f"<title>{TITLE}</title><meta property='article:published_time' content='2031-05-03T10:00Z'>"
    return f"<html><head>{head}</head><body><nav>Home</nav><article>{body}</article></body></html>".encode()


def _csv(record: dict[str, str]) -> bytes:
    sink = io.StringIO()
    rows = csv.writer(sink)
    rows.writerows([record.keys(), record.values(), record.values()])
    return sink.getvalue().encode()


def _parquet(record: dict[str, str]) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([record] * 3), sink)
    return sink.getvalue()


def _warc(page: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/b\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        "WARC-Date: 2031-05-03T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return (head.encode() + answer + b"\r\n\r\n") * 2


def _zip(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return sink.getvalue()


def _tar(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return sink.getvalue()
