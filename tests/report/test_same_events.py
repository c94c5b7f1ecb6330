import math
from dataclasses import replace

import numpy as np
import pytest

from framing.report import ReportOptions
from framing.report.aggregate import SourceSums
from framing.report.measures import Measure
from framing.report.same_events import compare_same_events

MEASURE = Measure("own_share", "Loaded", "share", "loaded", "sentences", True)
OPTIONS = ReportOptions(resamples=400)


def source(name: str, events: list[int], loaded: list[int], sentences: int = 30) -> SourceSums:
    sums = np.array([[sentences, count] for count in loaded], float)
    return SourceSums(
        source=name,
        columns=("sentences", "loaded"),
        sums=sums,
        events=np.array(events),
        borrowed=np.zeros(len(events), bool),
        days=np.full(len(events), -1),
        groups=(None,) * len(events),
        repeated=0,
        first=None,
        last=None,
    )


# What the events are about moves both sources far more than they differ.
SUBJECT = [2, 18, 6, 22, 10, 14, 4, 20]
EVENTS = list(range(8))
CALM = source("calm", EVENTS, SUBJECT)
SHARP = source("sharp", EVENTS, [count + 3 + k % 2 for k, count in enumerate(SUBJECT)])


def test_a_small_difference_on_the_same_events_is_clear() -> None:
    (found,) = compare_same_events([CALM, SHARP], [MEASURE], OPTIONS)
    assert (found.first, found.second, found.shared) == ("calm", "sharp", 8)
    assert found.value == pytest.approx(-28 / 240)
    assert found.high < 0
    assert found.p < 0.01


def test_writing_at_length_about_what_is_loaded_anyway_is_no_difference() -> None:
    # Of two events half is loaded whoever tells them, of the other six a tenth.
    hot = np.array([True] * 2 + [False] * 6)
    long, short = np.where(hot, 60, 20), np.where(hot, 20, 60)
    pair = [
        replace(
            source(name, EVENTS, [0] * 8),
            sums=np.stack([sizes, sizes * np.where(hot, 0.5, 0.1)], axis=1),
        )
        for name, sizes in (("a", long), ("b", short))
    ]
    (found,) = compare_same_events(pair, [MEASURE], OPTIONS)
    assert found.value == pytest.approx(0, abs=1e-12)
    assert found.low < -0.01 < 0.01 < found.high


def test_the_mean_difference_weighs_events_by_both_numbers_of_sentences() -> None:
    small, large = source("a", EVENTS[:5], [2, 4, 1, 3, 5], 20), source("b", EVENTS[:5], [9, 6, 12, 3, 9], 60)
    large.sums[0, 0] = 30
    weights = np.array([12.0] + [15.0] * 4)  # m1 m2 / (m1 + m2)
    apart = np.array([2, 4, 1, 3, 5]) / 20 - np.array([9 / 30, 6 / 60, 12 / 60, 3 / 60, 9 / 60])
    value = float((weights * apart).sum() / weights.sum())
    (found,) = compare_same_events([small, large], [MEASURE], OPTIONS)
    assert found.value == pytest.approx(value)
    shares = weights / weights.sum()
    error = math.sqrt(((shares * (apart - value)) ** 2 / (1 - shares)).sum())
    assert found.high - found.low > 2 * 2.776 * error - 1e-9  # Student's t with at most four degrees
    assert (found.high + found.low) / 2 == pytest.approx(value)


def test_the_same_difference_on_every_event_is_not_known_without_error() -> None:
    pair = source("a", EVENTS[:5], [6] * 5), source("b", EVENTS[:5], [3] * 5)
    (found,) = compare_same_events(pair, [MEASURE], OPTIONS)
    assert found.value == pytest.approx(0.1)
    assert found.high - found.low > 0.1


def test_articles_on_other_events_do_not_matter() -> None:
    more = source("calm", [*EVENTS, 100, -1], [*SUBJECT, 30, 30])
    assert compare_same_events([more, SHARP], [MEASURE], OPTIONS) == compare_same_events(
        [CALM, SHARP], [MEASURE], OPTIONS
    )


def test_several_articles_on_one_event_are_one_unit() -> None:
    parts = source("calm", EVENTS * 2, [count // 2 for count in SUBJECT] * 2, sentences=15)
    assert compare_same_events([parts, SHARP], [MEASURE], OPTIONS) == compare_same_events(
        [CALM, SHARP], [MEASURE], OPTIONS
    )


def test_borrowed_wording_is_left_out() -> None:
    borrowed = replace(SHARP, borrowed=np.array([True] * 4 + [False] * 4))
    assert compare_same_events([CALM, borrowed], [MEASURE], OPTIONS) == ()
    fewer = replace(OPTIONS, min_articles=4)
    assert compare_same_events([CALM, borrowed], [MEASURE], fewer)[0].shared == 4


@pytest.mark.parametrize(("events", "sentences"), [(4, 60), (8, 10)])
def test_below_the_minimum_nothing_is_compared(events: int, sentences: int) -> None:
    pair = [source(name, EVENTS[:events], [3, 5] * (events // 2), sentences) for name in ("a", "b")]
    assert compare_same_events(pair, [MEASURE], OPTIONS) == ()
