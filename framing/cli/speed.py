"""How fast scoring is on this machine: a second's worth of sentences."""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from framing import load_scorer
from framing.labels import LABELS
from framing.model.checkpoint import Checkpoint
from framing.scoring import ScoredArticle, Scorer
from framing.text import Article

_ARTICLES = 24
_WARMING = 4


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured.

    Attributes:
        checkpoint: What was run.
        engine: Name of the engine.
        rate: Sentences per second, from text to scores.
        loading: Seconds from nothing to ready.
        cores: Cores that this process may use.
        peak: The most memory that the process has taken, in bytes; ``None`` where no system tells.
    """

    checkpoint: Checkpoint
    engine: str
    rate: float
    loading: float
    cores: int
    peak: int | None


def measure_here(model: str | None = None, device: str = "auto") -> Speed:
    """Score some sentences and take the time.

    Args:
        model: Checkpoint directory; ``None`` for the one that ships with the package.
        device: ``auto``, ``cpu`` or ``cuda``.

    Returns:
        What was measured.

    Raises:
        CheckpointError: The checkpoint cannot be used.
        MissingExtraError: The device needs torch, which is not installed.
        UsageError: The device is unknown or not there.
    """
    begun = time.perf_counter()
    scorer = load_scorer(model, device=device)
    loaded = time.perf_counter()
    _run(scorer, _WARMING)
    warm = time.perf_counter()
    sentences = _run(scorer, _ARTICLES)
    return Speed(
        checkpoint=scorer.checkpoint,
        engine=scorer.engine.name,
        rate=sentences / (time.perf_counter() - warm),
        loading=loaded - begun,
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        peak=_peak_bytes(),
    )


def _run(scorer: Scorer, number: int) -> int:
    return sum(
        len(item.sentences) for item in scorer.score(_articles(number)) if isinstance(item, ScoredArticle)
    )


def _articles(number: int) -> Iterator[Article]:
    """Make articles of the labels' examples; none is like another, so that no result can be kept."""
    sentences = [text for label in LABELS for text in (label.example, label.counter_example)]
    for place in range(number):
        text = " ".join(f"{sentence[:-1]}, report {place} said." for sentence in sentences)
        yield Article(f"{number}.{place}", f"{number}.{place}", text)


def _peak_bytes() -> int | None:
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - Windows has no such module

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in kilobytes, macOS in bytes.
    return peak if sys.platform == "darwin" else peak * 1024
