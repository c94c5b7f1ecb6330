"""Baselines that learn while a checkpoint is measured: from a table, or fold by fold from the same file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from framing.evaluation.areas import ranks
from framing.evaluation.arrays import UNKNOWN
from framing.evaluation.leaks import normalise
from framing.evaluation.predictions import Judged, Judgement, pooled
from framing.evaluation.rows import Rows
from framing.evaluation.simple import Parts, Wanted, baseline_judgements, carriers
from framing.evaluation.splits import grouped_folds, inner_split
from framing.labelled.examples import Example

FOLDS = 5
"""Parts that a data set is cut into where it has to teach the baselines itself."""

_INNER = 0.15
"""Share of what they learn from that chooses their thresholds."""


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """What a baseline says, and from how much it learned.

    Attributes:
        name: The baseline.
        judgement: Labels beside what it said; with folds its probabilities are ranks within their fold.
        learned: Label, of words as ``word villain``, to the sentences it learned that from; with folds the
            fewest of any fold.
    """

    name: str
    judgement: Judgement
    learned: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What all baselines say of the same examples.

    Attributes:
        way: What they learned from, for a protocol.
        said: By baseline; none where the data teach none.
        rows: Rows of the examples in the order in which it is said.
        notes: What a reader must know of it, one line each.
    """

    way: str
    said: tuple[Taught, ...] = ()
    rows: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def taught_by_table(table: Rows, examples: Sequence[Example], wanted: Wanted, seed: int) -> Lesson:
    """Run the baselines over examples after they learned from a table.

    Args:
        table: What they learn from, as far as it is not also among the examples; a share of its groups
            chooses their thresholds.
        examples: What they are asked about.
        wanted: Labels.
        seed: Decides which groups choose thresholds.

    Returns:
        What they say. Nothing where the table has fewer than two groups, or no label in common.
    """
    asked = {normalise(example.sentence.text) for example in examples}
    rest = [example for example in table.examples if normalise(example.sentence.text) not in asked]
    notes = _left_out(table, len(rest))
    if len({example.group for example in rest}) < 2:
        return Lesson(table.name, notes=(*notes, f"no baseline: {table.name} leaves fewer than two groups"))
    parts = _parts(rest, examples, seed)
    learned = _learned(parts.train, wanted)
    said = tuple(Taught(name, told, learned) for name, told in baseline_judgements(parts, wanted))
    if not said:
        notes = (*notes, f"no baseline: {table.name} has no label that is measured")
    way = f"learned from {len(parts.train):,} sentences of {table.name}"
    return Lesson(way, said, tuple(range(len(examples))), notes)


def taught_by_folds(data: Rows, wanted: Wanted, seed: int) -> Lesson:
    """Run the baselines over a data set that has to teach them itself, fold by fold.

    Folds have like shares of ``loaded``: a baseline that learned from the rest would otherwise expect more of
    it the fewer there are in the fold.

    Args:
        data: The data set.
        wanted: Labels.
        seed: Seed of the folds.

    Returns:
        What they say of all examples. Nothing where there are fewer groups than folds.
    """
    examples = data.examples
    groups = [example.group for example in examples]
    if len(set(groups)) < FOLDS:
        return Lesson(data.name, notes=(f"no baseline: {len(set(groups))} groups, fewer than {FOLDS} folds",))
    strata = [_stratum(example) for example in examples]
    folds = grouped_folds(groups, n_folds=FOLDS, seed=seed, strata=strata)
    parts = [
        _parts([examples[row] for row in fold.train], [examples[row] for row in fold.test], seed)
        for fold in folds
    ]
    others = f"the other {FOLDS - 1} of {FOLDS} folds of the file by group"
    way = f"learned from {others}, at least {min(len(part.train) for part in parts):,} sentences"
    return Lesson(way, _folded(parts, wanted), tuple(row for fold in folds for row in fold.test))


def _left_out(table: Rows, n_rest: int) -> tuple[str, ...]:
    n = len(table.examples) - n_rest
    return (f"baselines do not learn from {n:,} sentences of {table.name} that are measured on",) if n else ()


def _folded(parts: Sequence[Parts], wanted: Wanted) -> tuple[Taught, ...]:
    told: dict[str, list[Judgement]] = {}
    for part in parts:
        for name, judgement in baseline_judgements(part, wanted):
            told.setdefault(name, []).append(judgement)
    learned = _fewest([_learned(part.train, wanted) for part in parts])
    return tuple(
        Taught(name, pooled([_ranked(one) for one in judgements]), learned)
        for name, judgements in told.items()
        if _alike(judgements, len(parts))
    )


def _parts(table: Sequence[Example], scored: Sequence[Example], seed: int) -> Parts:
    split = inner_split([example.group for example in table], _INNER, seed)
    return Parts([table[row] for row in split.train], [table[row] for row in split.test], scored)


def _learned(train: Sequence[Example], wanted: Wanted) -> dict[str, int]:
    sentence = {label: len(carriers(train, label)) for label in wanted.sentence}
    words = {f"word {label}": sum(label in example.spans for example in train) for label in wanted.words}
    return sentence | words


def _fewest(counts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    return {label: min(count[label] for count in counts) for label in counts[0]}


def _alike(said: Sequence[Judgement], n_folds: int) -> bool:
    """Tell whether every fold has the same labels: a rare one may be absent from some."""
    told = {tuple(one.label for one in (*part.sentences, *part.words)) for part in said}
    return len(said) == n_folds and len(told) == 1


def _ranked(judgement: Judgement) -> Judgement:
    """Write what was said of a fold as ranks within it: each fold was asked by a baseline of its own."""

    def ranked(judged: Judged) -> Judged:
        return replace(judged, probs=ranks(judged.probs))

    return replace(
        judgement,
        loaded=None if judgement.loaded is None else ranked(judgement.loaded),
        frames=tuple(map(ranked, judgement.frames)),
        words=tuple(map(ranked, judgement.words)),
    )


def _stratum(example: Example) -> int:
    return int(example.labels["loaded"] >= 0.5) if "loaded" in example.labels else UNKNOWN
