"""``framing models``: the checkpoints at hand, and how good each is."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from framing.cli.terminal import harmless
from framing.errors import CheckpointError
from framing.model.checkpoint import Checkpoint, load_checkpoint, shipped_checkpoints

HEADLINE = "loaded.macro_f1"
_WIDTH_OF_FILES = 120


@dataclass(frozen=True, slots=True)
class Quality:
    """The figure that a checkpoint is listed with.

    Attributes:
        text: Its macro-F1 of ``loaded`` with the 95 % interval.
        n: Sentences that it was measured on.
        data: Data set that they are from.
    """

    text: str
    n: int
    data: str


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A checkpoint in a line.

    Attributes:
        checkpoint: The checkpoint.
        shipped: Whether it came with the package.
        megabytes: Size of its files, in millions of bytes.
        quality: How good it is; ``None`` where not measured.
    """

    checkpoint: Checkpoint
    shipped: bool
    megabytes: float
    quality: Quality | None


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR]...", help="Checkpoints to show beside those that are shipped."),
    ] = None,
) -> int:
    """List the checkpoints at hand: those that are shipped, and your own if named."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_FILES
    lines = list_models(tuple(paths or ()))
    console.print(_table(lines))
    for line in lines:
        console.print(Text(harmless(f"{line.checkpoint.name}: {line.checkpoint.path}")), soft_wrap=True)
    return 0


def list_models(paths: tuple[Path, ...] = ()) -> tuple[ModelLine, ...]:
    """Describe the checkpoints at hand.

    Args:
        paths: Further checkpoint directories.

    Returns:
        The shipped ones by name, then the further ones.

    Raises:
        CheckpointError: A further one is no checkpoint.
    """
    shipped = [_line(folder, shipped=True) for folder in shipped_checkpoints()]
    further = [_line(path, shipped=False) for path in paths]
    if not shipped and not further:
        raise CheckpointError("the package lacks the checkpoints that it ships with; reinstall framing")
    return (*shipped, *further)


def _line(folder: Path, *, shipped: bool) -> ModelLine:
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return ModelLine(load_checkpoint(folder), shipped, size / 1e6, _quality(folder))


def _quality(folder: Path) -> Quality | None:
    try:
        measures = json.loads((folder / "metrics.json").read_text("utf-8"))["measures"]
        best = next(measure for measure in measures if measure["name"] == HEADLINE)
        interval = f" [{best['low']:.3f}, {best['high']:.3f}]" if best["low"] is not None else ""
        # A protocol begins with the data set; the rest says how that was parted.
        data = best["protocol"].partition(", ")[0]
        return Quality(f"{best['value']:.3f}{interval}", int(best["n"]), data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration):
        # The figures are a courtesy; a checkpoint without them scores as well.
        return None


def _table(lines: tuple[ModelLine, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Name", "Digest", "Languages", "Frames", "Words"):
        table.add_column(heading, overflow="fold")
    table.add_column("MB", justify="right")
    table.add_column("Loaded, macro-F1")
    table.add_column("Sentences", justify="right")
    table.add_column("Measured on", overflow="fold")
    for line in lines:
        checkpoint = line.checkpoint
        table.add_row(
            Text(harmless(checkpoint.name if line.shipped else f"{checkpoint.name} (yours)")),
            checkpoint.digest,
            Text(harmless(", ".join(checkpoint.languages))),
            str(len(checkpoint.frames)),
            Text(harmless(", ".join(checkpoint.word_labels))),
            f"{line.megabytes:.0f}",
            *_cells(line.quality),
        )
    return table


def _cells(quality: Quality | None) -> tuple[str | Text, ...]:
    if quality is None:
        return "not measured", "", ""
    return quality.text, f"{quality.n:,}", Text(harmless(quality.data))
