"""The options that say which columns of a labelled table mean what: the same for training and measuring."""

from collections.abc import Sequence
from typing import Annotated

import typer

_PANEL = "Columns of your table"

TextColumn = Annotated[
    str | None, typer.Option(help="Column of the sentence; text unless said.", rich_help_panel=_PANEL)
]
LabelColumn = Annotated[
    str | None,
    typer.Option(
        help="Column of the label; label unless said. 1 and 0 mean loaded and not, other values are names.",
        rich_help_panel=_PANEL,
    ),
]
FramesColumn = Annotated[
    list[str] | None,
    typer.Option(
        help="Column with names of frames; frames unless said. One with 1 and 0 is a label called like the "
        "column. May be given several times.",
        rich_help_panel=_PANEL,
    ),
]
GroupColumn = Annotated[
    str | None,
    typer.Option(
        help="Column of what no split may divide; url, article or source unless said.", rich_help_panel=_PANEL
    ),
]
SourceColumn = Annotated[
    str | None, typer.Option(help="Column of the publisher; source unless said.", rich_help_panel=_PANEL)
]

Columns = tuple[tuple[str, str], ...]
"""Pairs of a meaning and the column that was named for it."""


def named_columns(
    *,
    text: str | None,
    label: str | None,
    frames: Sequence[str] | None,
    group: str | None,
    source: str | None,
) -> Columns:
    """Gather the columns that were named.

    Args:
        text: Column of the sentence.
        label: Column of the label.
        frames: Columns of frames.
        group: Column of what no split may divide.
        source: Column of the publisher.

    Returns:
        A pair for each that was named.
    """
    given = {
        "text": text,
        "label": label,
        "frames": ";".join(frames or ()) or None,
        "group": group,
        "source": source,
    }
    return tuple((meaning, column) for meaning, column in given.items() if column is not None)
