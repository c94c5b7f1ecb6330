"""All folds of a run: each part is measured by a checkpoint that never saw it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from framing.errors import OutputError
from framing.evaluation.comparison import Beside
from framing.evaluation.measure import Measure
from framing.model.checkpoint import load_checkpoint
from framing.training.figures import Answer, Circumstances, answers, figures, pool
from framing.training.making import write_figures
from framing.training.origin import origin_of
from framing.training.partition import n_folds
from framing.training.preparing import prepare_parts
from framing.training.reports import Finished, Report, Stage
from framing.training.run import train_checkpoint
from framing.training.settings import Settings


@dataclass(frozen=True, slots=True)
class AllMeasured:
    """Every fold was trained and measured.

    Attributes:
        folder: Where the checkpoints of the folds and the figures are.
        figures: Every figure, over the held-out parts of all folds together.
        comparisons: Data set, and the checkpoints beside a baseline.
        collapsed: Data set, and a label of which the checkpoints say the same of nearly every sentence.
    """

    folder: Path
    figures: tuple[Measure, ...]
    comparisons: tuple[tuple[str, Beside], ...]
    collapsed: tuple[tuple[str, str], ...]


def train_folds(settings: Settings, out: Path) -> Iterator[Report | AllMeasured]:
    """Train a checkpoint per fold and measure each on what it did not see.

    Folds that an earlier run finished are not trained again; one that was stopped goes on.

    Args:
        settings: The run; which fold it scores is not looked at.
        out: Directory of the result: ``fold-0`` and so on, each a checkpoint with its split, and
            ``metrics.json`` over all. The whole is there when the latter is.

    Yields:
        What each fold's run yields, and at the end the figures.

    Raises:
        OutputError: ``out`` holds the figures already.
        FramingError: As `framing.training.train_checkpoint`.
    """
    if (out / "metrics.json").exists():
        raise OutputError(
            f"{out} holds the figures of all folds already; choose another directory or remove it"
        )
    folds: list[tuple[Answer, ...]] = []
    digests: list[str] = []
    count = n_folds(settings)
    origin = origin_of(settings.encoder)
    for number in range(count):
        fold = _fold(settings, number)
        target = out / f"fold-{number}"
        if not target.exists():
            yield Stage(f"fold {number + 1} of {count}")
            yield from (
                report for report in train_checkpoint(fold, target) if not isinstance(report, Finished)
            )
        checkpoint = load_checkpoint(target)
        folds.append(answers(checkpoint, prepare_parts(fold, origin).parts, origin))
        digests.append(checkpoint.digest)
    yield Stage("measuring over all folds")
    by = "group" if settings.splits.by == "group" else "source (no source is learned from and measured on)"
    split = (
        f"all of {count} folds by {by}, each measured by the checkpoint that did not see it, inner thresholds"
    )
    measured = figures(pool(folds), Circumstances(split, settings.splits.seed, "+".join(digests)))
    write_figures(out, measured)
    yield AllMeasured(out, measured.measures, measured.comparisons, measured.collapsed)


def _fold(settings: Settings, number: int) -> Settings:
    splits = settings.splits.model_copy(update={"scored": number})
    return settings.model_copy(update={"splits": splits})
