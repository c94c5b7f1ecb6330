"""``framing doctor``: what is installed, what will run, and how fast it is here."""

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Final

import typer

from framing.cli.terminal import harmless, numbered
from framing.errors import FramingError, install_line
from framing.version import __version__

_EXTRAS: Final = {
    "train": ("torch", "transformers", "nncf"),
    "serve": ("fastapi", "uvicorn"),
    "ray": ("ray", "fsspec"),
    "charts": ("vl-convert-python",),
    "warc": ("fastwarc",),
}
"""Name of an extra to the packages that make it up, by the names that pip knows."""

_LIBRARIES: Final = ("numpy", "openvino", "tokenizers", "pyarrow", "duckdb", "trafilatura")


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was looked at.

    Attributes:
        about: What.
        found: What was found.
        fault: Whether scoring cannot work like this.
    """

    about: str
    found: str
    fault: bool = False


def command(
    model: Annotated[
        str | None, typer.Option(metavar="DIR", help="Another checkpoint than the one that is shipped.")
    ] = None,
    device: Annotated[str, typer.Option(help="Where the network runs: auto, cpu or cuda.")] = "auto",
) -> int:
    """Show what is installed, which engine and checkpoint will be used, and how fast it is here.

    Exit status: 0 all is well, 2 scoring cannot work like this.
    """
    lines = (*installed(), *_tried(model, device))
    for line in lines:
        typer.echo(harmless(f"{'FAULT' if line.fault else 'ok':5}  {line.about:11}  {line.found}"))
    return 2 if any(line.fault for line in lines) else 0


def installed() -> tuple[Line, ...]:
    """Look at what is installed.

    Returns:
        Versions of the package, of Python and the libraries, then each extra.
    """
    libraries = tuple(_library(name) for name in _LIBRARIES)
    extras = tuple(_extra(name, parts) for name, parts in _EXTRAS.items())
    own = Line("framing", f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    return (own, *libraries, *extras)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _library(name: str) -> Line:
    found = _version(name)
    missing = "not installed; in the project's folder: pip install ."
    return Line(name, found or missing, fault=found is None)


def _extra(name: str, parts: tuple[str, ...]) -> Line:
    found = {part: _version(part) for part in parts}
    missing = [part for part, number in found.items() if number is None]
    if missing:
        return Line(f"[{name}]", f"not installed ({', '.join(missing)}): {install_line(name)}")
    return Line(f"[{name}]", ", ".join(f"{part} {number}" for part, number in found.items()))


def _tried(model: str | None, device: str) -> tuple[Line, ...]:
    # Here and not above, so that --help answers at once.
    from framing.cli.speed import measure_here  # noqa: PLC0415

    try:
        measured = measure_here(model, device)
    except FramingError as error:
        return (Line("scoring", str(error), fault=True),)
    checkpoint = measured.checkpoint
    memory = f", {measured.peak / 1e6:,.0f} MB of memory" if measured.peak else ""
    return (
        Line("checkpoint", f"{checkpoint.name}, digest {checkpoint.digest}, at {checkpoint.path}"),
        Line("engine", measured.engine),
        Line(
            "speed",
            f"{measured.rate:,.0f} sentences/s on {numbered(measured.cores, 'core')}, "
            f"{measured.loading:.1f} s to load{memory}",
        ),
    )
