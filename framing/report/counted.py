"""Which roles a report counts sentences for: those whose label was measured where it draws its line."""

from framing.report.correction import label_errors
from framing.report.roles import counted_from
from framing.report.run import RunInfo
from framing.report.table import ScoreTable


def counted_roles(table: ScoreTable) -> tuple[str, ...]:
    """Give the roles whose sentences are counted.

    A role may be found so badly that its probabilities hardly reach .5, from which roles count, so that it
    was measured far below only. A share of nearly nothing may then tell of the model, not of the source.

    Args:
        table: An open score table.

    Returns:
        All roles but those that were measured, though nowhere near the probability from which they count;
        in the checkpoint's order.
    """
    return tuple(role for role in table.roles if _is_counted(table.run, role))


def _is_counted(run: RunInfo, role: str) -> bool:
    quality = run.quality_of(role)
    # Of a checkpoint that tells no errors at all every figure is unmeasured, and the page says that.
    if quality is None or (quality.precision is None and not quality.elsewhere):
        return True
    threshold = run.threshold(role)
    return label_errors(quality, threshold, counted_from(threshold), "unknown").measured_at is not None
