"""Which examples are learned from, which choose thresholds, and which are only measured on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from framing.errors import TrainingDataError, UsageError
from framing.evaluation.leaks import check_disjoint, first_few, normalise, shared_texts
from framing.evaluation.splits import Fold, grouped_folds, inner_split
from framing.evaluation.stored import StoredSplit, text_digest
from framing.labelled.examples import Example
from framing.labelled.layouts import LAYOUTS
from framing.training.data_sets import Examples, described, read_data_set
from framing.training.inspection import Finding
from framing.training.noticed import (
    held_out_source_finding,
    left_out_findings,
    source_left_out_finding,
)
from framing.training.settings import DataSet, Settings, Splits

_BEFORE = "(the checkpoint it went on from)"
"""Stands in the stored split for the data of an earlier run."""


@dataclass(frozen=True, slots=True)
class Partition:
    """All examples of a run, parted.

    Attributes:
        train: Learned from.
        inner: Chooses calibration and thresholds.
        scored: Held out; measured at the end.
        dropped: Examples left out because their text or their source is held out in another data set.
        folds: How many folds the data were cut into; split by source no more than there are sources.
        findings: What was noticed while they were parted.
        before: Digests of the texts that the checkpoint to go on from has seen.
    """

    train: tuple[Example, ...]
    inner: tuple[Example, ...]
    scored: tuple[Example, ...]
    dropped: int
    folds: int
    findings: tuple[Finding, ...] = ()
    before: frozenset[str] = frozenset()

    def stored(self) -> tuple[StoredSplit, ...]:
        """Say by data set which text is where, as digests; what was seen before counts as learned from."""
        parts = [_digests(part) for part in (self.train, self.inner, self.scored)]
        names = dict.fromkeys(name for part in parts for name in part)
        own = tuple(StoredSplit(name, *(tuple(part.get(name, ())) for part in parts)) for name in names)
        earlier = (StoredSplit(_BEFORE, tuple(sorted(self.before)), (), ()),) if self.before else ()
        return (*own, *earlier)


def load_partition(settings: Settings) -> Partition:
    """Read all data sets of a run and part them.

    Args:
        settings: The run.

    Returns:
        The parts. No group of a judged data set, and no text, is in two of them; split by source, no source
        either.

    Raises:
        TrainingDataError: A file is absent or garbled, or holds too few groups to be parted; or the same text
            stands in several groups of a user's table, so that it would be learned from and measured on.
        ConfigError: A layout is unknown.
    """
    read = {name: read_data_set(name, settings) for name in settings.data}
    data = {name: examples for name, (examples, _) in read.items()}
    folds = None if settings.splits.by == "group" else _source_folds(data[settings.reference], settings)
    held_out = None if folds is None else _held_out(data[settings.reference], folds, settings.splits.scored)
    findings = [finding for _, told in read.values() for finding in told]
    train: list[Example] = []
    inner: list[Example] = []
    scored: list[Example] = []
    for name, examples in data.items():
        parts = _part(examples, (name, settings.data[name]), settings.splits, held_out)
        if settings.data[name].layout not in LAYOUTS:
            _refuse_copies(described(name, settings.data[name]), parts, settings.splits)
        findings += source_left_out_finding(name, len(examples) - sum(map(len, parts)))
        for whole, part in zip((train, inner, scored), parts, strict=True):
            whole.extend(part)
    if held_out is not None:
        findings.append(held_out_source_finding(settings.reference, scored))
    kept_inner, left_inner = _without(inner, scored)
    kept, left = _without(train, [*kept_inner, *scored])
    check_disjoint(_texts(kept), _texts([*kept_inner, *scored]))
    dropped = sum(map(len, data.values())) - len(kept) - len(kept_inner) - len(scored)
    findings += left_out_findings([*left, *left_inner], [*kept_inner, *scored])
    count = settings.splits.folds if folds is None else len(folds)
    return Partition(tuple(kept), tuple(kept_inner), tuple(scored), dropped, count, tuple(findings))


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
    return replace(parts, inner=inner, scored=scored, dropped=parts.dropped + dropped, before=learned)


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
    reference, _ = read_data_set(settings.reference, settings)
    return len(_source_folds(reference, settings))


def _refuse_copies(where: str, parts: tuple[Examples, Examples, Examples], splits: Splits) -> None:
    """Refuse a table in which the same text would be learned from and held out."""
    train, inner, scored = map(_texts, parts)
    shared = dict.fromkeys((*shared_texts([*train, *inner], scored), *shared_texts(train, inner)))
    if shared:
        kind = "sources" if splits.by == "source" else "groups"
        raise TrainingDataError(
            f"{where}: {len(shared)} texts stand in several {kind}, so that they would be learned from and "
            f"measured on: {first_few(tuple(shared))}. Keep one copy of each, or give all copies one group"
        )


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
        raise TrainingDataError(f"{described(name, data_set)}: {error}") from error


def _inner_split(name: str, examples: Examples, splits: Splits) -> Fold:
    try:
        return inner_split([example.group for example in examples], splits.inner, splits.seed)
    except UsageError as error:
        raise TrainingDataError(f"data set {name}: {error}") from error


def _stratum(example: Example) -> int:
    """Give examples with the same labels the same number."""
    given = [value >= 0.5 for _, value in sorted(example.labels.items())]
    return next((place for place, is_given in enumerate(given, 1) if is_given), 0)


def _held_out(reference: Examples, folds: tuple[Fold, ...], number: int) -> frozenset[str]:
    """Name the sources that a fold holds out."""
    if number >= len(folds):
        raise TrainingDataError(f"there is no fold {number}: the reference has {len(folds)} sources")
    return frozenset(_source_key(reference[row].source) for row in folds[number].test)


def _source_folds(reference: Examples, settings: Settings) -> tuple[Fold, ...]:
    splits, data_set = settings.splits, settings.data[settings.reference]
    sources = [_source_key(example.source) for example in reference]
    if len(set(sources)) < 2:
        n_named = len(set(sources) - {""})
        raise TrainingDataError(
            f"{described(settings.reference, data_set)}: splits by source need at least two sources; its "
            f"column {data_set.columns.source!r} names {n_named} (--source-column names another column)"
        )
    return grouped_folds(sources, n_folds=min(splits.folds, len(set(sources))), seed=splits.seed)


def _source_key(source: str | None) -> str:
    """Bring the names that different data sets have for one source together: Fox News, fox-news."""
    words = re.findall(r"\w+", (source or "").casefold().replace("_", " "))
    return "".join(words[1:] if words[:1] == ["the"] else words)


def _without(examples: Iterable[Example], held_out: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """Part examples into those to keep and those whose text is held out: data sets share sentences."""
    taken = {normalise(text) for text in _texts(held_out)}
    kept: list[Example] = []
    left: list[Example] = []
    for example in examples:
        (left if normalise(example.sentence.text) in taken else kept).append(example)
    return kept, left


def _texts(examples: Iterable[Example]) -> list[str]:
    return [example.sentence.text for example in examples]


def _digests(examples: Iterable[Example]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for example in examples:
        found.setdefault(example.data_set, []).append(text_digest(example.sentence.text))
    return found
