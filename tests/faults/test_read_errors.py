"""A disk or a network that fails in the middle of a file costs what lies behind that place."""

import io
from pathlib import Path
from typing import Any

import pytest

from framing.reading import reader
from tests.reading.files import BODY, jsonl, read, reasons


class FailingStream(io.RawIOBase):
    """Gives some bytes, then fails as a broken disk does."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._data.read(len(buffer))
        if not data:
            raise OSError(5, "Input/output error")
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tar"])
def test_what_was_read_before_the_error_is_kept_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    content = {
        "a.jsonl": jsonl(*({"text": f"{BODY} {number}"} for number in range(3))).encode(),
        "a.csv": f'text,date\n"{BODY}",2031-05-03\n"{BODY} 2",2031-05-03\n'.encode(),
        "a.tar": b"",
    }[name]
    before = {"a.jsonl": 3, "a.csv": 0, "a.tar": 0}[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "b.txt").write_text(BODY, "utf-8")
    whole = reader.open_bytes

    def opened(path: Path) -> Any:
        return io.BufferedReader(FailingStream(content)) if path.name == name else whole(path)

    monkeypatch.setattr(reader, "open_bytes", opened)
    found = [reason for reason, _ in reasons(read(tmp_path))]
    assert found == ["article"] * before + ["unreadable", "article"]
