"""``framing evaluate``: a checkpoint measured on labelled sentences and on behaviour cases."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.train import line
from framing.errors import OutputError, UsageError

if TYPE_CHECKING:
    from framing.evaluation.behaviour import KindResult
    from framing.evaluation.measure import Measure


@dataclass(frozen=True, slots=True)
class EvaluateJob:
    """What to measure.

    Attributes:
        checkpoint: Directory of the checkpoint; ``None`` for the shipped one.
        data: Files of labelled sentences.
        behaviour: Whether to run the behaviour cases.
        out: Where to save the figures; ``None`` to only show them.
        device: Engine to run on.
    """

    checkpoint: Path | None
    data: tuple[Path, ...]
    behaviour: bool
    out: Path | None
    device: str


def command(
    checkpoint: Annotated[
        str,
        typer.Argument(
            metavar="CHECKPOINT", help="A checkpoint directory, or 'default' for the shipped one."
        ),
    ],
    data: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DATA]...", help="Files of labelled sentences, JSON lines."),
    ] = None,
    *,
    behaviour: Annotated[
        bool, typer.Option("--behaviour", help="Also run generated cases: names swapped, words injected ...")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Save the figures here as JSON.")
    ] = None,
    device: Annotated[str, typer.Option(help="cpu (int8), torch-cpu (fp32 reference) or cuda.")] = "cpu",
) -> int:
    """Measure a checkpoint: every figure with its interval, n, protocol, seed and digest.

    Rows that the checkpoint was trained on flatter it: measure on others.

    Example: framing evaluate default labelled.jsonl --behaviour -o metrics.json
    """
    path = None if checkpoint == "default" else Path(checkpoint)
    typer.echo(evaluate(EvaluateJob(path, tuple(data or ()), behaviour, out, device)))
    return 0


def evaluate(job: EvaluateJob) -> str:
    """Measure a checkpoint and save the figures.

    Args:
        job: What to measure.

    Returns:
        The figures as lines for a terminal.

    Raises:
        UsageError: There is nothing to measure on.
        OutputError: The figures cannot be saved there.
        FramingError: As `framing.evaluation.evaluate`.
    """
    if not job.data and not job.behaviour:
        raise UsageError("nothing to measure on: give files of labelled sentences, or --behaviour")
    # Asked before the minutes of measuring, not after.
    if job.out is not None and not job.out.parent.is_dir():
        raise OutputError(f"{job.out} cannot be written: there is no directory {job.out.parent}")
    # Here and not above, so that --help answers at once.
    from framing.evaluation.evaluate import evaluate_behaviour, evaluate_files  # noqa: PLC0415

    figures = evaluate_files(job.checkpoint, job.data, device=job.device) if job.data else ()
    results = evaluate_behaviour(job.checkpoint, device=job.device) if job.behaviour else ()
    if job.out is not None:
        content = {
            "schema_version": 1,
            "measures": [figure.to_dict() for figure in figures],
            "behaviour": [result.to_dict() for result in results],
        }
        _save(content, job.out)
    return "\n".join([*_figure_lines(figures), *_behaviour_lines(results)])


def _save(content: dict[str, object], out: Path) -> None:
    try:
        out.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}") from error


def _figure_lines(figures: "tuple[Measure, ...]") -> list[str]:
    lines: list[str] = []
    for protocol in dict.fromkeys(figure.protocol for figure in figures):
        lines.append(f"{protocol.name}; checkpoint {protocol.checkpoint}, seed {protocol.seed}")
        lines += [f"  {line(figure)}" for figure in figures if figure.protocol == protocol]
    return lines


def _behaviour_lines(results: "tuple[KindResult, ...]") -> list[str]:
    if not results:
        return []
    lines = ["behaviour: share of generated cases failed"]
    for result in results:
        share = "undefined" if result.share_failed is None else f"{result.share_failed:6.1%}"
        reasons = ", ".join(f"{reason} {count}" for reason, count in result.reasons)
        lines.append(f"  {result.kind:10} {result.variant:14} {share}  n={result.n:<5} {reasons}".rstrip())
    return lines
