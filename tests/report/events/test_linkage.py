from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from framing.report.events.linkage import link


def naive(pairs: dict[tuple[int, int], float], threshold: float) -> set[frozenset[int]]:
    """Average linkage by looking at all pairs of groups again and again."""
    groups = [frozenset({one}) for one in sorted({end for pair in pairs for end in pair})]
    while True:
        means = {
            (a, b): sum(pairs.get((min(i, j), max(i, j)), 0.0) for i in a for j in b) / (len(a) * len(b))
            for a, b in combinations(groups, 2)
        }
        if not means or max(means.values()) < threshold:
            return {group for group in groups if len(group) > 1}
        a, b = max(means, key=lambda pair: means[pair])
        groups = [group for group in groups if group not in (a, b)] + [a | b]


# Distinct probabilities: with ties, more than one grouping is right.
GRAPHS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    unique=True,
    max_size=25,
).flatmap(
    lambda pairs: st.lists(st.integers(20, 2**20), min_size=len(pairs), max_size=len(pairs), unique=True).map(
        lambda values: {pair: value / 2**20 for pair, value in zip(pairs, values, strict=True)}
    )
)


@given(GRAPHS)
def test_equals_average_linkage_over_all_pairs(pairs: dict[tuple[int, int], float]) -> None:
    linked = link([(*pair, value) for pair, value in pairs.items()], threshold=0.3, most_compared=100)
    assert {frozenset(group) for group in linked} == naive(pairs, 0.3)


def test_one_link_does_not_chain_two_groups() -> None:
    pairs = [(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.8)]
    assert link(pairs, threshold=0.35, most_compared=60) == ((0, 1), (2, 3))


def test_a_large_event_holds_together_though_not_all_its_pairs_were_compared() -> None:
    # Each of 40 articles was compared with its next four only.
    pairs = [(one, one + step, 0.9) for one in range(40) for step in range(1, 5) if one + step < 40]
    assert link(pairs, threshold=0.35, most_compared=4) == (tuple(range(40)),)
    assert len(link(pairs, threshold=0.35, most_compared=100)) > 1
