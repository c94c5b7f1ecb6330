"""Whoever has a role, under another name: roles must follow the wording, not the names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from framing.engines.predict import SentenceLogits
from framing.evaluation.mirror import NEUTRAL, QUOTED, mirror_shares
from framing.evaluation.predictions import Judgement, Reading, Share, calibrated
from framing.labelled.actors import SIDES, exchange_actors, met_names, named_actors, rename, without_article
from framing.labelled.examples import Example
from framing.labels import ROLE_NAMES
from framing.model.checkpoint import Checkpoint
from framing.text import Sentence, overlaps, word_spans

Ask = Callable[[Sequence[Sentence]], Sequence[SentenceLogits]]
"""Runs sentences through the checkpoint that is measured."""

FOLLOW, RENAMED = "roles_follow", "roles_renamed"
"""Names of the shares."""

STRANGERS = ("Okafor", "Mongolia", "Botswana", "Lindqvist", "the Veldhoven Group")
"""Names that whoever has a role is given: of persons, states and a firm, none of them lent in training."""


def judgement_with_shares(reading: Reading, ask: Ask) -> Judgement:
    """Put every label beside its probability, and with it what must hold between examples.

    Args:
        reading: Labelled examples and what the checkpoint said.
        ask: Asks the checkpoint about further sentences.

    Returns:
        The judgement with the shares of `framing.evaluation.mirror` and of this module.
    """
    return replace(reading.judgement(), shares=(*mirror_shares(reading), *followed_shares(reading, ask)))


def followed_shares(reading: Reading, ask: Ask) -> tuple[Share, ...]:
    """Tell how often roles stay where they are when names change.

    Two shares: ``roles_follow``, places of a villain or victim that was found, and is still found there when
    the two have changed names; ``roles_renamed``, places of whoever has a role and a name, that was found,
    and is still found there under another name: of each place five units, one for each of `STRANGERS`.

    Args:
        reading: Labelled examples and what the checkpoint said; versions that cast nobody by themselves
            are passed over.
        ask: Asks the checkpoint about sentences with other names.

    Returns:
        The shares; one is absent where no such place was found.
    """
    cases = ((FOLLOW, _exchanges(reading)), (RENAMED, _renamings(reading)))
    shares = (_held(name, reading, found, ask) for name, found in cases)
    return tuple(share for share in shares if share is not None)


class _Case(NamedTuple):
    """A place that has a role, in a sentence whose names have changed.

    Attributes:
        row: Index of the example.
        after: The example with the other names.
        role: The role.
        place: Which of the places of that role it is.
    """

    row: int
    after: Example
    role: str
    place: int


def _exchanges(reading: Reading) -> Iterator[_Case]:
    known = _known(reading)
    for row, example in _telling(reading):
        after = exchange_actors(example, known)
        if after is not None:
            yield from (_Case(row, after, role, 0) for role in SIDES)


def _renamings(reading: Reading) -> Iterator[_Case]:
    known = _known(reading)
    for row, example in _telling(reading):
        text = example.sentence.text
        for actor in named_actors(example, known):
            roles = [role for role in ROLE_NAMES if actor in example.spans.get(role, ())]
            for name in STRANGERS:
                after = rename(example, {text[actor.start : actor.end]: name})
                yield from (_Case(row, after, role, example.spans[role].index(actor)) for role in roles)


def _known(reading: Reading) -> frozenset[str]:
    return frozenset(map(without_article, met_names(reading.examples)))


def _telling(reading: Reading) -> Iterator[tuple[int, Example]]:
    rows = enumerate(reading.examples)
    return ((row, example) for row, example in rows if example.version not in (NEUTRAL, QUOTED))


def _held(name: str, reading: Reading, cases: Iterable[_Case], ask: Ask) -> Share | None:
    told, examples, logits = reading.checkpoint, reading.examples, reading.logits
    found = [case for case in cases if _is_cast(told, case, examples[case.row], logits[case.row])]
    if not found:
        return None
    answers = ask([case.after.sentence for case in found])
    held = [_is_cast(told, case, case.after, answer) for case, answer in zip(found, answers, strict=True)]
    groups = tuple(examples[case.row].group for case in found)
    return Share(name, np.asarray(held, dtype=bool), groups)


def _is_cast(told: Checkpoint, case: _Case, example: Example, logits: SentenceLogits) -> bool:
    """Tell whether the role of a place is the likeliest there of those that one of its words reaches."""
    place = example.spans[case.role][case.place]
    inside = [at for at, word in enumerate(word_spans(example.sentence.text)) if overlaps(word, place)]
    best, likeliest = 0.0, None
    for column, role in enumerate(told.word_labels):
        if role not in ROLE_NAMES:
            continue
        decision = told.word_decisions[column]
        prob = float(np.nanmax(calibrated(logits.words[inside, column], decision), initial=0.0))
        if prob >= decision.threshold and prob > best:
            best, likeliest = prob, role
    return likeliest == case.role
