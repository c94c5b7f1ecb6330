"""The options of ``framing train``: what each means, as its help says it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class SplitBy(StrEnum):
    """What splits do not divide."""

    GROUP = "group"
    SOURCE = "source"


_OWN = "Labels of your own"

Config = Annotated[
    Path | None,
    typer.Argument(metavar="[CONFIG]", help="A TOML file; --print-config shows one to start from."),
]
Data = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FILE",
        help="CSV, JSON lines or Parquet with text and label (or loaded, frames, spans), or the id of a "
        "Hugging Face data set. May be given several times.",
        rich_help_panel=_OWN,
    ),
]
Encoder = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Start from this Hugging Face encoder (name or path) or checkpoint rather than the shipped one.",
        rich_help_panel=_OWN,
    ),
]
Name = Annotated[str | None, typer.Option(help="Name of the checkpoint.", rich_help_panel=_OWN)]
Language = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help="Language of the data, for instance de.", rich_help_panel=_OWN),
]
Epochs = Annotated[
    float | None, typer.Option(min=0.1, help="Most passes over the data.", rich_help_panel=_OWN)
]
By = Annotated[
    SplitBy | None,
    typer.Option(
        help="Hold out whole groups (articles, events), or whole sources, to see whether it works on one "
        "never read; group unless said.",
        rich_help_panel=_OWN,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--output", "--out", "-o", metavar="OUT", help="Directory of the checkpoint; models/NAME unless said."
    ),
]
DataFolder = Annotated[
    Path | None, typer.Option(help="Folder of the data files, instead of the one in the config.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")]
Folds = Annotated[bool, typer.Option("--folds", help="Train and measure every fold, one after the other.")]
PrintConfig = Annotated[
    bool, typer.Option("--print-config", help="Show a config for your own labels, and leave.")
]
