"""``framing evaluate``: a checkpoint measured on labelled sentences and on behaviour cases."""

import typer

from framing.cli import column_options
from framing.cli import evaluate_options as options
from framing.cli.terminal import harmless


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    checkpoint: options.Checkpoint,
    data: options.Data = None,
    *,
    text_column: column_options.TextColumn = None,
    label_column: column_options.LabelColumn = None,
    frames_column: column_options.FramesColumn = None,
    group_column: column_options.GroupColumn = None,
    source_column: column_options.SourceColumn = None,
    against: options.Against = None,
    behaviour: options.Behaviour = False,
    neutral: options.Neutral = None,
    out: options.Out = None,
    overwrite: options.Overwrite = False,
    device: options.Device = "cpu",
    unseen: options.Unseen = False,
    baselines: options.Baselines = True,
    baselines_from: options.BaselinesFrom = None,
) -> int:
    """Measure a checkpoint: every figure with its interval, n, protocol, seed and digest.

    Sentences that the checkpoint has learned from are refused: they would flatter it.
    """
    # Here and not above, so that --help answers at once.
    from framing.cli.evaluate_job import EvaluateJob, evaluate  # noqa: PLC0415

    columns = column_options.named_columns(
        text=text_column, label=label_column, frames=frames_column, group=group_column, source=source_column
    )
    job = EvaluateJob(
        checkpoint=checkpoint,
        data=tuple(data or ()),
        columns=columns,
        against=against,
        behaviour=behaviour,
        neutral=neutral,
        out=out,
        overwrite=overwrite,
        device=device,
        unseen=unseen,
        baselines=baselines,
        baselines_from=baselines_from,
    )
    for line in evaluate(job):
        typer.echo(harmless(line))
    return 0
