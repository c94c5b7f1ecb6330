"""``framing train``: labelled sentences into a checkpoint."""

from pathlib import Path
from typing import Annotated

import typer

_OWN = "Labels of your own"


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    config: Annotated[
        Path | None,
        typer.Argument(metavar="[CONFIG]", help="A TOML file; --print-config shows one to start from."),
    ] = None,
    *,
    data: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="CSV, JSON lines or Parquet with text and label (or loaded, frames, spans), or the id of a "
            "Hugging Face data set. May be given several times.",
            rich_help_panel=_OWN,
        ),
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Start from this Hugging Face encoder (name or path) or checkpoint; unless said, from the "
            "shipped one.",
            rich_help_panel=_OWN,
        ),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the checkpoint.", rich_help_panel=_OWN)] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Language of the data, for instance de.", rich_help_panel=_OWN),
    ] = None,
    epochs: Annotated[
        float | None, typer.Option(min=0.1, help="Most passes over the data.", rich_help_panel=_OWN)
    ] = None,
    text_column: Annotated[str | None, typer.Option(help="Sentence.", rich_help_panel=_OWN)] = None,
    label_column: Annotated[str | None, typer.Option(help="Label.", rich_help_panel=_OWN)] = None,
    group_column: Annotated[
        str | None, typer.Option(help="What no split may divide.", rich_help_panel=_OWN)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "--out",
            "-o",
            metavar="OUT",
            help="Directory of the checkpoint; models/NAME unless said.",
        ),
    ] = None,
    data_folder: Annotated[
        Path | None, typer.Option(help="Folder of the data files, instead of the one in the config.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")] = False,
    folds: Annotated[
        bool, typer.Option("--folds", help="Train and measure every fold, one after the other.")
    ] = False,
    print_config: Annotated[
        bool, typer.Option("--print-config", help="Show a config for your own labels, and leave.")
    ] = False,
) -> int:
    """Train, calibrate, quantize and measure a checkpoint.

    With --data it learns labels of your own. Without, CONFIG says everything.
    """
    # Here and not above, so that --help answers at once.
    from framing.cli.train_job import TrainJob, train  # noqa: PLC0415

    columns = (("text", text_column), ("label", label_column), ("group", group_column))
    job = TrainJob(
        config=config,
        data=tuple(data or ()),
        encoder=encoder,
        name=name,
        languages=tuple(language or ()),
        epochs=epochs,
        columns=tuple((meaning, column) for meaning, column in columns if column is not None),
        out=out,
        data_folder=data_folder,
        resume=resume,
        folds=folds,
        print_config=print_config,
    )
    return train(job)
