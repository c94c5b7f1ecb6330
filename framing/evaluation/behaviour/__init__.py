"""What a checkpoint does when wording, names or spelling change: generated cases and their verdicts."""

from framing.evaluation.behaviour.case import (
    KINDS,
    BehaviourCase,
    Expectation,
    Kind,
    Observed,
    failure,
    judge,
)
from framing.evaluation.behaviour.generate import cases
from framing.evaluation.behaviour.summary import KNOWN_FAILURES, KindResult, summarise

__all__ = [
    "KINDS",
    "KNOWN_FAILURES",
    "BehaviourCase",
    "Expectation",
    "Kind",
    "KindResult",
    "Observed",
    "cases",
    "failure",
    "judge",
    "summarise",
]
