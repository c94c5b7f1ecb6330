"""What a checkpoint does when wording, names or spelling change: generated cases and their verdicts."""

from framing.evaluation.behaviour.case import KINDS, BehaviourCase, Expectation, Kind, Observed, failure
from framing.evaluation.behaviour.generate import N_CASES, cases
from framing.evaluation.behaviour.summary import (
    KNOWN_FAILURES,
    PREFIX,
    TOLERATED,
    KindResult,
    remark,
    summarise,
)

__all__ = [
    "KINDS",
    "KNOWN_FAILURES",
    "N_CASES",
    "PREFIX",
    "TOLERATED",
    "BehaviourCase",
    "Expectation",
    "Kind",
    "KindResult",
    "Observed",
    "cases",
    "failure",
    "remark",
    "summarise",
]
