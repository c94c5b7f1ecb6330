"""How a run does on the inner split while it goes on, and when to end it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.func import functional_call

from framing.evaluation.areas import area
from framing.evaluation.arrays import FloatArray
from framing.labelled.examples import Example
from framing.model.sigmoid import sigmoid
from framing.training.batches import TrainingBatch, tensors
from framing.training.loop import Plan, Run, Step
from framing.training.settings import Stopping

_BATCH = 64
_FLAT = 0.02
"""Distance of the highest from the lowest probability below which a label says the same of everything."""


@dataclass(frozen=True, slots=True)
class Check:
    """What the inner split said at one step.

    Attributes:
        step: Steps done.
        loss: Mean loss of its batches.
        score: Mean area under the ROC curve over the labels of which both classes occur; ``None`` where
            there is none.
        flat: Labels that got the same probability everywhere, although both classes occur; of words as
            ``word villain``.
    """

    step: int
    loss: float
    score: float | None
    flat: tuple[str, ...]

    def better_than(self, other: "Check") -> bool:
        """Tell whether this one ranks better; of equal ones, whether its loss is lower."""
        return self._key() > other._key()

    def _key(self) -> tuple[float, float]:
        return (-math.inf if self.score is None else self.score, -self.loss)


@dataclass(slots=True, eq=False)
class Watch:
    """Everything that is kept of a run beside the run itself, so that it can be saved with it.

    Attributes:
        settings: How often to look, and when to end.
        losses: Loss of every step.
        checks: What the inner split said, in order.
        best: Weights at the best check; ``None`` before the first, and where the last weights are kept.
    """

    settings: Stopping
    losses: list[float] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    best: dict[str, Tensor] | None = None

    @property
    def best_check(self) -> Check | None:
        """The best check so far; ``None`` before the first."""
        best: Check | None = None
        for check in self.checks:
            if best is None or check.better_than(best):
                best = check
        return best

    @property
    def kept_step(self) -> int | None:
        """The step whose weights are kept for being the best; ``None`` where the last ones are."""
        best = self.best_check
        return None if best is None or self.best is None else best.step

    @property
    def stopped(self) -> bool:
        """Whether nothing has become better for as many checks as patience lasts.

        Never while the weights that the run began with are the best ones: the first steps, with other
        labels than a checkpoint knew, may well lead downhill.
        """
        best = self.best_check
        if not self.settings.patience or best is None or not best.step:
            return False
        return len(self.checks) - 1 - self.checks.index(best) >= self.settings.patience

    def begins(self, done: int) -> bool:
        """Tell whether the inner split is due to be looked at before the first step.

        Args:
            done: Steps done.

        Returns:
            Whether it is: a run that goes on from a checkpoint may make it worse, and one whose best
            weights are kept can then keep those it began with.
        """
        return bool(self.settings.checks) and not done and not self.checks

    def note(self, step: Step) -> bool:
        """Take a step down.

        Args:
            step: The step.

        Returns:
            Whether the inner split is due to be looked at.
        """
        self.losses.append(step.loss)
        every = -(-step.steps // self.settings.checks) if self.settings.checks else 0
        return bool(every) and (step.number % every == 0 or step.number == step.steps)

    def look(self, run: Run, plan: Plan, inner: Sequence[Example]) -> Check:
        """Look at the inner split, and keep the weights if they are the best so far.

        Args:
            run: Where the run stands; its averaged weights are judged, since they are what it hands over.
            plan: What it does.
            inner: The inner split.

        Returns:
            What it said.
        """
        check = examine(run, plan, inner)
        before = self.best_check
        if self.settings.patience and (before is None or check.better_than(before)):
            self.best = {name: value.detach().clone() for name, value in run.average.items()}
        self.checks.append(check)
        return check

    def weights(self, run: Run) -> dict[str, Tensor]:
        """Give the weights to hand over: the best ones, or the averaged ones of the last step."""
        return run.average if self.best is None else self.best


def examine(run: Run, plan: Plan, inner: Sequence[Example]) -> Check:
    """Judge the averaged weights of a run on the inner split.

    Args:
        run: Where the run stands; left as it is.
        plan: Gives labels and pieces.
        inner: The inner split.

    Returns:
        What it says.
    """
    run.model.train(False)
    losses: list[float] = []
    known: list[tuple[FloatArray, FloatArray]] = []
    words: list[tuple[FloatArray, FloatArray]] = []
    with torch.no_grad():
        for batch in _batches(inner, plan):
            output = functional_call(run.model, run.average, (batch.ids, batch.kinds))
            losses.append(float(run.objective(output, batch)))
            known.append((_rows(output.sentence), _rows(batch.sentence)))
            words.append((_rows(output.words), _rows(batch.words)))
    run.model.train()
    scores = [*_areas(known), *_areas(words)]
    return Check(
        step=run.done,
        loss=float(np.mean(losses)),
        score=float(np.mean(scores)) if scores else None,
        flat=(
            *_flat(known, plan.labels.sentence),
            *_flat(words, [f"word {label}" for label in plan.labels.word]),
        ),
    )


def _batches(inner: Sequence[Example], plan: Plan) -> Iterator[TrainingBatch]:
    ordered = sorted(inner, key=lambda example: len(example.sentence.text))
    for at in range(0, len(ordered), _BATCH):
        yield tensors(ordered[at : at + _BATCH], plan.encoder, plan.labels).to(plan.device)


def _rows(values: Tensor) -> FloatArray:
    rows: FloatArray = values.flatten(0, -2).double().cpu().numpy()
    return rows


def _columns(parts: Sequence[tuple[FloatArray, FloatArray]]) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Give logits and labels of each label where it is known and both classes occur."""
    logits, labels = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    for column in range(labels.shape[1]):
        known = ~np.isnan(labels[:, column])
        hard = (labels[known, column] >= 0.5).astype(np.float64)
        yield logits[known, column], hard


def _areas(parts: Sequence[tuple[FloatArray, FloatArray]]) -> list[float]:
    found = [area("auc", labels, sigmoid(logits)) for logits, labels in _columns(parts)]
    return [value for value in found if value is not None]


def _flat(parts: Sequence[tuple[FloatArray, FloatArray]], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        name
        for name, (logits, labels) in zip(names, _columns(parts), strict=True)
        if len(np.unique(labels)) == 2 and np.ptp(sigmoid(logits)) < _FLAT
    )
