"""How often each behaviour failed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from framing.errors import UsageError
from framing.evaluation.behaviour.case import BehaviourCase, Kind, Observed, failure
from framing.evaluation.behaviour.data import read
from framing.evaluation.binomial import exact_interval
from framing.evaluation.measure import Measure, Protocol

KNOWN_FAILURES: frozenset[str] = frozenset(read("known_failures.toml")["known"])
"""Kinds, and variants as ``kind.variant``, that the shipped checkpoint does not reach. They are measured like
the others but held to no floor, and the day one is reached it must leave this list. Of any other checkpoint
they say nothing."""

TOLERATED = 0.1
"""Share of cases in which a behaviour may fail."""

ALL = "all"
"""Name of the result over every variant of a kind."""

PREFIX = "behaviour."
"""What the names of behaviour figures begin with."""


@dataclass(frozen=True, slots=True)
class KindResult:
    """What became of one kind of case.

    Attributes:
        kind: The behaviour.
        variant: The variant within it, or `ALL`.
        n: Cases.
        n_failed: Cases that failed.
        reasons: How they failed and how often, the most frequent first.
    """

    kind: Kind
    variant: str
    n: int
    n_failed: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def name(self) -> str:
        """Its kind, and its variant behind a dot unless it is the whole kind."""
        return self.kind if self.variant == ALL else f"{self.kind}.{self.variant}"

    @property
    def share_failed(self) -> float | None:
        """Share of the cases that failed, in [0, 1]; ``None`` without cases."""
        return self.n_failed / self.n if self.n else None

    def figure(self, protocol: Protocol) -> Measure:
        """Give the share as a figure.

        Args:
            protocol: How the cases came about.

        Returns:
            The share of failed cases, named ``behaviour.kind`` or ``behaviour.kind.variant``, with its exact
            binomial interval.
        """
        low, high = exact_interval(self.n_failed, self.n) or (None, None)
        return Measure(PREFIX + self.name, self.share_failed, low, high, self.n, protocol)

    def to_dict(self) -> dict[str, object]:
        """Write the result as JSON-ready values."""
        return {
            "kind": self.kind,
            "variant": self.variant,
            "n": self.n,
            "n_failed": self.n_failed,
            "share_failed": self.share_failed,
            "known_failure_of_shipped": self.name in KNOWN_FAILURES,
            "reasons": dict(self.reasons),
        }


def remark(figure: Measure) -> str:
    """Say what a reader must not overlook in a behaviour figure.

    Args:
        figure: As `KindResult.figure` gives it, of any checkpoint.

    Returns:
        A few words; empty where the behaviour is reached.
    """
    if figure.value is None or figure.value <= TOLERATED:
        return ""
    known = figure.name.removeprefix(PREFIX) in KNOWN_FAILURES
    return "OVER 10 %, known of the shipped checkpoint" if known else "OVER 10 %"


def summarise(
    some_cases: Sequence[BehaviourCase],
    base: Sequence[Observed],
    changed: Sequence[Observed],
    *,
    threshold: float,
) -> tuple[KindResult, ...]:
    """Judge cases and count by kind and variant.

    Args:
        some_cases: Cases of one or more kinds.
        base: What a checkpoint said of each case's base sentence.
        changed: What it said of each case's changed sentence.
        threshold: Probability from which it calls a sentence loaded.

    Returns:
        Per kind, in the order of the cases, first the result over `ALL` and then one per variant.

    Raises:
        UsageError: There are not as many observations as cases.
    """
    if not len(some_cases) == len(base) == len(changed):
        raise UsageError(f"{len(some_cases)} cases need as many observations of each sentence")
    reasons = [failure(*row, threshold) for row in zip(some_cases, base, changed, strict=True)]
    verdicts = list(zip(some_cases, reasons, strict=True))
    results = []
    for kind in dict.fromkeys(case.kind for case in some_cases):
        rows = [(case.variant, reason) for case, reason in verdicts if case.kind == kind]
        results.append(_result(kind, ALL, [reason for _, reason in rows]))
        for variant in sorted({variant for variant, _ in rows}):
            results.append(_result(kind, variant, [reason for name, reason in rows if name == variant]))
    return tuple(results)


def _result(kind: Kind, variant: str, reasons: Sequence[str | None]) -> KindResult:
    failed = [reason for reason in reasons if reason is not None]
    counted = tuple(sorted(Counter(failed).items(), key=lambda item: (-item[1], item[0])))
    return KindResult(kind, variant, len(reasons), len(failed), counted)
