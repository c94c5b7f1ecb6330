"""Ctrl-C and SIGTERM: finish what is under way, then stop; at the second one stop at once."""

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

FINISHING = "finishing the part under way, then stopping; once more stops at once and gives that part up"


class StoppedError(Exception):
    """A run stops between two parts, as it was asked to.

    Args:
        status: The exit status that says which signal asked.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"stopped, status {status}")
        self.status = status


class Stopping:
    """Notes the first signal to stop inside its ``with`` block; the second raises `KeyboardInterrupt`.

    Args:
        say: Called with a line for the user at the first signal.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._asked: int | None = None
        self._before: dict[int, signal._HANDLER] = {}

    def check(self) -> None:
        """Stop here if a signal asked for it.

        Raises:
            StoppedError: A signal asked for it.
        """
        if self._asked is not None:
            raise StoppedError(128 + self._asked)

    def __enter__(self) -> Self:
        # Python lets no other thread handle signals: there, they do what they did.
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._note) for number in _SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, _: FrameType | None) -> None:
        if self._asked is not None:
            raise KeyboardInterrupt
        self._asked = number
        self._say(FINISHING)
