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
