"""``framing pretrain``: plain texts make an encoder better at news."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from framing.cli.terminal import harmless


class Device(StrEnum):
    """Where the encoder learns."""

    auto = "auto"
    cpu = "cpu"
    cuda = "cuda"


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    texts: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="JSON lines, CSV or Parquet with text: articles or sentences"),
    ],
    *,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="Directory of the encoder.")],
    encoder: Annotated[
        str, typer.Option(metavar="NAME", help="Hugging Face encoder by name or path, or minilm.")
    ] = "minilm",
    without: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Labelled sentences to cut out of the texts: what is measured on later must not have been "
            "read. May be given several times.",
        ),
    ] = None,
    passes: Annotated[float, typer.Option(min=0.01, help="How often every text is read.")] = 1.5,
    rate: Annotated[float, typer.Option(min=0.0, help="Highest learning rate.")] = 4e-4,
    seed: Annotated[int, typer.Option(help="Seed of the order and of what is hidden.")] = 1,
    threads: Annotated[int, typer.Option(min=0, help="Threads; 0 leaves the number to torch.")] = 0,
    device: Annotated[
        Device, typer.Option(help="Where it learns; auto takes a GPU if one can be used.")
    ] = Device.auto,
) -> int:
    """Make an encoder better at news: it guesses words hidden from it in plain texts. Needs no labels.

    Name the result with framing train --encoder OUT. A run that was stopped goes on with the same command.
    """
    # Here and not above, so that --help answers at once.
    from framing.cli.train_progress import follow  # noqa: PLC0415
    from framing.training import Pretrained, Pretraining, pretrain  # noqa: PLC0415

    settings = Pretraining(
        encoder=encoder,
        texts=tuple(texts),
        without=tuple(without or ()),
        passes=passes,
        rate=rate,
        seed=seed,
        threads=threads,
        device=device.value,
    )
    for report in follow(pretrain(settings, out)):
        if isinstance(report, Pretrained):
            typer.echo(
                f"Read {report.pieces:,} pieces; loss per hidden piece from {report.first_loss:.2f} to "
                f"{report.last_loss:.2f}"
            )
            typer.echo(harmless(f"Encoder: {report.folder}; use it: framing train --encoder {report.folder}"))
    return 0
