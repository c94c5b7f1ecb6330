"""A checkpoint beside baselines that learned from a known number of sentences, and what that can show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.evaluation.comparison import Beside, beside
from framing.evaluation.measure import Protocol
from framing.evaluation.measuring import rank_area
from framing.evaluation.predictions import Judged, Judgement
from framing.evaluation.taught import Taught

FEWEST_LEARNED = 500
"""Sentences a baseline must have learned from for a verdict: with fewer it is far from what it can reach, and
to beat it says nothing (docs/evaluation.md has figures)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A checkpoint beside one baseline, and how much that baseline is worth.

    Attributes:
        data: Name of the file that both were measured on.
        beside: Both figures and their difference.
        learned: Sentences that the baseline learned from; with folds the fewest of any fold.
        doubts: Why neither having beaten it nor not says anything; none where it does.
    """

    data: str
    beside: Beside
    learned: int
    doubts: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON-ready values."""
        return {
            "data": self.data,
            **self.beside.to_dict(),
            "learned_from": self.learned,
            "no_verdict": "; ".join(self.doubts) or None,
        }


def standings(ours: Judgement, taught: Taught, data: str, protocol: Protocol) -> Iterator[Standing]:
    """Set a checkpoint beside a baseline.

    Args:
        ours: The checkpoint's judgement.
        taught: The baseline, over the same examples in the same order.
        data: Name of the file.
        protocol: How the checkpoint's judgement came about.

    Yields:
        One standing for each figure that both have.
    """
    for one in beside(ours, taught.judgement, taught.name, protocol):
        judged = _of_figure(one.name, taught.judgement)
        learned = _fewest(judged, taught.learned)
        yield Standing(data, one, learned, tuple(_doubts(learned, [part for _, part in judged])))


def _of_figure(name: str, judgement: Judgement) -> Sequence[tuple[str, Judged]]:
    """Find what a figure is of, by the names under which it was learned."""
    kind, _, rest = name.partition(".")
    if kind == "word":
        label = rest.rpartition(".")[0]
        return [(f"word {label}", words) for words in judgement.words if words.label == label]
    if kind == "frames":
        return [(frame.label, frame) for frame in judgement.frames]
    return [("loaded", judgement.loaded)] if judgement.loaded is not None else []


def _fewest(judged: Sequence[tuple[str, Judged]], learned: Mapping[str, int]) -> int:
    return min((learned[label] for label, _ in judged), default=0)


def _doubts(learned: int, judged: Sequence[Judged]) -> Iterator[str]:
    if learned < FEWEST_LEARNED:
        yield f"learned from {learned:,} sentences, fewer than {FEWEST_LEARNED:,}"
    areas = [found for one in judged if (found := rank_area("auc", one.known())) is not None]
    if areas and np.mean(areas) < 0.5:
        yield f"ranks worse than chance (AUC {np.mean(areas):.3f})"
