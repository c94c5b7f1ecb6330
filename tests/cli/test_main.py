import os
import subprocess
import sys
from typing import get_args

import pytest
import typer
from typer.testing import CliRunner

from framing.cli import main, score, score_options
from framing.cli.main import app
from framing.errors import CheckpointError
from framing.reading.options import StdinFormat
from framing.scoring import Format
from framing.version import __version__


def test_version_is_the_packages() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"framing {__version__}\n"


@pytest.mark.parametrize("name", ["score", "report", "labels"])
def test_help_names_each_command(name: str) -> None:
    assert name in CliRunner().invoke(app, ["--help"]).stdout


@pytest.mark.parametrize("arguments", [["nonsense"], ["score"], ["score", "a.txt"], ["score", "--nonsense"]])
def test_a_wrong_call_has_status_two(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["scroe"], "No such command 'scroe'. Did you mean 'score'? See 'framing --help'."),
        (["score"], "Missing argument 'PATH...'. See 'framing score --help'."),
        (["score", "a", "--format", "xml"], " See 'framing score --help'."),
    ],
)
def test_what_is_wrong_with_a_call_is_one_line_that_says_where_to_read_on(
    arguments: list[str], told: str
) -> None:
    result = CliRunner().invoke(app, arguments)
    (line,) = result.stderr.splitlines()
    assert line.startswith("framing: ")
    assert line.endswith(told)


def _app_that_raises(error: BaseException) -> typer.Typer:
    program = typer.Typer(cls=main._Program)

    @program.command("first")
    def _first() -> int:
        raise error

    @program.command("second")
    def _second() -> int:
        return 3

    return program


def test_an_error_of_the_package_is_one_line() -> None:
    result = CliRunner().invoke(_app_that_raises(CheckpointError("no such checkpoint")), ["first"])
    assert result.exit_code == 2
    assert result.stderr == "framing: no such checkpoint\n"


def test_an_error_cannot_steer_the_terminal() -> None:
    result = CliRunner().invoke(_app_that_raises(CheckpointError("no \x1b[2J")), ["first"])
    assert "\x1b" not in result.stderr


def test_an_interruption_has_the_status_that_shells_give() -> None:
    result = CliRunner().invoke(_app_that_raises(KeyboardInterrupt()), ["first"])
    assert result.exit_code == 130
    assert "interrupted" in result.stderr


def test_a_commands_value_is_the_exit_status() -> None:
    assert CliRunner().invoke(_app_that_raises(CheckpointError()), ["second"]).exit_code == 3


def _modules_after(program: str) -> set[str]:
    process = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
        env=dict(os.environ),
    )
    return set(process.stdout.split())


def test_help_needs_no_heavy_import() -> None:
    heavy = {"torch", "transformers", "openvino", "pyarrow", "duckdb", "numpy", "trafilatura", "jinja2"}
    assert not heavy & _modules_after("import framing.cli.main")


def test_scoring_needs_no_torch() -> None:
    modules = _modules_after("import framing.cli.score_job, framing.engines.cpu, framing.report")
    assert "openvino" in modules
    assert not {"torch", "transformers"} & modules


def test_showing_an_article_loads_nothing_that_compiles_reports() -> None:
    assert not {"duckdb", "jinja2"} & _modules_after("import framing.cli.show_job")


def test_the_commands_are_those_of_the_program() -> None:
    names = {command.callback for command in app.registered_commands}
    assert score.command in names


def test_the_options_name_every_format_that_is_read_and_written() -> None:
    assert {kind.value for kind in score_options.TableFormat} == set(get_args(Format))
    assert {kind.value for kind in score_options.StdinFormat} == set(get_args(StdinFormat))
