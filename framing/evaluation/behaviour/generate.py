"""Behaviour cases by kind, the same ones for the same seed on every machine."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import Final

from framing.errors import UsageError
from framing.evaluation.behaviour import naming, voice, wording
from framing.evaluation.behaviour.case import KINDS, BehaviourCase, Kind
from framing.evaluation.behaviour.data import neutral_templates
from framing.evaluation.behaviour.surface import surface
from framing.evaluation.behaviour.template import Template

N_CASES = 600
_PATIENCE = 50
"""How many draws per wanted case before giving up on finding new ones."""


def cases(
    kind: Kind, seed: int, n: int = N_CASES, sentences: Sequence[Template] | None = None
) -> tuple[BehaviourCase, ...]:
    """Generate behaviour cases.

    Args:
        kind: Which behaviour to test.
        seed: Decides which of the possible cases are taken.
        n: How many. There may be fewer where the data allow no more.
        sentences: Neutral sentences for ``injected``, ``synonym``, ``reported`` and ``surface``; ``None`` for
            those written for this project. The other kinds have sentences of their own.

    Returns:
        The cases, all different, spread evenly over the variants of the kind.

    Raises:
        UsageError: There is no such kind.
    """
    # A text as seed is hashed with SHA-512, so the draws do not depend on the process.
    random = Random(f"{kind} {seed}")
    found: dict[BehaviourCase, None] = {}
    for case in islice(_draws(kind, random, sentences), _PATIENCE * n):
        found[case] = None
        if len(found) == n:
            break
    return tuple(found)


def _draws(kind: Kind, random: Random, sentences: Sequence[Template] | None) -> Iterator[BehaviourCase]:
    if kind not in _SOURCES:
        raise UsageError(f"there is no behaviour {kind!r}; there are {', '.join(KINDS)}")
    if sentences is None:
        sentences = [template for _, template in neutral_templates()]
    return _SOURCES[kind](random, sentences)


def _in_turn(all_cases: Iterable[BehaviourCase], random: Random) -> Iterator[BehaviourCase]:
    """Take one case of each variant in turn, and of a sentence again only after all others."""
    by_variant: defaultdict[str, list[BehaviourCase]] = defaultdict(list)
    for case in all_cases:
        by_variant[case.variant].append(case)
    queues = [iter(_spread(by_variant[variant], random)) for variant in sorted(by_variant)]
    while queues:
        for queue in tuple(queues):
            taken = list(islice(queue, 1))
            if not taken:
                queues.remove(queue)
            yield from taken


def _spread(some_cases: list[BehaviourCase], random: Random) -> list[BehaviourCase]:
    random.shuffle(some_cases)
    seen: defaultdict[str, int] = defaultdict(int)
    rounds = []
    for case in some_cases:
        rounds.append(seen[case.base])
        seen[case.base] += 1
    order = sorted(range(len(some_cases)), key=lambda row: rounds[row])
    return [some_cases[row] for row in order]


_SOURCES: Final[Mapping[Kind, Callable[[Random, Sequence[Template]], Iterator[BehaviourCase]]]] = {
    "injected": lambda random, sentences: _in_turn(wording.injected(sentences), random),
    "synonym": lambda random, sentences: _in_turn(wording.synonyms(sentences), random),
    "names": lambda random, _: naming.swapped_names(random),
    "factual": lambda random, _: naming.factual(random),
    "reported": naming.reported,
    "quoted": lambda random, _: voice.quoted(random),
    "surface": surface,
    "mention": lambda random, _: voice.mentions(random),
}
