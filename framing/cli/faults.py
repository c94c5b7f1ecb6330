"""What could not be scored, said so that a person can mend it."""

from collections import Counter
from dataclasses import dataclass, field

from framing.text import Reason, Unscored

_MOST_REASONS = 5

_REMEDIES: dict[Reason, str] = {
    "no_source": "--source NAME names one source for all, --source-column NAME the column that does",
    "missing_column": "--text-column NAME names the body's column, --source-column NAME the publisher's",
    "duplicate_id": "--id-column NAME names another column, and one that is not there lets ids be made",
    "unsupported": "see 'framing score --help' for what is read",
}


@dataclass(slots=True)
class Faults:
    """Counts the inputs that could not be scored, by reason, and keeps the first of each.

    Attributes:
        counts: Inputs by reason.
        first: The first input of each reason.
    """

    counts: Counter[Reason] = field(default_factory=Counter)
    first: dict[Reason, Unscored] = field(default_factory=dict)

    def add(self, item: Unscored) -> None:
        """Count an input.

        Args:
            item: The input, and why it could not be scored.
        """
        self.counts[item.reason] += 1
        self.first.setdefault(item.reason, item)

    def lines(self) -> list[str]:
        """Say why inputs were not scored, most of them first, and which option would mend it."""
        lines = []
        for reason, count in self.counts.most_common(_MOST_REASONS):
            first = self.first[reason]
            where = described(first) if count == 1 else f"{count:,} inputs, first {described(first)}"
            lines.append(f"  {reason}: {where}")
            if reason in _REMEDIES:
                lines.append(f"    Try: {_REMEDIES[reason]}")
        more = len(self.counts) - _MOST_REASONS
        return lines + ([f"  and {more} more reasons"] if more > 0 else [])


def described(item: Unscored) -> str:
    """Say in one line which input it was and what is wrong with it.

    Args:
        item: The input.

    Returns:
        The input's place, a colon, and the detail.
    """
    place = item.path if item.record is None else f"{item.path}:{item.record}"
    return f"{place}: {item.detail}"
