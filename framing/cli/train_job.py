"""Carries out ``framing train``: apart from the command itself, so that ``--help`` need not load it."""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from framing.cli.figures import collapse_lines, comparison_lines, summary
from framing.cli.terminal import harmless
from framing.errors import ConfigError, TrainingDataError, UsageError
from framing.labelled.hub import hub_name
from framing.labelled.opening import absent

if TYPE_CHECKING:
    from framing.training import AllMeasured, Finished, Settings

MODELS = Path("models")
"""Where a checkpoint goes whose directory is not said, below where the command is run."""


@dataclass(frozen=True, slots=True)
class TrainJob:
    """What ``framing train`` was asked to do. ``None`` leaves it to the config.

    Attributes:
        config: The config file; ``None`` for the packaged one.
        data: Files of labelled sentences, or ids of Hugging Face data sets.
        encoder: Encoder or checkpoint to start from.
        name: Name of the checkpoint.
        languages: Languages of the data; none to leave them to the config.
        epochs: Most passes over the data.
        columns: Pairs of meaning and column.
        by: What splits do not divide.
        out: Directory of the checkpoint; ``None`` for the first free one below `MODELS`.
        data_folder: Folder of the data files.
        resume: Whether to go on with a run that was stopped.
        folds: Whether to train and measure every fold.
        print_config: Whether to show the packaged config and do nothing.
    """

    config: Path | None = None
    data: tuple[str, ...] = ()
    encoder: str | None = None
    name: str | None = None
    languages: tuple[str, ...] = ()
    epochs: float | None = None
    columns: tuple[tuple[str, str], ...] = ()
    by: Literal["group", "source"] | None = None
    out: Path | None = None
    data_folder: Path | None = None
    resume: bool = False
    folds: bool = False
    print_config: bool = False


def train(job: TrainJob) -> int:
    """Run the training and show how it goes.

    Args:
        job: What to do.

    Returns:
        The exit status, 0.

    Raises:
        UsageError: There is neither a config nor data, or a run that was stopped lies in the way.
        FramingError: As `framing.training.train_checkpoint`.
    """
    _check_files(job)
    # Here and not above: a wrong path is told before an extra that is missing.
    from framing.cli.train_progress import follow  # noqa: PLC0415
    from framing.training import AllMeasured, Finished, train_checkpoint, train_folds, tuning_config  # noqa: PLC0415

    if job.print_config:
        typer.echo(tuning_config(), nl=False)
        return 0
    settings = _settings(job)
    out = _destination(job, settings)
    reports = train_folds(settings, out) if job.folds else train_checkpoint(settings, out)
    for report in follow(reports):
        if isinstance(report, Finished):
            _show_finished(report, out)
        elif isinstance(report, AllMeasured):
            _show_folds(report)
    return 0


def _check_files(job: TrainJob) -> None:
    if job.config is None and not job.data and not job.print_config:
        raise UsageError(
            "nothing to learn from: give --data FILE, or a config file (--print-config shows one)"
        )
    if job.config is not None and not job.config.is_file():
        raise ConfigError(f"there is no config file {job.config}")
    for item in job.data:
        if not Path(item).is_file() and hub_name(item) is None:
            raise TrainingDataError(absent(item))


def _settings(job: TrainJob) -> "Settings":
    from framing.training import OwnRun, own_settings  # noqa: PLC0415

    own = OwnRun(job.data, job.encoder, job.name, job.languages, job.epochs, job.columns, job.by)
    settings = own_settings(own, job.config)
    if job.data_folder is not None:
        settings = settings.model_copy(update={"data_folder": job.data_folder})
    return settings


def _destination(job: TrainJob, settings: "Settings") -> Path:
    """Find the directory of the checkpoint, and say so where the user did not."""
    from framing.training import check_destination, is_unfinished  # noqa: PLC0415

    out = job.out or _free(settings.name)
    if not job.folds:
        check_destination(out)
    if is_unfinished(out) and not job.resume:
        raise UsageError(
            f"a run to {out} was stopped; go on with --resume, or remove {out}.run to begin anew"
        )
    if job.resume and not is_unfinished(out) and not job.folds:
        typer.echo("nothing to resume, beginning anew", err=True)
    typer.echo(f"the checkpoint will be {out}", err=True)
    return out


def _free(name: str) -> Path:
    """Give the first of NAME, NAME-2 and so on that does not exist yet."""
    plain = name.replace("/", "-")
    names = itertools.chain([plain], (f"{plain}-{number}" for number in itertools.count(2)))
    return next(MODELS / name for name in names if not (MODELS / name).exists())


def _show_finished(report: "Finished", out: Path) -> None:
    typer.echo(summary(report.figures))
    for line in (*comparison_lines(report.comparisons), *collapse_lines(report.collapsed)):
        typer.echo(harmless(line))
    typer.echo(f"\nCheckpoint: {out} (digest {report.checkpoint.digest})")
    typer.echo(f"All figures: {out / 'README.md'}; use it: framing score ARTICLES --model {out}")


def _show_folds(report: "AllMeasured") -> None:
    typer.echo(summary(report.figures))
    for line in (*comparison_lines(report.comparisons), *collapse_lines(report.collapsed)):
        typer.echo(harmless(line))
    typer.echo(f"\nAll figures: {report.folder / 'metrics.json'}")
