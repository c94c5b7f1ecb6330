"""Frame-level quality: per frame, and the mean over frames."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.evaluation.arrays import UNKNOWN, Numbers
from framing.evaluation.metrics import LabelMetrics, label_metrics


@dataclass(frozen=True, slots=True)
class FrameMetrics:
    """Quality of the frames.

    Attributes:
        frames: Measures per frame, in the order of the columns.
        n: Sentences with at least one known frame label.
        n_scored: Frames with at least one positive sentence: those the means are taken over. A frame
            that no sentence carries has no recall to speak of, and counting it as 0 or 1 would
            make the mean depend on how many labels happen to be absent.
        macro_f1: Mean F1 over the scored frames, in [0, 1]; ``None`` when there is none.
        mean_average_precision: Mean average precision over the scored frames, or ``None``.
    """

    frames: tuple[LabelMetrics, ...]
    n: int
    n_scored: int
    macro_f1: float | None
    mean_average_precision: float | None

    def to_dict(self) -> dict[str, object]:
        """Write the metrics as JSON-ready values."""
        return {
            "frames": [frame.to_dict() for frame in self.frames],
            "n": self.n,
            "n_scored": self.n_scored,
            "macro_f1": self.macro_f1,
            "mean_average_precision": self.mean_average_precision,
        }


def frame_metrics(
    names: Sequence[str], labels: Numbers, probs: Numbers, *, thresholds: Sequence[float]
) -> FrameMetrics:
    """Measure the frames.

    Args:
        names: The frames, in the order of the columns.
        labels: 0, 1 or -1 (unknown) per sentence and frame. Shape: ``(n, n_frames)``.
        probs: Probabilities, in [0, 1]. Shape: ``(n, n_frames)``.
        thresholds: Probability from which each frame is given. Shape: ``(n_frames,)``.

    Returns:
        The measures.

    Raises:
        UsageError: Labels and probabilities differ in length, or hold impossible values.
    """
    truth, given = np.asarray(labels), np.asarray(probs)
    frames = tuple(
        label_metrics(name, truth[:, column], given[:, column], threshold=threshold)
        for column, (name, threshold) in enumerate(zip(names, thresholds, strict=True))
    )
    scored = [frame for frame in frames if frame.n_positive]
    return FrameMetrics(
        frames=frames,
        n=int((truth != UNKNOWN).any(axis=1).sum()),
        n_scored=len(scored),
        macro_f1=_mean([frame.f1 for frame in scored]),
        mean_average_precision=_mean([frame.average_precision for frame in scored]),
    )


def _mean(values: Sequence[float | None]) -> float | None:
    present = [value for value in values if value is not None]
    return float(np.mean(present)) if present else None
