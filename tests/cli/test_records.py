import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.cli import records
from framing.cli.progress import Meter
from framing.cli.records import record_count
from framing.text import Unscored


@pytest.mark.parametrize(("content", "lines"), [("{}\n{}\n", 2), ("{}\n{}", 2), ("{}", 1)])
def test_counts_the_lines_of_json_lines(tmp_path: Path, content: str, lines: int) -> None:
    (tmp_path / "a.jsonl").write_text(content, "utf-8")
    assert record_count(str(tmp_path / "a.jsonl")) == lines


def test_counts_the_lines_of_a_packed_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 7))
    assert record_count(str(tmp_path / "a.jsonl.gz")) == 7


def test_counts_the_rows_of_parquet(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["a", "b", "c"]}), tmp_path / "a.parquet")
    assert record_count(str(tmp_path / "a.parquet")) == 3


def test_does_not_read_a_large_file_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n{}\n", "utf-8")
    monkeypatch.setattr(records, "MOST_BYTES", 5)
    assert record_count(str(tmp_path / "a.jsonl")) is None


@pytest.mark.parametrize("name", ["a.csv", "absent.jsonl", "broken.parquet", "broken.jsonl.gz"])
def test_other_files_are_not_counted(tmp_path: Path, name: str) -> None:
    if not name.startswith("absent"):
        (tmp_path / name).write_bytes(b"\x1f\x8bnonsense")
    assert record_count(str(tmp_path / name)) is None


def test_file_that_unpacks_to_far_more_than_texts_do_ends_no_run(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "The port closed."}\n' + b"\n" * (80 << 20), 1))
    assert record_count(str(path)) is None
    meter = Meter(total=path.stat().st_size)
    meter.count(Unscored(str(path), "unreadable", "It unpacks to far more than texts do.", 1))
    assert meter.unscored == 1


def test_fault_that_nobody_foresaw_ends_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> int:
        raise LookupError("lost")

    monkeypatch.setattr(records, "_lines", broken)
    (tmp_path / "a.jsonl").write_text("{}\n", "utf-8")
    assert record_count(str(tmp_path / "a.jsonl")) is None
