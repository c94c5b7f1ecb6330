"""Archives made in memory, sound and hostile."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


def tarred(files: Mapping[str, str | bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", format=form) as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            archive.addfile(info(name, len(data)), io.BytesIO(data))
    return sink.getvalue()


def info(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size = size
    made.type = kind
    return made


def answer(body: bytes, *, status: str = "200 OK", media_type: str = "text/html", headers: str = "") -> bytes:
    """Give what a server sends, as a web archive keeps it."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def record(content: bytes, *, kind: str = "response", url: str = "https://news.lantern.co.uk/1") -> bytes:
    """Give one record of a web archive."""
    media_type = "application/http; msgtype=response" if kind == "response" else "text/html"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"WARC-Date: 2031-05-01T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def warc(*pages: bytes, packed: bool = False) -> bytes:
    """Give a web archive of pages, each packed by itself where it is packed."""
    records = [record(answer(page)) for page in pages]
    return b"".join(gzip.compress(one) if packed else one for one in records)
