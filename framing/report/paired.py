"""Two sources compared event by event, so that what an event is about cannot pass for how it is worded."""

import math
from dataclasses import dataclass

from framing.report.bootstrap import Floats, degrees_of_pulls

# Sums of rounded numbers that ought to be equal differ by less.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What was counted of one source, event by event.

    Attributes:
        counted: Sentences counted on each event. Shape: ``(n_events,)``.
        sentences: Sentences that they are of, above 0. Shape: ``(n_events,)``.
    """

    counted: Floats
    sentences: Floats

    @property
    def extreme(self) -> bool:
        """Whether none or all was counted."""
        return self.counted.sum() in (0, self.sentences.sum())

    def variances(self) -> Floats:
        """Give the variance of each event's share if sentences were independent and all events alike."""
        share = (self.counted.sum() + 0.5) / (self.sentences.sum() + 1)
        variances: Floats = share * (1 - share) / self.sentences
        return variances


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """How far two sources lie apart on the events that both tell.

    Attributes:
        value: Mean difference of their shares within an event, in [-1, 1].
        error: Its standard error, above 0.
        degrees: Degrees of freedom of the error.
    """

    value: float
    error: float
    degrees: float


def paired_difference(first: Counted, second: Counted) -> PairedDifference | None:
    """Average what two sources differ by within each event.

    Each event weighs as much for one source as for the other, by m₁m₂ / (m₁ + m₂) for its numbers of
    sentences (Mantel & Haenszel 1959). Shares over all sentences would not do: a source that writes at length
    about what is loaded anyway would come out as loaded, though it words each event as the other does. The
    error is that of a weighted mean of independent events, each event's own distance from the mean corrected
    for the weight that it has in it (MacKinnon & White 1985, HC2). Where all events differ by the same, there
    is no spread to go by, and sentences are taken for independent.

    Args:
        first: Counts of one source, at least two events.
        second: Counts of the other, of the same events.

    Returns:
        The difference; ``None`` where both counted none, or both all, and so cannot be told apart.
    """
    if first.extreme and second.extreme and (first.counted.sum() == 0) == (second.counted.sum() == 0):
        return None
    weights = 1 / (1 / first.sentences + 1 / second.sentences)
    weights = weights / weights.sum()
    apart = first.counted / first.sentences - second.counted / second.sentences
    value = float(weights @ apart)
    pulls = weights * (apart - value)
    error = math.sqrt(float((pulls**2 / (1 - weights)).sum()))
    if error < _NOTHING:
        error = math.sqrt(float(weights**2 @ (first.variances() + second.variances())))
        return PairedDifference(value, error, len(apart) - 1.0)
    return PairedDifference(value, error, degrees_of_pulls(pulls))
