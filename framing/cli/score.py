"""``framing score``: articles into a score table."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

_COLUMNS = "Columns of tables and fields of JSON"


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


class StdinFormat(StrEnum):
    """What standard input can hold."""

    auto = "auto"
    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders, patterns, or - for standard input: .txt .md .html .json .jsonl .csv "
            ".parquet, each also .gz",
        ),
    ],
    *,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="Directory for the results.")],
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Publisher of all these articles.")
    ] = None,
    table_format: Annotated[
        TableFormat, typer.Option("--format", help="Format of the score table.")
    ] = TableFormat.parquet,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace results that are there.")] = False,
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Another checkpoint than the one that is shipped.")
    ] = None,
    device: Annotated[
        Device, typer.Option(help="Where the network runs; auto takes a GPU if one can be used.")
    ] = Device.auto,
    text_column: Annotated[str, typer.Option(help="Body.", rich_help_panel=_COLUMNS)] = "text",
    source_column: Annotated[str, typer.Option(help="Publisher.", rich_help_panel=_COLUMNS)] = "source",
    title_column: Annotated[str, typer.Option(help="Headline.", rich_help_panel=_COLUMNS)] = "title",
    date_column: Annotated[str, typer.Option(help="Publication day.", rich_help_panel=_COLUMNS)] = "date",
    url_column: Annotated[str, typer.Option(help="Address.", rich_help_panel=_COLUMNS)] = "url",
    id_column: Annotated[str, typer.Option(help="Name of the article.", rich_help_panel=_COLUMNS)] = "id",
    stdin_format: Annotated[StdinFormat, typer.Option(help="What standard input holds.")] = StdinFormat.auto,
    day_first: Annotated[
        bool, typer.Option("--day-first", help="Read 3/4/2022 as the third of April.")
    ] = False,
) -> int:
    """Score news articles: loaded wording, frames and roles, sentence by sentence.

    Writes a score table, articles.parquet, errors.jsonl and run.json into OUT.
    Exit status: 0 all scored, 1 some inputs in errors.jsonl, 2 wrong call, 3 nothing scored.
    """
    # Here and not above, so that --help answers at once.
    from framing.cli.score_job import ScoreJob, score  # noqa: PLC0415
    from framing.reading import Columns, ReadOptions  # noqa: PLC0415
    from framing.scoring import OutputOptions  # noqa: PLC0415

    columns = Columns(text_column, source_column, title_column, date_column, url_column, id_column)
    return score(
        ScoreJob(
            paths=tuple(paths),
            out=out,
            reading=ReadOptions(source, columns, stdin_format.value, day_first),
            output=OutputOptions(format=table_format.value, overwrite=overwrite),
            model=model,
            device=device.value,
        )
    )
