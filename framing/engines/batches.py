"""Sentences into batches with little padding, and the network's answers back to their sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.engines.interface import Logits
from framing.engines.predict import WindowLogits
from framing.model.pieces import Batch, PieceSentence, Window, pad, rounded

PIECE_BUDGET = 2048
"""Most pieces in one batch, padding included: small enough for a core's cache, large enough to fill it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window belongs.

    Attributes:
        sentence: Index of its sentence.
        window: Index of the window within the sentence.
    """

    sentence: int
    window: int


def plan(sentences: Sequence[PieceSentence], *, budget: int = PIECE_BUDGET) -> tuple[tuple[Place, ...], ...]:
    """Sort the windows of sentences by length and cut them into batches of few shapes.

    All windows of a batch have the same rounded length. A batch fills the budget, or what is left of a
    length is cut into powers of two: OpenVINO keeps what it prepares for every shape it meets, and for a
    long run those add up to gigabytes.

    Args:
        sentences: The sentences as pieces.
        budget: Most pieces in a batch, padding included. A window longer than that is a batch alone.

    Returns:
        The places in each batch. Every window stands in exactly one batch.
    """
    by_length: dict[int, list[Place]] = {}
    for index, sentence in enumerate(sentences):
        for number, window in enumerate(sentence.windows):
            by_length.setdefault(rounded(len(window.ids)), []).append(Place(index, number))
    return tuple(
        batch
        for length, places in sorted(by_length.items())
        for batch in _cut(places, max(1, budget // length))
    )


def _cut(places: Sequence[Place], full: int) -> Iterator[tuple[Place, ...]]:
    start = 0
    while start < len(places):
        left = len(places) - start
        rows = full if left >= full else 1 << (left.bit_length() - 1)
        yield tuple(places[start : start + rows])
        start += rows


def padded(places: Sequence[Place], sentences: Sequence[PieceSentence]) -> Batch:
    """Put the windows at some places side by side.

    Args:
        places: At least one place, all of one rounded length.
        sentences: The sentences that the places speak of.

    Returns:
        The batch: one row per place.
    """
    windows = [_window(sentences, place) for place in places]
    return pad(windows, length=rounded(max(len(window.ids) for window in windows)))


class Answers:
    """Collects the network's answers until a sentence has one for each of its windows.

    Args:
        sentences: The sentences as pieces.
    """

    def __init__(self, sentences: Sequence[PieceSentence]) -> None:
        self._sentences = sentences
        self._parts: dict[int, dict[int, WindowLogits]] = {}

    def take(self, places: Sequence[Place], logits: Logits) -> Iterator[tuple[int, list[WindowLogits]]]:
        """Take the answers to one batch.

        Args:
            places: The batch's places.
            logits: One row per place.

        Yields:
            Each sentence that is now complete, as its index and its answers in the order of its windows.
        """
        for row, place in enumerate(places):
            parts = self._parts.setdefault(place.sentence, {})
            parts[place.window] = _row(logits, row)
            if len(parts) == len(self._sentences[place.sentence].windows):
                del self._parts[place.sentence]
                yield place.sentence, [parts[number] for number in sorted(parts)]


def _window(sentences: Sequence[PieceSentence], place: Place) -> Window:
    return sentences[place.sentence].windows[place.window]


def _row(logits: Logits, row: int) -> WindowLogits:
    return WindowLogits(
        sentence=np.asarray(logits.sentence[row]),
        own=float(logits.own[row]),
        words=np.asarray(logits.words[row]),
    )
