import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.scoring.ahead import read_ahead


@given(st.lists(st.integers()), st.integers(1, 5))
def test_every_item_comes_once_and_in_order(items: list[int], waiting: int) -> None:
    assert list(read_ahead(items, waiting=waiting)) == items


def test_a_fault_comes_after_the_items_before_it() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise OSError("the disk is gone")

    got = []
    with pytest.raises(OSError, match="the disk is gone"):
        got.extend(read_ahead(failing(), waiting=1))
    assert got == [1]


def test_no_more_is_read_than_may_wait() -> None:
    read: list[int] = []

    def counting() -> Iterator[int]:
        for number in range(100):
            read.append(number)
            yield number

    items = read_ahead(counting(), waiting=2)
    next(items)
    time.sleep(0.05)
    # One was taken, two wait, one is in the thread's hand.
    assert len(read) <= 4
    items.close()


def test_closing_ends_the_thread() -> None:
    def endless() -> Iterator[int]:
        while True:
            yield 0

    items = read_ahead(endless(), waiting=1)
    next(items)
    items.close()
    deadline = time.monotonic() + 5
    while any(thread.name == "framing-ahead" for thread in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
