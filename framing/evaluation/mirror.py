"""Events told in several wordings: what must hold between the versions, whoever the actors are."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from framing.engines.predict import SentenceLogits
from framing.evaluation.predictions import Reading, Share
from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
from framing.labels import ROLE_NAMES
from framing.text import Sentence, Span, overlaps, word_spans

Ask = Callable[[Sequence[Sentence]], Sequence[SentenceLogits]]
"""Runs sentences through the checkpoint that is measured."""

NEUTRAL, QUOTED = "neutral", "quoted"
_SIDES = ("villain", "victim")
_SMALL = frozenset({"the", "a", "an", "of", "and", "in", "on", "for", "de", "du", "la"})


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
    if set(_SIDES) <= set(told.word_labels):
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
    """A sentence whose villain and victim have changed places.

    Attributes:
        row: Index of the example.
        before: Place of each, villain first, in the sentence as it was.
        after: The same places once the names were exchanged: what stands in the first is now the
            other's name.
        sentence: The sentence after.
    """

    row: int
    before: tuple[Span, Span]
    after: tuple[Span, Span]
    sentence: Sentence


def exchange_actors(example: Example) -> tuple[tuple[Span, Span], tuple[Span, Span], Sentence] | None:
    """Let the villain and the victim of a sentence change names.

    Args:
        example: An example.

    Returns:
        The places of villain and victim before and after, and the sentence after; ``None`` where there is
        not exactly one of each that stands once, or one of them is no name: "hardliners" and "the poor" carry
        their role with them.
    """
    places = [example.spans.get(role, ()) for role in _SIDES]
    if [len(found) for found in places] != [1, 1] or overlaps(places[0][0], places[1][0]):
        return None
    villain, victim = places[0][0], places[1][0]
    text = example.sentence.text
    if not (_is_name(text[villain.start : villain.end]) and _is_name(text[victim.start : victim.end])):
        return None
    names = {villain: text[victim.start : victim.end], victim: text[villain.start : villain.end]}
    edits = [Edit(place, _fitted(names[place], place, text)) for place in sorted((villain, victim))]
    marked = replace(example, spans={"villain": (villain,), "victim": (victim,)})
    changed = apply_edits(marked, edits)
    after = (changed.spans["villain"][0], changed.spans["victim"][0])
    return (villain, victim), after, changed.sentence


def _is_name(mention: str) -> bool:
    """Tell whether a mention is a proper name: all of its words but small ones have a capital."""
    words = [word for word in mention.split() if word.lower() not in _SMALL]
    return bool(words) and all(word[:1].isupper() for word in words)


def _fitted(name: str, place: Span, text: str) -> str:
    """Write a name as its new place asks for: a capital where the sentence begins, a small article within."""
    if not any(character.isalnum() for character in text[: place.start]):
        return name[:1].upper() + name[1:]
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in ("The", "A", "An") else name


def _exchanges(reading: Reading) -> Iterator[_Exchanged]:
    for row, example in enumerate(reading.examples):
        found = None if example.version in (None, NEUTRAL, QUOTED) else exchange_actors(example)
        if found is not None:
            yield _Exchanged(row, *found)


def _followed(reading: Reading, ask: Ask) -> Share:
    cases = list(_exchanges(reading))
    answers = ask([case.sentence for case in cases]) if cases else ()
    held: list[bool] = []
    groups: list[str] = []
    for case, answer in zip(cases, answers, strict=True):
        example = reading.examples[case.row]
        for role, before, after in zip(_SIDES, case.before, case.after, strict=True):
            if _role_at(reading, reading.logits[case.row], example.sentence.text, before) == role:
                held.append(_role_at(reading, answer, case.sentence.text, after) == role)
                groups.append(example.group)
    return _share("roles_follow", held, groups)


def _role_at(reading: Reading, logits: SentenceLogits, text: str, place: Span) -> str | None:
    """Tell which role a place is given: the likeliest that reaches its threshold on one of the words."""
    told = reading.checkpoint
    inside = [at for at, word in enumerate(word_spans(text)) if overlaps(word, place)]
    best, chosen = 0.0, None
    for column, role in enumerate(told.word_labels):
        if role not in ROLE_NAMES:
            continue
        decision = told.word_decisions[column]
        odds = decision.scale * logits.words[inside, column] + decision.offset
        prob = float(np.nanmax(1.0 / (1.0 + np.exp(-odds)), initial=0.0))
        if prob >= decision.threshold and prob > best:
            best, chosen = prob, role
    return chosen


def _share(name: str, held: Sequence[bool], groups: Sequence[str]) -> Share:
    return Share(f"mirror.{name}", np.asarray(held, dtype=bool), tuple(groups))
