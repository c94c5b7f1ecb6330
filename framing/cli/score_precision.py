"""Whether a checkpoint can keep the precision that ``framing score --precision`` asks for."""

import typer

from framing.errors import UsageError
from framing.model.checkpoint import Checkpoint, Decision
from framing.scoring import decisions

# What a score table and a report are about: without it a run would be for nothing.
_MAIN = "loaded"


def check_precision(checkpoint: Checkpoint, precision: float | None) -> None:
    """Refuse a precision that loaded sentences cannot keep, and name other labels that cannot.

    Args:
        checkpoint: The checkpoint.
        precision: What was asked for; ``None`` for nothing.

    Raises:
        UsageError: The checkpoint stores no threshold from which loaded sentences kept it.
    """
    if precision is None:
        return
    missed = checkpoint.without_aim(precision)
    if _MAIN in missed:
        raise UsageError(_refusal(checkpoint, precision, decisions(checkpoint)[_MAIN]))
    if missed:
        typer.echo(
            f"framing: not decided at a precision of {precision:g}, since no threshold of {checkpoint.name} "
            f"kept it: {', '.join(missed)}",
            err=True,
        )


def _refusal(checkpoint: Checkpoint, precision: float, decision: Decision) -> str:
    told = f"no threshold of {checkpoint.name} kept a precision of {precision:g} for '{_MAIN}'"
    kept = max((aim.aim for aim in decision.aims), default=None)
    if kept is None:
        return f"{told}, and it stores none for a lower one either; leave --precision out"
    return f"{told}; the highest that is kept is --precision {kept:g}"
