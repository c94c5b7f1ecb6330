"""``framing train``: labelled sentences into a checkpoint."""

from framing.cli import column_options
from framing.cli import train_options as options


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    config: options.Config = None,
    *,
    data: options.Data = None,
    encoder: options.Encoder = None,
    name: options.Name = None,
    language: options.Language = None,
    epochs: options.Epochs = None,
    by: options.By = None,
    text_column: column_options.TextColumn = None,
    label_column: column_options.LabelColumn = None,
    frames_column: column_options.FramesColumn = None,
    group_column: column_options.GroupColumn = None,
    source_column: column_options.SourceColumn = None,
    out: options.Out = None,
    data_folder: options.DataFolder = None,
    resume: options.Resume = False,
    folds: options.Folds = False,
    print_config: options.PrintConfig = False,
) -> int:
    """Train, calibrate, quantize and measure a checkpoint.

    With --data it learns labels of your own. Without, CONFIG says everything.
    """
    # Here and not above, so that --help answers at once.
    from framing.cli.train_job import TrainJob, train  # noqa: PLC0415

    columns = column_options.named_columns(
        text=text_column, label=label_column, frames=frames_column, group=group_column, source=source_column
    )
    return train(
        TrainJob(
            config=config,
            data=tuple(data or ()),
            encoder=encoder,
            name=name,
            languages=tuple(language or ()),
            epochs=epochs,
            columns=columns,
            by=None if by is None else by.value,
            out=out,
            data_folder=data_folder,
            resume=resume,
            folds=folds,
            print_config=print_config,
        )
    )
