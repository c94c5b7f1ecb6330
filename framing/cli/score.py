"""``framing score``: articles into a score table, or a single file onto the terminal."""

from framing.cli import score_options as option
from framing.errors import UsageError


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    paths: option.Paths,
    *,
    out: option.Out = None,
    json: option.JsonRows = False,
    source: option.Source = None,
    by_folder: option.ByFolder = False,
    table_format: option.Format = option.TableFormat.parquet,
    overwrite: option.Overwrite = False,
    model: option.Model = None,
    device: option.OnDevice = option.Device.auto,
    precision: option.Precision = None,
    text_column: option.TextColumn = "text",
    source_column: option.SourceColumn = "source",
    title_column: option.TitleColumn = "title",
    date_column: option.DateColumn = "date",
    url_column: option.UrlColumn = "url",
    id_column: option.IdColumn = "id",
    keep: option.Keep = "",
    stdin_format: option.Stdin = option.StdinFormat.auto,
    day_first: option.DayFirst = False,
    part_sentences: option.PartSentences = 32_768,
    engine: option.Engine = option.Runner.local,
    address: option.Address = None,
    workers: option.Workers = None,
) -> int:
    """Score news articles: loaded wording, frames and roles, sentence by sentence.

    Writes the score table and what belongs to it into OUT; without OUT shows a single file, marked up.
    Exit status: 0 all scored, 1 some inputs could not be, 2 wrong call, 3 nothing scored.
    """
    # Here and not above, so that --help answers at once.
    from framing.cli.score_job import ScoreJob, score  # noqa: PLC0415
    from framing.cli.show_job import ShowJob, show  # noqa: PLC0415
    from framing.reading import Columns, ReadOptions  # noqa: PLC0415
    from framing.scoring import OutputOptions  # noqa: PLC0415
    from framing.scoring.ray_runner import ClusterOptions  # noqa: PLC0415

    kept = tuple(dict.fromkeys(name.strip() for name in keep.split(",") if name.strip()))
    columns = Columns(text_column, source_column, title_column, date_column, url_column, id_column, kept)
    reading = ReadOptions(source, columns, stdin_format.value, day_first, by_folder=by_folder)
    if out is None:
        return show(ShowJob(tuple(paths), reading, model, device.value, precision, as_json=json))
    on_ray = engine is option.Runner.ray
    if not on_ray and (address or workers):
        raise UsageError("--address and --workers belong to --engine ray")
    if json:
        raise UsageError("--json writes to standard output: leave out either it or -o OUT")
    output = OutputOptions(table_format.value, overwrite=overwrite, part_sentences=part_sentences)
    spread = ClusterOptions(address, workers) if on_ray else None
    return score(ScoreJob(tuple(paths), out, reading, output, model, device.value, precision, spread))
