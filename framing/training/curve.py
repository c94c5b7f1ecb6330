"""The learning curve as a picture: loss of the steps and of the inner split, and how well it ranks."""

from collections.abc import Sequence

import numpy as np

from framing.evaluation.plot import BLUE, EDGE, ORANGE, SIDE, Axis, Plane, picture
from framing.training.watch import Check

_POINTS = 24
"""Points of the line of losses: each is a mean over its share of the steps."""


def learning_curve_svg(losses: Sequence[float], checks: Sequence[Check], kept: int | None = None) -> str:
    """Draw how a run went.

    Args:
        losses: Loss of every step. At least one.
        checks: What the inner split said, perhaps nothing.
        kept: Step whose weights are kept, 0 for those the run began with; ``None`` for the last one.

    Returns:
        A complete SVG document.
    """
    planes = [_loss_plane(losses, checks)]
    scored = [(check.step, check.score) for check in checks if check.score is not None]
    if scored:
        planes.append(_score_plane(scored, len(losses), kept))
    side = SIDE + 2 * EDGE
    elements = [element for plane in planes for element in plane]
    return picture("learning curve", (side * len(planes), side), elements)


def _loss_plane(losses: Sequence[float], checks: Sequence[Check]) -> list[str]:
    points = [
        (float(steps[-1] + 1), float(np.mean([losses[step] for step in steps])))
        for steps in np.array_split(np.arange(len(losses)), min(_POINTS, len(losses)))
    ]
    seen = [(float(check.step), check.loss) for check in checks]
    highest = max(value for _, value in (*points, *seen))
    plane = Plane(
        "loss: batches learned from (blue), inner split (orange, dots)",
        _steps(len(losses)),
        _axis("loss", highest),
    )
    return [
        *plane.frame(),
        plane.line(points, colour=BLUE),
        plane.line(seen, colour=ORANGE),
        *(
            plane.dot((check.step, check.loss), 3, f"step {check.step}: loss {check.loss:.4f}", colour=ORANGE)
            for check in checks
        ),
    ]


def _score_plane(scored: Sequence[tuple[int, float]], steps: int, kept: int | None) -> list[str]:
    axis = Axis("mean area under the ROC curve", 0.4, 1.0, (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
    title = "ranking on the inner split" + ("" if kept is None else f" (large: step {kept}, kept)")
    plane = Plane(title, _steps(steps), axis, left=SIDE + 2 * EDGE)
    inside = [(float(step), max(score, axis.low)) for step, score in scored]
    dots = [
        plane.dot(point, 6 if step == kept else 3, f"step {step}: {score:.4f}", colour=ORANGE)
        for point, (step, score) in zip(inside, scored, strict=True)
    ]
    return [*plane.frame(), plane.line(inside, colour=ORANGE), *dots]


def _steps(steps: int) -> Axis:
    return Axis("step", 0, steps, (0.0, float(steps)))


def _axis(label: str, highest: float) -> Axis:
    top = highest or 1.0
    return Axis(label, 0, top, (0.0, float(f"{top / 2:.2g}"), float(f"{top:.2g}")))
