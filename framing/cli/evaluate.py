"""``framing evaluate``: a checkpoint measured on labelled sentences and on behaviour cases."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import column_options
from framing.cli.figures import behaviour_lines, by_protocol, comparison_lines
from framing.cli.terminal import harmless
from framing.errors import OutputError, TrainingDataError, UsageError
from framing.labelled.columns import OwnColumns
from framing.labelled.opening import absent

if TYPE_CHECKING:
    from framing.evaluation.evaluate import Evaluation


@dataclass(frozen=True, slots=True)
class EvaluateJob:
    """What to measure.

    Attributes:
        checkpoint: Directory of the checkpoint; ``None`` for the shipped one.
        data: Files of labelled sentences.
        behaviour: Whether to run the behaviour cases.
        out: Where to save the figures; ``None`` for a file named after checkpoint and data, here.
        device: Engine to run on.
        unseen: Whether to leave out what the checkpoint has seen rather than to refuse it.
        baselines: Whether to set simple means beside it.
        columns: Pairs of meaning and column of a table of one's own.
        neutral: File whose neutral sentences the behaviour cases are made of; ``None`` for written ones.
    """

    checkpoint: Path | None
    data: tuple[Path, ...]
    behaviour: bool
    out: Path | None
    device: str
    unseen: bool = False
    baselines: bool = True
    columns: column_options.Columns = ()
    neutral: Path | None = None

    @property
    def destination(self) -> Path:
        """The file for the figures."""
        if self.out is not None:
            return self.out
        name = "default" if self.checkpoint is None else self.checkpoint.resolve().name
        about = "-".join(file.name.partition(".")[0] for file in self.data) or "behaviour"
        return Path(f"evaluation-{name}-{about}.json")


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
Behaviour = Annotated[
    bool, typer.Option("--behaviour", help="Also run generated cases: names swapped, words injected ...")
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Save the figures here; evaluation-... .json unless said."
    ),
]
Device = Annotated[str, typer.Option(help="cpu (int8), torch-cpu (fp32 reference) or cuda.")]
Unseen = Annotated[
    bool, typer.Option("--unseen", help="Leave out sentences that the checkpoint has learned from.")
]
Baselines = Annotated[
    bool, typer.Option(help="Set beside it what simple means learn from other folds of the data.")
]


Neutral = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Make behaviour cases of the neutral sentences of this labelled file."),
]


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    checkpoint: Checkpoint,
    data: Data = None,
    *,
    text_column: column_options.TextColumn = None,
    label_column: column_options.LabelColumn = None,
    frames_column: column_options.FramesColumn = None,
    group_column: column_options.GroupColumn = None,
    source_column: column_options.SourceColumn = None,
    behaviour: Behaviour = False,
    out: Out = None,
    device: Device = "cpu",
    unseen: Unseen = False,
    baselines: Baselines = True,
    neutral: Neutral = None,
) -> int:
    """Measure a checkpoint: every figure with its interval, n, protocol, seed and digest.

    Sentences that the checkpoint has learned from are refused: they would flatter it.
    """
    path = None if checkpoint == "default" else Path(checkpoint)
    columns = column_options.named_columns(
        text=text_column, label=label_column, frames=frames_column, group=group_column, source=source_column
    )
    job = EvaluateJob(path, tuple(data or ()), behaviour, out, device, unseen, baselines, columns, neutral)
    for line in evaluate(job):
        typer.echo(harmless(line))
    return 0


def evaluate(job: EvaluateJob) -> Iterator[str]:
    """Measure a checkpoint and save the figures.

    Args:
        job: What to measure.

    Yields:
        The figures as lines for a terminal, and where they were saved.

    Raises:
        UsageError: There is nothing to measure on.
        OutputError: The figures cannot be saved there.
        FramingError: As `framing.evaluation.evaluate`.
    """
    _check(job)
    # Here and not above, so that --help answers at once.
    from framing.evaluation.evaluate import Evaluation, How, evaluate_behaviour, evaluate_files  # noqa: PLC0415

    columns = OwnColumns(**dict(job.columns)) if job.columns else None
    how = How(job.device, job.unseen, job.baselines, columns)
    found = evaluate_files(job.checkpoint, job.data, how) if job.data else Evaluation()
    yield from by_protocol(found.measures)
    yield from comparison_lines(found.comparisons)
    behaviour = (
        evaluate_behaviour(job.checkpoint, device=job.device, neutral=job.neutral)
        if job.behaviour
        else Evaluation()
    )
    yield from behaviour_lines(behaviour.measures, behaviour.behaviour)
    yield from (f"note: {note}" for note in found.notes)
    _save(found, behaviour, job.destination)
    yield f"saved: {job.destination}"
    if found.reliability:
        yield f"saved: {_picture(job.destination)} (reliability: probabilities against shares)"


def _check(job: EvaluateJob) -> None:
    """Ask before the minutes of measuring what would be asked after."""
    if not job.data and not job.behaviour:
        raise UsageError("nothing to measure on: give files of labelled sentences, or --behaviour")
    if job.neutral is not None and not job.behaviour:
        raise UsageError("--neutral is about the behaviour cases: add --behaviour")
    for file in (*job.data, *([] if job.neutral is None else [job.neutral])):
        if not file.is_file():
            raise TrainingDataError(absent(str(file)))
    folder = job.destination.parent
    if not folder.is_dir():
        raise OutputError(f"{job.destination} cannot be written: there is no directory {folder}")


def _picture(out: Path) -> Path:
    return out.with_suffix(".svg")


def _save(found: "Evaluation", behaviour: "Evaluation", out: Path) -> None:
    from framing.evaluation.reliability import reliability_svg  # noqa: PLC0415

    content = {
        "schema_version": 1,
        "measures": [figure.to_dict() for figure in (*found.measures, *behaviour.measures)],
        "beside_baselines": [{"data": name, **one.to_dict()} for name, one in found.comparisons],
        "behaviour": [result.to_dict() for result in behaviour.behaviour],
        "notes": list(found.notes),
    }
    try:
        out.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
        if found.reliability:
            _picture(out).write_text(reliability_svg(found.reliability), "utf-8")
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}") from error
