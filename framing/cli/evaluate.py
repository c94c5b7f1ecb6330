"""``framing evaluate``: a checkpoint measured on labelled sentences."""

import json
from pathlib import Path
from typing import Annotated

import typer

from framing.cli.train import line


def command(
    checkpoint: Annotated[
        str,
        typer.Argument(
            metavar="CHECKPOINT", help="A checkpoint directory, or 'default' for the shipped one."
        ),
    ],
    data: Annotated[
        list[Path], typer.Argument(metavar="DATA...", help="Files of labelled sentences, JSON lines.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Save the figures here as JSON.")
    ] = None,
    device: Annotated[str, typer.Option(help="cpu (int8), torch-cpu (fp32 reference) or cuda.")] = "cpu",
) -> int:
    """Measure a checkpoint on labelled sentences: every figure with its interval and n.

    Rows that the checkpoint was trained on flatter it: measure on others.

    Example: framing evaluate default labelled.jsonl -o metrics.json
    """
    typer.echo(evaluate(checkpoint, data, out, device))
    return 0


def evaluate(checkpoint: str, data: list[Path], out: Path | None, device: str) -> str:
    """Measure a checkpoint and save the figures.

    Args:
        checkpoint: Its directory, or ``default``.
        data: Files of labelled sentences.
        out: Where to save the figures; ``None`` to only show them.
        device: Engine to run on.

    Returns:
        The figures as lines for a terminal.

    Raises:
        FramingError: As `framing.evaluation.evaluate.evaluate_files`.
    """
    # Here and not above, so that --help answers at once.
    from framing.evaluation.evaluate import evaluate_files  # noqa: PLC0415

    path = None if checkpoint == "default" else Path(checkpoint)
    figures = evaluate_files(path, data, device=device)
    if out is not None:
        content = {"schema_version": 1, "measures": [figure.to_dict() for figure in figures]}
        out.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    lines: list[str] = []
    for protocol in dict.fromkeys(figure.protocol for figure in figures):
        lines.append(f"{protocol.name}; checkpoint {protocol.checkpoint}, seed {protocol.seed}")
        lines += [f"  {line(figure)}" for figure in figures if figure.protocol == protocol]
    return "\n".join(lines)
