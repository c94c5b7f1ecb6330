"""Results never leave the output, whatever lies in it."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.errors import UsageError
from framing.scoring import UNFINISHED, OutputOptions, RunInfo, Scorer, ScoreWriter
from tests.scoring.fakes import bad


def write(out: Path, scorer: Scorer, *, overwrite: bool = False) -> None:
    info = RunInfo(scorer.checkpoint, "fake")
    with ScoreWriter(out, info, OutputOptions(overwrite=overwrite)) as writer:
        writer.write(bad(1))


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("name", ["", "scores", "ledger.jsonl", "errors/part-00000.jsonl.open"])
def test_a_link_in_the_unfinished_work_is_refused(
    scorer: Scorer, tmp_path: Path, name: str, overwrite: bool
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "out" / UNFINISHED / name
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    with pytest.raises(UsageError, match="is a link"):
        write(tmp_path / "out", scorer, overwrite=overwrite)
    assert not list(elsewhere.iterdir())


def test_parts_that_a_link_leads_to_are_not_removed(scorer: Scorer, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    pq.write_table(pa.table({"a": [1]}), elsewhere / "part-00000.parquet")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "scores").symlink_to(elsewhere)
    write(tmp_path / "out", scorer, overwrite=True)
    assert (elsewhere / "part-00000.parquet").is_file()


def test_a_result_takes_the_place_of_a_link_not_of_what_it_leads_to(scorer: Scorer, tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_text("mine", "utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "errors.jsonl").symlink_to(mine)
    write(tmp_path / "out", scorer, overwrite=True)
    assert mine.read_text("utf-8") == "mine"
    assert not (tmp_path / "out" / "errors.jsonl").is_symlink()
