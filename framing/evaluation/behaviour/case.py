"""A behaviour case, what is expected of it, and how it can fail."""

from dataclasses import dataclass
from typing import Literal, get_args

from framing.text import Span, overlaps

Kind = Literal["injected", "synonym", "names", "factual", "reported", "quoted", "surface", "mention"]
Expectation = Literal["raises_over_threshold", "stays_neutral", "unchanged", "own_unchanged"]

KINDS: tuple[Kind, ...] = get_args(Kind)

TOLERANCE = 0.1
"""How far a probability may move when nothing that matters has changed."""


@dataclass(frozen=True, slots=True)
class BehaviourCase:
    """Two versions of a sentence, and what the change may do.

    Attributes:
        kind: Which behaviour is tested.
        variant: What was changed within the kind, for instance ``verb``, ``party`` or ``typo``.
        base: The sentence before the change.
        changed: The sentence after it. Equal to ``base`` where only one sentence is at stake.
        expectation: What the change may do.
        injected: Place of the loaded wording in ``changed``, where some was put in.
    """

    kind: Kind
    variant: str
    base: str
    changed: str
    expectation: Expectation
    injected: Span | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """What a checkpoint said of a sentence.

    Attributes:
        loaded: Probability that the wording is loaded, all words, in [0, 1].
        own_loaded: The same for the source's own words, in [0, 1].
        spans: Places it found loaded; ``None`` where the checkpoint tells sentences alone.
    """

    loaded: float
    own_loaded: float
    spans: tuple[Span, ...] | None = ()


def failure(case: BehaviourCase, base: Observed, changed: Observed, threshold: float) -> str | None:
    """Say how a checkpoint failed a case.

    Args:
        case: The case.
        base: What the checkpoint said of ``case.base``.
        changed: What it said of ``case.changed``.
        threshold: Probability from which it calls a sentence loaded.

    Returns:
        One phrase for a person; ``None`` when it behaved as expected.
    """
    match case.expectation:
        case "raises_over_threshold":
            return _not_raised(case, base, changed, threshold)
        case "stays_neutral":
            return "called loaded" if changed.loaded >= threshold else None
        case "unchanged":
            return _moved(base.loaded, changed.loaded, threshold)
        case "own_unchanged":
            return _own_raised(base.own_loaded, changed.own_loaded, threshold)


def _not_raised(case: BehaviourCase, base: Observed, changed: Observed, threshold: float) -> str | None:
    if changed.loaded < threshold:
        return "loaded wording not noticed"
    if changed.loaded <= base.loaded:
        return "called loaded, but no more than before"
    if case.injected is None or changed.spans is None:
        return None
    found = any(overlaps(span, case.injected) for span in changed.spans)
    return None if found else "called loaded, but its wording was not found"


def _moved(before: float, after: float, threshold: float) -> str | None:
    if (before >= threshold) != (after >= threshold):
        return "label changed"
    return "probability moved" if abs(after - before) >= TOLERANCE else None


def _own_raised(before: float, after: float, threshold: float) -> str | None:
    if after >= threshold:
        return "the source's own words called loaded"
    return "the source's own words raised" if after - before >= TOLERANCE else None
