import numpy as np
import pytest

from framing.report import ReportOptions
from framing.report.clusters import added_by_event
from framing.report.differences import compare_sources
from framing.report.estimates import by_event, estimate_source
from framing.report.extremes import bound_extremes
from tests.report.test_same_events import MEASURE, source

OPTIONS = ReportOptions(resamples=300)


def test_articles_on_one_event_are_added_up_and_lone_ones_stay() -> None:
    found = added_by_event(source("a", [7, -1, 3, 7, -1], [1, 2, 3, 4, 5]))
    assert found.sums.tolist() == [[60, 5], [30, 2], [30, 3], [30, 5]]
    assert found.events.tolist() == [7, -1, 3, -1]


def test_without_two_articles_on_an_event_nothing_is_estimated_anew() -> None:
    sums = source("a", [7, -1, 3, -1, 4], [1, 2, 3, 4, 5])
    assert added_by_event(sums) is sums
    estimated = estimate_source(sums, (MEASURE,), OPTIONS)
    assert by_event(estimated, OPTIONS) is estimated


def test_sources_that_tell_each_event_many_times_are_not_called_different_by_their_subjects() -> None:
    rng = np.random.default_rng(5)
    called = made = 0
    for _ in range(60):
        pair = []
        for name, first in (("a", 0), ("b", 100)):
            rates = np.repeat(1 / (1 + np.exp(1.7 - rng.normal(0, 1, 8))), 6)
            events = np.repeat(np.arange(first, first + 8), 6).tolist()
            pair.append(source(name, events, rng.binomial(30, rates).tolist()))
        estimated = bound_extremes([estimate_source(one, (MEASURE,), OPTIONS) for one in pair])
        ready = bound_extremes([by_event(one, OPTIONS) for one in estimated])
        for found in compare_sources([one.compared([0], 48) for one in ready], ["own_share"]):
            made += 1
            called += found.p <= 0.05
    assert made == 60
    assert called <= 9  # of articles drawn apart more than a third are


def test_events_that_both_tell_hang_together_by_at_most_all_there_is() -> None:
    same = [[2, 18, 6, 22, 10, 14, 4, 20], [3, 17, 7, 21, 11, 13, 5, 19]]
    pair = [source(name, list(range(8)) * 4, counts * 4) for name, counts in zip("ab", same, strict=True)]
    ready = bound_extremes([by_event(estimate_source(one, (MEASURE,), OPTIONS), OPTIONS) for one in pair])
    (found,) = compare_sources([one.compared([0], 32) for one in ready], ["own_share"])
    assert found.shared == 8
    assert found.p == pytest.approx(1, abs=0.2)
