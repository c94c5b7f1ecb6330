"""The data of a run, parted and looked at before anything is learned from them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from framing.errors import TrainingDataError
from framing.evaluation.leaks import near_duplicates, shortened
from framing.evaluation.stored import learned_texts
from framing.labelled.examples import Example
from framing.labelled.layouts import LAYOUTS
from framing.labelled.opening import absent
from framing.model.checkpoint import Checkpoint
from framing.model.pieces import PieceEncoder
from framing.training.data_sets import described
from framing.training.inspection import Finding, check_learnable, inspect, namesakes
from framing.training.partition import Partition, load_partition, without_seen
from framing.training.settings import Settings

FEW_JUDGED = 100
"""Held-out sentences below which it is said that figures and thresholds are rough: a share of one half then
has an interval of twenty points."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Data ready to be learned from.

    Attributes:
        parts: The data, parted.
        findings: What was noticed while parting them.
    """

    parts: Partition
    findings: tuple[Finding, ...]


def prepare_parts(settings: Settings, origin: Checkpoint | None) -> Prepared:
    """Read and part the data of a run, and keep from measuring what a checkpoint to go on from has seen.

    Args:
        settings: The run.
        origin: The checkpoint to go on from, or ``None``.

    Returns:
        The parts, and what a reader of the figures must know of them.

    Raises:
        TrainingDataError: Data are absent, garbled or cannot be learned from, or nothing is left to measure
            on.
    """
    _check_texts(settings)
    parts = load_partition(settings)
    told = list(parts.findings)
    for name, examples in _by_data_set(settings, parts).items():
        if settings.data[name].layout not in LAYOUTS:
            check_learnable(described(name, settings.data[name]), examples)
            told += namesakes(name, examples)
    if origin is None:
        return Prepared(parts, (*told, *_nearly_leaked(parts)))
    kept, seen = _without_seen(settings, parts, origin)
    return Prepared(kept, (*told, *seen, *_nearly_leaked(kept)))


def _check_texts(settings: Settings) -> None:
    """Refuse a run whose teachers would have nothing to be asked about, before they have learned."""
    for name in settings.teaching.texts if settings.teaching else ():
        file = settings.data_folder / name
        if not file.is_file():
            raise TrainingDataError(f"teaching.texts: {absent(str(file))}")


def _without_seen(
    settings: Settings, parts: Partition, origin: Checkpoint
) -> tuple[Partition, tuple[Finding, ...]]:
    foreign = ", ".join(code for code in settings.languages if code not in origin.languages)
    told = [f"{origin.name} did not learn {foreign}: name an encoder that reads it"] if foreign else []
    # The run chooses thresholds of its own, so those of the origin tell it nothing.
    learned = learned_texts(origin.path, thresholds=False)
    if learned is None:
        told.append(f"{origin.name} does not say what it learned from: what it has seen flatters the figures")
    kept = parts if learned is None else without_seen(parts, learned)
    if kept.dropped > parts.dropped:
        n_seen = kept.dropped - parts.dropped
        told.append(f"{n_seen:,} held-out sentences were left out: {origin.name} has seen them")
    return kept, tuple(Finding(settings.reference, text, warning=True) for text in told)


def inspect_parts(settings: Settings, parts: Partition, tokenizer: Path) -> tuple[Finding, ...]:
    """Look at every data set of a run.

    Args:
        settings: The run.
        parts: Its data.
        tokenizer: Its ``tokenizer.json``.

    Returns:
        What was seen, by data set.
    """
    window = settings.optimisation.window
    encoder = PieceEncoder(tokenizer, window=window)
    data = _by_data_set(settings, parts)
    return tuple(
        finding
        for name in data
        for finding in (*inspect(name, data[name], encoder, window), *_part_sizes(settings, parts, name))
    )


def _part_sizes(settings: Settings, parts: Partition, name: str) -> Iterator[Finding]:
    """Say how much of a data set is learned from and measured on, with a warning where that is little."""
    learned, inner, scored = (
        sum(example.data_set == name for example in part) for part in (parts.train, parts.inner, parts.scored)
    )
    yield Finding(
        name,
        f"{learned:,} sentences to learn from, {inner:,} to choose thresholds by, {scored:,} to measure on",
        warning=False,
    )
    if settings.data[name].judged and min(inner, scored) < FEW_JUDGED:
        yield Finding(
            name,
            f"fewer than {FEW_JUDGED} sentences to choose by or to measure on: thresholds will be rough and "
            "intervals wide; some 1,000 labelled sentences give all parts enough",
            warning=True,
        )


def _by_data_set(settings: Settings, parts: Partition) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {name: [] for name in settings.data}
    for example in (*parts.train, *parts.inner, *parts.scored):
        found[example.data_set].append(example)
    return found


def _nearly_leaked(parts: Partition) -> tuple[Finding, ...]:
    """Report held-out sentences that nearly stand in the training part.

    They are not refused: agencies' sentences and quoted statements recur in honest data.
    """
    texts = [example.sentence.text for example in parts.train]
    pairs = near_duplicates(texts, [example.sentence.text for example in parts.scored])
    near: defaultdict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        near[parts.scored[pair.test].data_set].append(parts.scored[pair.test].sentence.text)
    return tuple(
        Finding(
            name,
            f"{len(alike):,} held-out sentences nearly stand in training",
            warning=True,
            example=shortened(alike[0]),
        )
        for name, alike in near.items()
    )
