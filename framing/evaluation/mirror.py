"""Events told in several wordings: what must hold between the versions, whoever the actors are."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from framing.engines.predict import SentenceLogits
from framing.evaluation.predictions import Reading, Share, calibrated
from framing.labelled.actors import SIDES, exchange_actors
from framing.labelled.examples import Example
from framing.labels import ROLE_NAMES
from framing.text import Sentence, overlaps, word_spans

Ask = Callable[[Sequence[Sentence]], Sequence[SentenceLogits]]
"""Runs sentences through the checkpoint that is measured."""

NEUTRAL, QUOTED = "neutral", "quoted"

MIRROR = "mirror."
"""What the names of these shares begin with."""


def mirror_shares(reading: Reading, ask: Ask) -> tuple[Share, ...]:
    """Tell how often a checkpoint keeps to what the versions of an event demand.

    Four shares: ``neutral_lowest``, sets in which the neutral version scores below every other one that is
    loaded in the source's own words; ``neutral_passed``, neutral versions below the threshold;
    ``quoted_passed``, versions with a loaded quotation whose own words stay below it;
    ``roles_follow``, places of a villain or victim that was found and is still found there when the names
    of the two have changed places.

    Args:
        reading: Labelled examples and what the checkpoint said; those without a version are passed over.
        ask: Asks the checkpoint about sentences with names exchanged.

    Returns:
        The shares; none where no example has a version, or the checkpoint does not tell ``loaded``.
    """
    told = reading.checkpoint
    versioned = [row for row, example in enumerate(reading.examples) if example.version is not None]
    if not versioned or "loaded" not in told.sentence_labels:
        return ()
    told_apart = reading.sentences("loaded")
    shares = [
        _lowest(reading, versioned, told_apart.probs.tolist()),
        _passed(reading, versioned, told_apart.given.tolist()),
        _quoted(reading, versioned),
    ]
    if set(SIDES) <= set(told.word_labels):
        shares.append(_followed(reading, ask))
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


class _Exchanged(NamedTuple):
    """A sentence whose villain and victim have changed names.

    Attributes:
        row: Index of the example.
        after: The example with each name in the other's place.
    """

    row: int
    after: Example


def _exchanges(reading: Reading) -> Iterator[_Exchanged]:
    for row, example in enumerate(reading.examples):
        told = example.version not in (None, NEUTRAL, QUOTED)
        after = exchange_actors(example) if told else None
        if after is not None:
            yield _Exchanged(row, after)


def _followed(reading: Reading, ask: Ask) -> Share:
    cases = list(_exchanges(reading))
    answers = ask([case.after.sentence for case in cases]) if cases else ()
    held: list[bool] = []
    groups: list[str] = []
    for case, answer in zip(cases, answers, strict=True):
        before = reading.examples[case.row]
        for role in SIDES:
            if _role_at(reading, reading.logits[case.row], before, role) == role:
                held.append(_role_at(reading, answer, case.after, role) == role)
                groups.append(before.group)
    return _share("roles_follow", held, groups)


def _role_at(reading: Reading, logits: SentenceLogits, example: Example, side: str) -> str | None:
    """Tell which role is given where one side stands: the likeliest that one of its words reaches."""
    told = reading.checkpoint
    (place,) = example.spans[side]
    words = word_spans(example.sentence.text)
    inside = [at for at, word in enumerate(words) if overlaps(word, place)]
    best, chosen = 0.0, None
    for column, role in enumerate(told.word_labels):
        if role not in ROLE_NAMES:
            continue
        decision = told.word_decisions[column]
        prob = float(np.nanmax(calibrated(logits.words[inside, column], decision), initial=0.0))
        if prob >= decision.threshold and prob > best:
            best, chosen = prob, role
    return chosen


def _share(name: str, held: Sequence[bool], groups: Sequence[str]) -> Share:
    return Share(MIRROR + name, np.asarray(held, dtype=bool), tuple(groups))
