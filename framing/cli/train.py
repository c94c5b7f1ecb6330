"""``framing train``: labelled sentences into a checkpoint."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from framing.evaluation.measure import Measure

HEADLINES = ("loaded.macro_f1", "loaded.auc", "loaded.ece", "frames.macro_f1", "word.loaded.f1")
_PLAIN_EVERY = 20.0


def command(
    config: Annotated[Path, typer.Argument(metavar="CONFIG", help="A TOML file like configs/default.toml.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help="Directory of the checkpoint; must not exist.")
    ],
    data_folder: Annotated[
        Path | None, typer.Option(help="Folder of the data files, instead of the one in the config.")
    ] = None,
) -> int:
    """Train, calibrate, quantize and measure a checkpoint.

    A run that was stopped goes on where it stood when the same command is given again.

    Example: framing train configs/default.toml -o models/mine
    """
    train(config, out, data_folder)
    return 0


def train(config: Path, out: Path, data_folder: Path | None = None) -> None:
    """Run the training and show how it goes.

    Args:
        config: The config file.
        out: Directory of the checkpoint.
        data_folder: Folder of the data files; ``None`` for the config's own.

    Raises:
        FramingError: As `framing.training.train_checkpoint`.
    """
    # Here and not above, so that --help answers at once.
    from framing.training import Finished, Stage, read_settings, train_checkpoint  # noqa: PLC0415

    settings = read_settings(config)
    if data_folder is not None:
        settings = settings.model_copy(update={"data_folder": data_folder})
    begun = shown = time.monotonic()
    for report in train_checkpoint(settings, out):
        if isinstance(report, Stage):
            typer.echo(f"{report.title} ...", err=True)
        elif isinstance(report, Finished):
            typer.echo(summary(report.figures))
            typer.echo(f"\nCheckpoint: {out} (digest {report.checkpoint.digest})")
        elif time.monotonic() - shown > _PLAIN_EVERY or report.number == report.steps:
            shown = time.monotonic()
            minutes = (shown - begun) / 60
            typer.echo(
                f"  step {report.number}/{report.steps}, loss {report.loss:.3f}, {minutes:.0f} min", err=True
            )


def summary(figures: "tuple[Measure, ...]") -> str:
    """Lay out the main figures by protocol, one line each.

    Args:
        figures: Everything measured.

    Returns:
        Lines for a terminal; ``metrics.json`` and the model card hold the rest.
    """
    lines: list[str] = []
    for protocol in dict.fromkeys(figure.protocol.name for figure in figures):
        lines.append(f"\n{protocol}")
        own = [figure for figure in figures if figure.protocol.name == protocol]
        lines += [f"  {line(figure)}" for figure in own if figure.name in HEADLINES]
    return "\n".join(lines)


def line(figure: "Measure") -> str:
    """Write one figure with its interval and n.

    Args:
        figure: The figure.

    Returns:
        One line.
    """
    value = "undefined" if figure.value is None else f"{figure.value:.3f}"
    bounds = "" if figure.low is None else f" [{figure.low:.3f}, {figure.high:.3f}]"
    return f"{figure.name:32} {value}{bounds}  n={figure.n:,}"
