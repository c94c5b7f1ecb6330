from pathlib import Path

import pytest

from benchmarks.report_size import compile_once, make_table


@pytest.mark.slow
def test_a_made_up_table_is_compiled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_table(tmp_path / "out", 2400, 3)
    compile_once(tmp_path / "out")
    assert "of processor time" in capsys.readouterr().out
    assert (tmp_path / "out" / "report.html").exists()
