"""Which examples are learned from, which choose thresholds, and which are only measured on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.errors import TrainingDataError, UsageError
from framing.evaluation.leaks import check_disjoint, normalise
from framing.evaluation.splits import Fold, grouped_folds, inner_split
from framing.evaluation.stored import StoredSplit, text_digest
from framing.labelled.examples import Example
from framing.labelled.layouts import HUB, LAYOUTS, read_examples
from framing.training.settings import DataSet, Settings, Splits

Examples = Sequence[Example]


@dataclass(frozen=True, slots=True)
class Partition:
    """All examples of a run, parted.

    Attributes:
        train: Learned from.
        inner: Chooses calibration and thresholds.
        scored: Held out; measured at the end.
        dropped: Examples left out because their text or their source is held out in another data set.
    """

    train: tuple[Example, ...]
    inner: tuple[Example, ...]
    scored: tuple[Example, ...]
    dropped: int

    def stored(self) -> tuple[StoredSplit, ...]:
        """Say by data set which text is where, as digests."""
        parts = [_digests(part) for part in (self.train, self.inner, self.scored)]
        names = dict.fromkeys(name for part in parts for name in part)
        return tuple(StoredSplit(name, *(tuple(part.get(name, ())) for part in parts)) for name in names)


def load_partition(settings: Settings) -> Partition:
    """Read all data sets of a run and part them.

    Args:
        settings: The run.

    Returns:
        The parts. No group of a judged data set, and no text, is in two of them; split by source, no source
        either.

    Raises:
        TrainingDataError: A file is absent or garbled, or holds too few groups to be parted.
        ConfigError: A layout is unknown.
    """
    data = {name: _read(name, data_set, settings) for name, data_set in settings.data.items()}
    held_out = _held_out_sources(data[settings.reference], settings.splits)
    train: list[Example] = []
    inner: list[Example] = []
    scored: list[Example] = []
    for name, examples in data.items():
        parts = _part(examples, (name, settings.data[name]), settings.splits, held_out)
        for whole, part in zip((train, inner, scored), parts, strict=True):
            whole.extend(part)
    inner = _without(inner, scored)
    kept = _without(train, [*inner, *scored])
    check_disjoint(_texts(kept), _texts([*inner, *scored]))
    dropped = sum(map(len, data.values())) - len(kept) - len(inner) - len(scored)
    return Partition(tuple(kept), tuple(inner), tuple(scored), dropped)


def without_seen(parts: Partition, learned: frozenset[str]) -> Partition:
    """Leave out of what is measured what the checkpoint that a run goes on from has seen already.

    Args:
        parts: The data of the run.
        learned: Digests of the texts that the checkpoint has seen.

    Returns:
        The parts; those seen stay in the training part only.

    Raises:
        TrainingDataError: Nothing is left to choose thresholds by or to measure on.
    """
    inner, scored = (
        tuple(example for example in part if text_digest(example.sentence.text) not in learned)
        for part in (parts.inner, parts.scored)
    )
    dropped = len(parts.inner) + len(parts.scored) - len(inner) - len(scored)
    if (parts.inner and not inner) or (parts.scored and not scored):
        raise TrainingDataError(
            "the checkpoint to go on from has learned from every sentence that would be held out; "
            "start from an encoder instead (--encoder minilm), or bring other data"
        )
    return Partition(parts.train, inner, scored, parts.dropped + dropped)


def n_folds(settings: Settings) -> int:
    """Count the folds of a run: what the settings say, but no more than there are sources to hold out.

    Args:
        settings: The run.

    Returns:
        The number of folds.

    Raises:
        TrainingDataError: The reference data set cannot be read.
    """
    if settings.splits.by == "group":
        return settings.splits.folds
    reference = _read(settings.reference, settings.data[settings.reference], settings)
    return len(_source_folds(reference, settings.splits))


def _read(name: str, data_set: DataSet, settings: Settings) -> tuple[Example, ...]:
    if data_set.layout == HUB:
        return tuple(read_examples(name, data_set.file, HUB, data_set.columns))
    file = (data_set.folder or settings.data_folder) / data_set.file
    return tuple(read_examples(name, file, data_set.layout, data_set.columns))


def _part(
    examples: Examples, named: tuple[str, DataSet], splits: Splits, held_out: frozenset[str] | None
) -> tuple[Examples, Examples, Examples]:
    name, data_set = named
    if held_out is not None and any(example.source for example in examples):
        rest = [example for example in examples if _source_key(example.source) not in held_out]
        scored = [example for example in examples if _source_key(example.source) in held_out]
        # One that is not judged is not measured on either, but may not show how a held-out source writes.
        if not data_set.judged:
            return rest, (), ()
    elif data_set.judged:
        fold = _group_fold(examples, named, splits)
        scored, rest = [examples[row] for row in fold.test], [examples[row] for row in fold.train]
    else:
        return examples, (), ()
    split = _inner_split(name, rest, splits)
    return [rest[row] for row in split.train], [rest[row] for row in split.test], scored


def _group_fold(examples: Examples, named: tuple[str, DataSet], splits: Splits) -> Fold:
    name, data_set = named
    groups = [example.group for example in examples]
    # Users' tables can be small: there chance alone would leave a fold without a label.
    strata = None if data_set.layout in LAYOUTS else [_stratum(example) for example in examples]
    try:
        return grouped_folds(groups, n_folds=splits.folds, seed=splits.seed, strata=strata)[splits.scored]
    except UsageError as error:
        raise TrainingDataError(f"data set {name}: {error}") from error


def _inner_split(name: str, examples: Examples, splits: Splits) -> Fold:
    try:
        return inner_split([example.group for example in examples], splits.inner, splits.seed)
    except UsageError as error:
        raise TrainingDataError(f"data set {name}: {error}") from error


def _stratum(example: Example) -> int:
    """Give examples with the same labels the same number."""
    given = [value >= 0.5 for _, value in sorted(example.labels.items())]
    return next((place for place, is_given in enumerate(given, 1) if is_given), 0)


def _held_out_sources(reference: Examples, splits: Splits) -> frozenset[str] | None:
    if splits.by == "group":
        return None
    folds = _source_folds(reference, splits)
    if splits.scored >= len(folds):
        raise TrainingDataError(f"there is no fold {splits.scored}: the reference has {len(folds)} sources")
    return frozenset(_source_key(reference[row].source) for row in folds[splits.scored].test)


def _source_folds(reference: Examples, splits: Splits) -> tuple[Fold, ...]:
    sources = [_source_key(example.source) for example in reference]
    if len(set(sources)) < 2:
        raise TrainingDataError("splits by source need a reference data set that names at least two sources")
    return grouped_folds(sources, n_folds=min(splits.folds, len(set(sources))), seed=splits.seed)


def _source_key(source: str | None) -> str:
    """Bring the names that different data sets have for one source together: Fox News, fox-news."""
    words = re.findall(r"\w+", (source or "").casefold().replace("_", " "))
    return "".join(words[1:] if words[:1] == ["the"] else words)


def _without(examples: Iterable[Example], held_out: Iterable[Example]) -> list[Example]:
    """Leave out texts that are held out elsewhere: the data sets share sentences."""
    taken = {normalise(text) for text in _texts(held_out)}
    return [example for example in examples if normalise(example.sentence.text) not in taken]


def _texts(examples: Iterable[Example]) -> list[str]:
    return [example.sentence.text for example in examples]


def _digests(examples: Iterable[Example]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for example in examples:
        found.setdefault(example.data_set, []).append(text_digest(example.sentence.text))
    return found
