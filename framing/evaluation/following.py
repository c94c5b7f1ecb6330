"""Villain and victim under each other's name: the roles must follow the wording, not the names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from framing.engines.predict import SentenceLogits
from framing.evaluation.mirror import NEUTRAL, QUOTED, mirror_shares
from framing.evaluation.predictions import Judgement, Reading, Share, calibrated
from framing.labelled.actors import SIDES, exchange_actors
from framing.labelled.examples import Example
from framing.labels import ROLE_NAMES
from framing.text import Sentence, overlaps, word_spans

Ask = Callable[[Sequence[Sentence]], Sequence[SentenceLogits]]
"""Runs sentences through the checkpoint that is measured."""

FOLLOW = "roles_follow"
"""Name of the share."""


def judgement_with_shares(reading: Reading, ask: Ask) -> Judgement:
    """Put every label beside its probability, and with it what must hold between examples.

    Args:
        reading: Labelled examples and what the checkpoint said.
        ask: Asks the checkpoint about further sentences.

    Returns:
        The judgement with the shares of `framing.evaluation.mirror` and of this module.
    """
    return replace(reading.judgement(), shares=(*mirror_shares(reading), *followed_shares(reading, ask)))


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
        told = example.version not in (NEUTRAL, QUOTED)
        after = exchange_actors(example) if told else None
        if after is not None:
            yield _Exchanged(row, after)


def followed_shares(reading: Reading, ask: Ask) -> tuple[Share, ...]:
    """Tell how often villain and victim follow the wording when their names change places.

    One share, ``roles_follow``: places of a villain or victim that was found, and is still found there under
    the other's name.

    Args:
        reading: Labelled examples and what the checkpoint said; versions that cast nobody by themselves
            are passed over.
        ask: Asks the checkpoint about sentences with names exchanged.

    Returns:
        The share; none where no sentence names both, or the checkpoint does not tell the roles.
    """
    if not set(SIDES) <= set(reading.checkpoint.word_labels):
        return ()
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
    return (Share(FOLLOW, np.asarray(held, dtype=bool), tuple(groups)),) if held else ()


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
