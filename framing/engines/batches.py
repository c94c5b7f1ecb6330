"""Sentences into batches with little padding, and the network's answers back to their sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.engines.interface import Logits
from framing.engines.predict import WindowLogits
from framing.model.pieces import Batch, PieceSentence, Window, pad

PIECE_BUDGET = 2048
"""Most pieces in one batch, padding included: small enough for a core's cache, large enough to fill it."""

LENGTH_STEP = 8
"""Lengths of batches are multiples of this."""


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
    """Sort the windows of sentences by length and cut them into batches.

    Args:
        sentences: The sentences as pieces.
        budget: Most pieces in a batch, padding included. A window longer than that is a batch alone.

    Returns:
        The places in each batch. Every window stands in exactly one batch.
    """
    places = [
        Place(index, number)
        for index, sentence in enumerate(sentences)
        for number in range(len(sentence.windows))
    ]
    # The sort keeps the order of equal lengths, so the same input gives the same batches.
    places.sort(key=lambda place: len(_window(sentences, place).ids))
    return tuple(_filled(places, sentences, budget))


def _filled(
    places: Sequence[Place], sentences: Sequence[PieceSentence], budget: int
) -> Iterator[tuple[Place, ...]]:
    batch: list[Place] = []
    for place in places:
        # Lengths ascend, so the batch would be as long as this window.
        if batch and (len(batch) + 1) * _rounded(len(_window(sentences, place).ids)) > budget:
            yield tuple(batch)
            batch = []
        batch.append(place)
    if batch:
        yield tuple(batch)


def padded(
    places: Sequence[Place], sentences: Sequence[PieceSentence], *, budget: int = PIECE_BUDGET
) -> Batch:
    """Put the windows at some places side by side, in one of few shapes.

    OpenVINO keeps what it prepares for every shape it meets, and for a long run those add up to
    gigabytes. So lengths are rounded up, and rows as well, with copies of the first one.

    Args:
        places: At least one place.
        sentences: The sentences that the places speak of.
        budget: As given to `plan`.

    Returns:
        The batch: one row per place, then copies that nobody asks for.
    """
    windows = [_window(sentences, place) for place in places]
    full = max(1, budget // _rounded(max(len(window.ids) for window in windows)))
    spare = _rows(len(windows), full) - len(windows)
    return pad([*windows, *windows[:1] * spare], multiple=LENGTH_STEP)


def _rounded(length: int) -> int:
    return -(-length // LENGTH_STEP) * LENGTH_STEP


def _rows(n: int, full: int) -> int:
    """Round a number of rows up: to a full batch, or for less than half of one to a power of two."""
    return max(full, n) if 2 * n > full else 1 << (n - 1).bit_length()


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
