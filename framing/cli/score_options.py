"""The options of ``framing score``: what each means, as its help says it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

_COLUMNS = "Columns of tables and fields of JSON"
_LARGE = "Large jobs"


class TableFormat(StrEnum):
    """Formats of the score table."""

    parquet = "parquet"
    jsonl = "jsonl"
    csv = "csv"


class Device(StrEnum):
    """Where the network runs."""

    auto = "auto"
    cpu = "cpu"
    cuda = "cuda"


class Runner(StrEnum):
    """What carries out a run."""

    local = "local"
    ray = "ray"


class StdinFormat(StrEnum):
    """What standard input can hold."""

    auto = "auto"
    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    warc = "warc"
    zip = "zip"
    tar = "tar"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders, patterns, or - for standard input: .txt .md .html .json .jsonl .csv .tsv "
        ".parquet, each also .gz; .warc .zip .tar",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Directory for the results. Without one a single file is shown.",
    ),
]
JsonRows = Annotated[
    bool, typer.Option("--json", help="Without -o: rows of the score table as JSON lines, for pipes.")
]
Source = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Publisher of all these articles. By default what the record or the page says, else the folder "
        "directly below PATH.",
    ),
]
ByFolder = Annotated[
    bool,
    typer.Option(
        "--by-folder",
        help="Name each publisher after the folder directly below PATH, whatever records and pages say.",
    ),
]
Format = Annotated[TableFormat, typer.Option("--format", help="Format of the score table.")]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite", help="Replace results that are there; begin anew where a run was broken off."
    ),
]
Model = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Another checkpoint than the one that is shipped.")
]
Precision = Annotated[
    float | None,
    typer.Option(
        min=0.0,
        max=1.0,
        metavar="P",
        help="Give a label only where it was right in this share of cases when the checkpoint was made: "
        "0.7, 0.8, 0.9 or 0.95, as far as loaded sentences kept it. By default from where precision and "
        "recall balance best.",
    ),
]
OnDevice = Annotated[
    Device, typer.Option(help="Where the network runs; auto takes a GPU if one can be used.")
]
TextColumn = Annotated[str, typer.Option(help="Body.", rich_help_panel=_COLUMNS)]
SourceColumn = Annotated[str, typer.Option(help="Publisher.", rich_help_panel=_COLUMNS)]
TitleColumn = Annotated[str, typer.Option(help="Headline.", rich_help_panel=_COLUMNS)]
DateColumn = Annotated[str, typer.Option(help="Publication day.", rich_help_panel=_COLUMNS)]
UrlColumn = Annotated[str, typer.Option(help="Address.", rich_help_panel=_COLUMNS)]
IdColumn = Annotated[str, typer.Option(help="Name of the article.", rich_help_panel=_COLUMNS)]
Keep = Annotated[
    str,
    typer.Option(
        "--keep",
        metavar="LIST",
        help="Further ones to keep: report --by takes them.",
        rich_help_panel=_COLUMNS,
    ),
]
Stdin = Annotated[StdinFormat, typer.Option("--stdin-format", help="What standard input holds.")]
DayFirst = Annotated[bool, typer.Option("--day-first", help="Read 3/4/2022 as the third of April.")]
PartSentences = Annotated[
    int,
    typer.Option(
        min=1,
        metavar="N",
        help="Results are written in parts of so many sentences. A run that is broken off keeps those that "
        "are whole, and the same command goes on behind them.",
        rich_help_panel=_LARGE,
    ),
]
Engine = Annotated[
    Runner,
    typer.Option(help="Score on this machine, or on a Ray cluster (extra ray).", rich_help_panel=_LARGE),
]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="HOST:PORT",
        help="With --engine ray: the cluster, or auto for the one that this machine belongs to. By default "
        "one is started for the run.",
        rich_help_panel=_LARGE,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="With --engine ray: scorers at work at most. By default one per core, or per GPU.",
        rich_help_panel=_LARGE,
    ),
]
