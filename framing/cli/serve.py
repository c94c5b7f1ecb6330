"""``framing serve``: the page to paste an article into, and the JSON API."""

import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from framing.errors import MissingExtraError


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    out: Annotated[
        Path | None,
        typer.Argument(metavar="[OUT]", help="A finished folder of 'framing score' to show beside."),
    ] = None,
    *,
    host: Annotated[
        str, typer.Option(help="Address to listen at; 0.0.0.0 answers other machines too.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 for any that is free.")] = 8000,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Name under which it may be asked for; can be given again."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="DIR", help="Another checkpoint than the one that is shipped.")
    ] = None,
    device: Annotated[str, typer.Option(help="Where the network runs: auto, cpu or cuda.")] = "auto",
    browser: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> int:
    """Serve a page to paste an article into, or two side by side, and a JSON API.

    Answers this machine alone unless --host says otherwise. Nothing is stored or sent anywhere.
    End it with Ctrl-C.
    """
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        raise MissingExtraError("serve", "'framing serve'")
    # Here and not above, so that --help answers at once.
    from framing.cli.serve_job import ServeJob, serve_pages  # noqa: PLC0415

    job = ServeJob(host, port, tuple(allowed_host or ()), model, device, out)

    def started(address: str) -> None:
        typer.echo(f"Serving at {address} - end it with Ctrl-C.")
        if browser:
            webbrowser.open(address)

    return serve_pages(job, started)
