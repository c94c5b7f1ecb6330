"""Groups articles by average linkage over the pairs that were compared."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Groups:
    """Groups that grow together, and the sums of probabilities between them."""

    sizes: dict[int, int] = field(default_factory=dict)
    sums: dict[int, dict[int, float]] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)

    def add_pair(self, first: int, second: int, probability: float) -> None:
        for one, other in ((first, second), (second, first)):
            self.sums.setdefault(one, {})[other] = probability
            self.sizes[one] = 1
            self.members[one] = [one]

    def mean(self, first: int, second: int, most_compared: int) -> float:
        """Average over all pairs between two groups; pairs that were not compared count as 0.

        No article was compared with more than ``most_compared`` others each way, so more pairs than
        that are not expected of it: else large events would fall apart.
        """
        small, large = sorted((self.sizes[first], self.sizes[second]))
        return self.sums[first][second] / (small * min(large, most_compared))

    def join(self, first: int, second: int) -> None:
        """Add the second group to the first."""
        lost = self.sums.pop(second)
        for other, total in lost.items():
            del self.sums[other][second]
            if other != first:
                self.sums[first][other] = self.sums[other][first] = self.sums[first].get(other, 0.0) + total
        self.sizes[first] += self.sizes.pop(second)
        self.members[first] += self.members.pop(second)


def link(
    pairs: Iterable[tuple[int, int, float]], *, threshold: float, most_compared: int
) -> tuple[tuple[int, ...], ...]:
    """Group articles: the two groups with the highest mean probability join, while it reaches a threshold.

    Average linkage, not single: one link must not chain two events together.

    Args:
        pairs: Two articles and the probability that they tell of the same event; no pair twice.
        threshold: Mean probability from which groups join, in (0, 1).
        most_compared: Most articles that one article was compared with.

    Returns:
        Groups of at least two articles, each ascending, in the order of their first article.
    """
    groups = _Groups()
    for first, second, probability in pairs:
        groups.add_pair(first, second, probability)
    heap = [
        (-mean, first, second, 1, 1)
        for first, others in groups.sums.items()
        for second, mean in others.items()
        if first < second and mean >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        _, first, second, first_size, second_size = heapq.heappop(heap)
        if groups.sizes.get(first) != first_size or groups.sizes.get(second) != second_size:
            continue
        keep, lose = (
            (first, second) if len(groups.sums[first]) >= len(groups.sums[second]) else (second, first)
        )
        groups.join(keep, lose)
        for other in groups.sums[keep]:
            mean = groups.mean(keep, other, most_compared)
            if mean >= threshold:
                one, two = min(keep, other), max(keep, other)
                heapq.heappush(heap, (-mean, one, two, groups.sizes[one], groups.sizes[two]))
    found = (tuple(sorted(members)) for members in groups.members.values() if len(members) > 1)
    return tuple(sorted(found))
