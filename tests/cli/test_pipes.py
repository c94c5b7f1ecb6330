"""Output that nobody reads to its end, as in ``framing labels | head -1``."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = "from framing.cli.main import run; run()"
LOADED = "The brutal bandits ran riot in the port, and the cruel regime looked on with glee."


def unread(arguments: list[str | Path], *, joined: bool = False) -> tuple[int, bytes]:
    """Run a command whose reader leaves before it writes.

    Args:
        arguments: The command and its arguments.
        joined: Both outputs lead into the pipe.
    """
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if joined else subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        program.stdout.close()
        said = program.stderr.read() if program.stderr is not None else b""
        return program.wait(), said


@pytest.mark.parametrize("arguments", [["labels"], ["labels", "--json"], ["models"], ["--help"]])
def test_a_closed_pipe_ends_the_program_without_a_word(arguments: list[str | Path]) -> None:
    assert unread(arguments) == (141, b"")


@pytest.mark.parametrize("arguments", [["score", "--json"], ["score"], ["check", "--max-loaded", "0"]])
def test_a_closed_pipe_is_neither_a_fault_nor_a_finding(tmp_path: Path, arguments: list[str | Path]) -> None:
    article = tmp_path / "a.txt"
    article.write_text(f"{LOADED} {LOADED}\n", "utf-8")
    assert unread([*arguments, article]) == (141, b"")


def test_errors_that_go_into_the_same_pipe_are_nobodys_either() -> None:
    assert unread(["labels", "nowhere"], joined=True)[0] == 141
