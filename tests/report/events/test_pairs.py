from itertools import combinations

import numpy as np

from framing.report.events.pairs import Pairs, same_event

Likeness = dict[tuple[int, int], float]


def probable(
    likeness: Likeness,
    articles: int = 20,
    *,
    days: int = 0,
    same_source: frozenset[tuple[int, int]] = frozenset(),
    weekdays: float = 0.0,
) -> dict[tuple[int, int], float]:
    """Give the probability of each pair; each article has a source of its own unless said otherwise."""
    ends = np.array(list(likeness), np.int64)
    pairs = Pairs(
        ends[:, 0],
        ends[:, 1],
        np.array(list(likeness.values())),
        np.full(len(likeness), days, np.int64),
        np.array([pair in same_source for pair in likeness]),
        np.full(len(likeness), weekdays),
    )
    return dict(zip(likeness, same_event(pairs, articles).tolist(), strict=True))


def test_two_that_are_like_nothing_else_are_one_event_though_their_words_differ() -> None:
    assert probable({(0, 1): 0.14})[0, 1] > 0.5


def test_unrelated_articles_are_no_event_though_nothing_is_more_like_them() -> None:
    assert probable({(0, 1): 0.05})[0, 1] < 0.2


def test_as_much_likeness_within_a_subject_is_no_event() -> None:
    subject = dict.fromkeys(combinations(range(14), 2), 0.14)
    assert max(probable(subject).values()) < 0.35


def test_a_better_partner_makes_a_pair_less_probable() -> None:
    rivalled = probable({(0, 1): 0.14, (0, 2): 0.3, (1, 3): 0.3})
    assert rivalled[0, 1] < probable({(0, 1): 0.14})[0, 1]
    assert rivalled[0, 1] < rivalled[0, 2]


def test_a_better_partner_of_one_alone_says_nothing_against_the_third_report_of_an_event() -> None:
    assert probable({(0, 1): 0.3, (0, 2): 0.14})[0, 2] > 0.5


def test_three_tellings_do_not_stand_against_each_other() -> None:
    assert min(probable({(0, 1): 0.2, (0, 2): 0.18, (1, 2): 0.16}).values()) > 0.5


def test_a_large_event_is_no_subject() -> None:
    assert min(probable(dict.fromkeys(combinations(range(14), 2), 0.4)).values()) > 0.5


def test_where_most_that_is_alike_is_so_by_chance_less_is_believed() -> None:
    alone = {(0, 1): 0.1}
    rng = np.random.default_rng(0)
    chance = {
        pair: float(rng.uniform(0.05, 0.14))
        for first in range(10, 410, 20)
        for pair in combinations(range(first, first + 20), 2)
    }
    assert probable(alone | chance, 500)[0, 1] < probable(alone, 500)[0, 1]


def test_where_most_articles_have_a_partner_more_is_believed() -> None:
    alone = {(0, 1): 0.1}
    partners = {(10 + 2 * one, 11 + 2 * one): 0.3 for one in range(200)}
    assert probable(alone | partners, 500)[0, 1] > probable(alone, 500)[0, 1]


def test_days_between_and_a_common_source_make_a_pair_less_probable() -> None:
    pair = {(0, 1): 0.14}
    assert probable(pair, days=2)[0, 1] < probable(pair, days=1)[0, 1] < probable(pair)[0, 1]
    assert probable(pair, same_source=frozenset(pair))[0, 1] < probable(pair)[0, 1]


def test_the_same_weekdays_make_a_pair_more_probable_and_others_less() -> None:
    pair = {(0, 1): 0.1}
    assert probable(pair, weekdays=-0.3)[0, 1] < probable(pair)[0, 1] < probable(pair, weekdays=0.6)[0, 1]


def test_no_pairs_give_no_probabilities() -> None:
    empty = np.empty(0, np.int64)
    assert len(same_event(Pairs(empty, empty, np.empty(0), empty, np.empty(0, bool), np.empty(0)), 3)) == 0
