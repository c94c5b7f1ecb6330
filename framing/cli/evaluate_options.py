"""The options of ``framing evaluate``: what each means, as its help says it."""

from pathlib import Path
from typing import Annotated

import typer

Checkpoint = Annotated[
    str,
    typer.Argument(metavar="CHECKPOINT", help="A checkpoint directory, or 'default' for the shipped one."),
]
Data = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[DATA]...", help="CSV, JSON lines or Parquet with text and label (or loaded, frames, spans)."
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        metavar="CHECKPOINT",
        help="Compare it with this checkpoint, or 'default', on the sentences that neither has learned from.",
    ),
]
Behaviour = Annotated[
    bool, typer.Option("--behaviour", help="Also run generated cases: names swapped, words injected ...")
]
Neutral = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Make behaviour cases of the neutral sentences of this labelled file."),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Save the figures here; evaluation-... .json unless said."
    ),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace figures that are there.")]
Device = Annotated[str, typer.Option(help="cpu (int8), torch-cpu (fp32 reference) or cuda.")]
Unseen = Annotated[
    bool, typer.Option("--unseen", help="Leave out sentences that the checkpoint has learned from.")
]
Baselines = Annotated[bool, typer.Option(help="Set beside it what simple means learn.")]
BaselinesFrom = Annotated[
    Path | None,
    typer.Option(
        metavar="TABLE",
        help="Let simple means learn from this labelled file, best what the checkpoint learned from; from "
        "the other folds of DATA unless said.",
    ),
]
