"""The program does not load what it never uses."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pandas")

PROGRAM = """
import sys
from framing.cli.main import run
try:
    run()
except SystemExit as left:
    print("status", left.code)
print("pandas" in sys.modules, "pyarrow" in sys.modules)
"""


def loaded(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-2:]


def test_scoring_loads_no_pandas(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The regime launched an onslaught on the port.", "utf-8")
    assert loaded("score", str(tmp_path / "news"), "-o", str(tmp_path / "out")) == ["status 0", "False True"]


def test_help_loads_neither() -> None:
    assert loaded("score", "--help")[-1] == "False False"


def test_a_package_that_is_imported_leaves_pandas_alone() -> None:
    program = "import framing, pyarrow as pa; print(pa.table({'a': [1]}).to_pandas().shape)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(1, 1)"
