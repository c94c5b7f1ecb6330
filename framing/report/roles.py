"""Which role labels a report shows, and how sure it is of them."""

from framing.scores import LabelledSpan

CLEAR = 0.5
"""Calibrated probability from which a role is more likely right than wrong."""

SHOWN_FROM = 0.25
"""Below, a role is wrong three times in four: the page leaves it out, the score table keeps it."""


def counted_from(threshold: float) -> float:
    """Give the probability from which a report counts a role.

    Args:
        threshold: The checkpoint's threshold for it, from which its spans stand in the score table.

    Returns:
        The higher of the two.

    >>> counted_from(0.3), counted_from(0.6)
    (0.5, 0.6)
    """
    return max(threshold, CLEAR)


def shown_roles(spans: tuple[LabelledSpan, ...]) -> tuple[LabelledSpan, ...]:
    """Give the role spans worth showing.

    Args:
        spans: Labelled spans of a sentence.

    Returns:
        The roles among them from a probability of .25, the most probable first.
    """
    roles = (span for span in spans if span.label != "loaded" and span.prob >= SHOWN_FROM)
    return tuple(sorted(roles, key=lambda span: (-span.prob, span.start, span.label)))
