"""The program ``framing``: gathers the commands, turns errors into one line and an exit status.

Exit status: 0 all went well, 1 some inputs could not be scored or `check` has findings, 2 the call or the
installation is at fault, 3 nothing was scored, 130 interrupted, 141 output not read to its end.
`docs/reference/exit-status.md` has them all.
"""

import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from framing.cli import (
    check,
    compare,
    doctor,
    evaluate,
    labels,
    models,
    report,
    score,
    serve,
    train,
)
from framing.cli.examples import epilog
from framing.cli.lean import keep_pandas_out
from framing.cli.terminal import harmless
from framing.errors import FramingError
from framing.version import __version__

USAGE_STATUS = 2
INTERRUPTED_STATUS = 130
CLOSED_PIPE_STATUS = 141

# What typer raises at a wrong call; of its kinds it exports this one only.
_WrongCallError: type[Exception] = typer.BadParameter.__mro__[1]


class _Program(TyperGroup):
    """Carries out a command and says in one line what went wrong."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # typer has vendored click since 0.26
        """Carry out the command that the arguments name, and leave with the status it returns."""
        try:
            status = super().invoke(ctx)
        except FramingError as error:
            typer.echo(harmless(f"framing: {error}"), err=True)
            raise typer.Exit(USAGE_STATUS) from error
        except _WrongCallError as error:
            typer.echo(harmless(f"framing: {_told(error)}"), err=True)
            raise typer.Exit(USAGE_STATUS) from error
        except KeyboardInterrupt as error:
            typer.echo("framing: interrupted", err=True)
            raise typer.Exit(INTERRUPTED_STATUS) from error
        raise typer.Exit(status or 0)


def _told(error: Any) -> str:
    """Say what is wrong with a call and where to read on, in one line; typer would draw a box of five."""
    message = " ".join(error.format_message().split())
    end = "" if message.endswith((".", "?")) else "."
    return f"{message}{end} See '{error.ctx.command_path if error.ctx else 'framing'} --help'."


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"framing {__version__}")
        raise typer.Exit()


app = typer.Typer(
    name="framing",
    cls=_Program,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for _name, _command in (
    ("score", score.command),
    ("report", report.command),
    ("compare", compare.command),
    ("serve", serve.command),
    ("check", check.command),
    ("labels", labels.command),
    ("models", models.command),
    ("doctor", doctor.command),
    ("train", train.command),
    ("evaluate", evaluate.command),
):
    _class = report.OneDirectory if _name == "report" else None
    app.command(_name, cls=_class, epilog=epilog(_name))(_command)


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    """Read news and show where the wording is loaded, which frames it evokes and whom it casts in which role.

    Two steps: 'framing score' turns articles into a score table, 'framing report' compiles that by source.
    """


def run() -> None:
    """Run the program; leaves with its exit status."""
    try:
        try:
            keep_pandas_out(sys.argv[1:])
            app()
        finally:
            # Here rather than when Python ends, which would print an exception nobody can catch.
            sys.stdout.flush()
    except BrokenPipeError:
        _read_no_further()
    except SystemExit as left:
        # Typer takes a closed pipe for a fault of status 1, which means something else here.
        if isinstance(left.__context__, BrokenPipeError):
            _read_no_further()
        raise


def _read_no_further() -> NoReturn:
    """Leave as other programs do when whoever reads their output, such as ``head``, has read enough."""
    # Both may lead into the same pipe. What is still to be written goes nowhere.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())
    raise SystemExit(CLOSED_PIPE_STATUS) from None
