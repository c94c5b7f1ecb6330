"""``framing train``: labelled sentences into a checkpoint."""

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
    text_column: options.TextColumn = None,
    label_column: options.LabelColumn = None,
    group_column: options.GroupColumn = None,
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

    columns = {"text": text_column, "label": label_column, "group": group_column}
    return train(
        TrainJob(
            config=config,
            data=tuple(data or ()),
            encoder=encoder,
            name=name,
            languages=tuple(language or ()),
            epochs=epochs,
            columns=tuple((meaning, column) for meaning, column in columns.items() if column is not None),
            out=out,
            data_folder=data_folder,
            resume=resume,
            folds=folds,
            print_config=print_config,
        )
    )
