"""Which examples are learned from, which choose thresholds, and which are only measured on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.evaluation.leaks import check_disjoint, normalise
from framing.evaluation.splits import grouped_folds, inner_split
from framing.labelled.examples import Example
from framing.labelled.layouts import read_examples
from framing.training.settings import DataSet, Settings, Splits


@dataclass(frozen=True, slots=True)
class Partition:
    """All examples of a run, parted.

    Attributes:
        train: Learned from.
        inner: Chooses calibration and thresholds.
        scored: Held out; measured at the end.
        dropped: Training examples left out because the same text is held out in another data set.
    """

    train: tuple[Example, ...]
    inner: tuple[Example, ...]
    scored: tuple[Example, ...]
    dropped: int


def load_partition(settings: Settings) -> Partition:
    """Read all data sets of a run and part them.

    Args:
        settings: The run.

    Returns:
        The parts. No group of a judged data set, and no text, is in two of them.

    Raises:
        TrainingDataError: A file is absent or garbled.
        ConfigError: A layout is unknown.
    """
    train: list[Example] = []
    inner: list[Example] = []
    scored: list[Example] = []
    for name, data_set in settings.data.items():
        file = (data_set.folder or settings.data_folder) / data_set.file
        examples = tuple(read_examples(name, file, data_set.layout))
        parts = _part(examples, data_set, settings.splits)
        for whole, part in zip((train, inner, scored), parts, strict=True):
            whole.extend(part)
    inner = _without(inner, scored)
    kept = _without(train, [*inner, *scored])
    check_disjoint(_texts(kept), _texts([*inner, *scored]))
    return Partition(tuple(kept), tuple(inner), tuple(scored), dropped=len(train) - len(kept))


def _part(
    examples: Sequence[Example], data_set: DataSet, splits: Splits
) -> tuple[Sequence[Example], Sequence[Example], Sequence[Example]]:
    if not data_set.judged:
        return examples, (), ()
    groups = [example.group for example in examples]
    fold = grouped_folds(groups, n_folds=splits.folds, seed=splits.seed)[splits.scored]
    rest = [examples[row] for row in fold.train]
    apart = inner_split([example.group for example in rest], splits.inner, splits.seed)
    return (
        [rest[row] for row in apart.train],
        [rest[row] for row in apart.test],
        [examples[row] for row in fold.test],
    )


def _without(examples: Iterable[Example], held_out: Iterable[Example]) -> list[Example]:
    """Leave out texts that are held out elsewhere: the data sets share sentences."""
    taken = {normalise(text) for text in _texts(held_out)}
    return [example for example in examples if normalise(example.sentence.text) not in taken]


def _texts(examples: Iterable[Example]) -> list[str]:
    return [example.sentence.text for example in examples]
