"""Events told in several wordings: what must hold between the versions, whoever the actors are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from framing.evaluation.predictions import Reading, Share

NEUTRAL, QUOTED = "neutral", "quoted"

MIRROR = "mirror."
"""What the names of these shares begin with."""


def mirror_shares(reading: Reading) -> tuple[Share, ...]:
    """Tell how often a checkpoint keeps to what the versions of an event demand.

    Three shares: ``neutral_lowest``, sets in which the neutral version scores below every other one that is
    loaded in the source's own words; ``neutral_passed``, neutral versions below the threshold;
    ``quoted_passed``, versions with a loaded quotation whose own words stay below it.

    Args:
        reading: Labelled examples and what the checkpoint said; those without a version are passed over.

    Returns:
        The shares; none where no example has a version, or the checkpoint does not tell ``loaded``.
    """
    told = reading.checkpoint
    versioned = [row for row, example in enumerate(reading.examples) if example.version is not None]
    if not versioned or "loaded" not in told.sentence_labels:
        return ()
    told_apart = reading.sentences("loaded")
    shares = (
        _lowest(reading, versioned, told_apart.probs.tolist()),
        _passed(reading, versioned, told_apart.given.tolist()),
        _quoted(reading, versioned),
    )
    return tuple(share for share in shares if len(share.groups))


def _lowest(reading: Reading, rows: Sequence[int], probs: Sequence[float]) -> Share:
    sets: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        example = reading.examples[row]
        if example.version == NEUTRAL or (example.version != QUOTED and example.labels.get("loaded") == 1):
            sets[example.group][str(example.version)] = probs[row]
    units = {}
    for group, told in sets.items():
        neutral = told.pop(NEUTRAL, None)
        if neutral is not None and told:
            units[group] = neutral < min(told.values())
    return _share("neutral_lowest", list(units.values()), list(units))


def _passed(reading: Reading, rows: Sequence[int], given: Sequence[bool]) -> Share:
    neutral = [row for row in rows if reading.examples[row].version == NEUTRAL]
    groups = [reading.examples[row].group for row in neutral]
    return _share("neutral_passed", [not given[row] for row in neutral], groups)


def _quoted(reading: Reading, rows: Sequence[int]) -> Share:
    quoted = [row for row in rows if reading.examples[row].version == QUOTED]
    own = replace(
        reading,
        examples=[reading.examples[row] for row in quoted],
        logits=[reading.logits[row] for row in quoted],
    ).own()
    return _share("quoted_passed", (~own.given).tolist(), list(own.groups))


def _share(name: str, held: Sequence[bool], groups: Sequence[str]) -> Share:
    return Share(MIRROR + name, np.asarray(held, dtype=bool), tuple(groups))
