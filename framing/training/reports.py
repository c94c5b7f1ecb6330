"""What a run says of itself while it goes on. It neither prints nor logs; whoever runs it shows this."""

from dataclasses import dataclass

from framing.evaluation.comparison import Beside
from framing.evaluation.measure import Measure
from framing.model.checkpoint import Checkpoint
from framing.training.inspection import Finding
from framing.training.loop import Step
from framing.training.watch import Check


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the run has begun.

    Attributes:
        title: What happens now, for a person.
    """

    title: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """The data were looked at.

    Attributes:
        findings: What was seen, by data set.
    """

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The weights of one step are kept.

    Attributes:
        step: The step; 0 for what the run began with.
        steps: Steps done when the run ended.
        check: What the inner split said there; ``None`` where the last weights are kept whatever it says.
    """

    step: int
    steps: int
    check: Check | None


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is done.

    Attributes:
        checkpoint: What it made.
        figures: Every figure measured.
        comparisons: Data set, and the checkpoint beside a baseline on its held-out part.
        collapsed: Data set, and a label of which the checkpoint says the same of nearly every sentence.
    """

    checkpoint: Checkpoint
    figures: tuple[Measure, ...]
    comparisons: tuple[tuple[str, Beside], ...] = ()
    collapsed: tuple[tuple[str, str], ...] = ()


Report = Stage | Inspected | Step | Check | Kept | Finished
