"""Dates in the forms in which the news writes them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.reading.dates import parse_date


@pytest.mark.parametrize(
    "value",
    [
        "2022-02-26",
        "2022-02-26T23:59:00+01:00",
        "2022-02-26 10:00:00 UTC",
        "Sat, 26 Feb 2022 10:00:00 EST",
        "26.02.2022",
        "February 26, 2022",
        "Feb. 26, 2022 at 5:30 p.m. ET",
        "26 February 2022",
        "Published: February 26, 2022",
        "2/26/2022",
        "20220226",
        20220226,
        1645866000,
        1645866000000,
        datetime(2022, 2, 26, 10, tzinfo=UTC),
        date(2022, 2, 26),
    ],
)
def test_form_is_read(value: object) -> None:
    assert parse_date(value) == date(2022, 2, 26)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "March",
        "March 2022",
        "2022",
        "12",
        "2022-02-30",
        "0000-00-00",
        None,
        True,
        0,
        7,
        -1,
        float("nan"),
        [],
        "9" * 5000,
    ],
)
def test_what_is_no_day_gives_none(value: object) -> None:
    assert parse_date(value) is None


def test_points_put_the_day_first_and_strokes_by_option() -> None:
    assert parse_date("01.02.2022") == date(2022, 2, 1)
    assert parse_date("01/02/2022") == date(2022, 1, 2)
    assert parse_date("01/02/2022", day_first=True) == date(2022, 2, 1)


@given(st.text() | st.text("0123456789-/.:, TZMarch+", max_size=30) | st.floats() | st.integers())
def test_nothing_raises(value: object) -> None:
    found = parse_date(value)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    "value", [10**400, -(10**400), float("nan"), float("inf"), 10**14], ids=lambda value: str(value)[:5]
)
def test_number_beyond_every_bound_is_no_date(value: float) -> None:
    assert parse_date(value) is None
