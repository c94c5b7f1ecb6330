import os
import shlex
import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from framing.cli.examples import EXAMPLES
from framing.cli.main import app

LINES = [(name, line) for name, lines in EXAMPLES.items() for line in lines]
PROGRAM = "import sys; sys.argv[0] = 'framing'; from framing.cli.main import run; run()"


def test_every_command_has_examples() -> None:
    assert set(EXAMPLES) == set(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "line"), LINES, ids=[line for _, line in LINES])
def test_an_example_is_a_call_that_its_command_takes(name: str, line: str) -> None:
    program, command, *arguments = shlex.split(line.partition(" > ")[0])
    assert (program, command) == ("framing", name)
    found = get_command(app).commands[name]  # type: ignore[attr-defined]
    # Parsed and not carried out.
    assert found.make_context(name, list(arguments)).params


@pytest.mark.parametrize(("name", "line"), LINES, ids=[line for _, line in LINES])
def test_help_shows_the_examples(name: str, line: str) -> None:
    shown = CliRunner().invoke(app, [name, "--help"], terminal_width=200).stdout
    assert line in " ".join(shown.split())


@pytest.mark.parametrize("name", EXAMPLES)
def test_help_needs_no_colour(name: str) -> None:
    assert "\x1b" not in CliRunner(env={"NO_COLOR": "1"}).invoke(app, [name, "--help"]).stdout


def test_shells_complete_commands() -> None:
    asked = {"_FRAMING_COMPLETE": "complete_bash", "COMP_WORDS": "framing che", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["check"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_completion_can_be_shown(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--show-completion", shell],
        capture_output=True,
        text=True,
        check=True,
        # Typer otherwise looks for the shell it was started from, and a test need not have one.
        env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
    )
    assert "_FRAMING_COMPLETE" in done.stdout
