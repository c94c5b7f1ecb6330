"""What a caller can choose about finding events."""

from dataclasses import dataclass

from framing.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOptions:
    """Choices for finding events; the defaults suit daily news.

    Attributes:
        days: Most days between two articles that are compared, at least 0. Articles without a date
            are compared with all others, by their text alone.
        threshold: Mean probability, in (0, 1), from which two groups of articles are one event.
            Higher keeps follow-up reports apart, lower joins them.
        copied: Share of an article's runs of five words that stand in another article, in (0, 1],
            from which it counts as a copy.
        neighbours: Most articles that one article is compared with in full, at least 1.
    """

    days: int = 3
    threshold: float = 0.45
    copied: float = 0.6
    neighbours: int = 60

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            UsageError: A value lies outside its range.
        """
        if self.days < 0:
            raise UsageError("days must be at least 0")
        if not 0 < self.threshold < 1:
            raise UsageError("threshold must lie between 0 and 1")
        if not 0 < self.copied <= 1:
            raise UsageError("copied must lie above 0 and not above 1")
        if self.neighbours < 1:
            raise UsageError("neighbours must be at least 1")
