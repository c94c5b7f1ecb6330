"""Work that goes on while other work waits: an iterable that is read by a thread of its own."""

import threading
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from queue import Full, Queue
from typing import Generic, TypeVar

_Item = TypeVar("_Item")

_PATIENCE = 0.1
"""Seconds after which a thread that cannot hand on an item looks whether anybody still wants it."""


@dataclass(frozen=True, slots=True)
class _Given(Generic[_Item]):
    item: _Item


@dataclass(frozen=True, slots=True)
class _Ended:
    fault: BaseException | None = None


def read_ahead(items: Iterable[_Item], *, waiting: int) -> Generator[_Item, None, None]:
    """Read an iterable in a thread, some items before they are asked for.

    What the iterable does in Python takes turns with the caller's own; what it does outside of it, as
    tokenizing, and what the caller does there, as the network, goes on at the same time.

    Args:
        items: Read by the thread alone, from the first item asked for.
        waiting: Items that lie ready at most; one more is being made.

    Yields:
        The items, in their order.

    Raises:
        BaseException: Whatever the iterable raises, at the place where it raised it.
    """
    queue: Queue[_Given[_Item] | _Ended] = Queue(waiting)
    unwanted = threading.Event()
    # A daemon, since it may hang on standard input when the program wants to end.
    threading.Thread(target=_fill, args=(queue, items, unwanted), name="framing-ahead", daemon=True).start()
    try:
        while isinstance(given := queue.get(), _Given):
            yield given.item
        if given.fault is not None:
            raise given.fault
    finally:
        unwanted.set()


def _fill(queue: "Queue[_Given[_Item] | _Ended]", items: Iterable[_Item], unwanted: threading.Event) -> None:
    end = _Ended()
    try:
        for item in items:
            if not _handed_on(queue, _Given(item), unwanted):
                return
    except BaseException as fault:  # raised again where the items are wanted
        end = _Ended(fault)
    _handed_on(queue, end, unwanted)


def _handed_on(
    queue: "Queue[_Given[_Item] | _Ended]", given: _Given[_Item] | _Ended, unwanted: threading.Event
) -> bool:
    while not unwanted.is_set():
        try:
            queue.put(given, timeout=_PATIENCE)
        except Full:
            continue
        return True
    return False
