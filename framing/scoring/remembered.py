"""What was said of sentences that may come again: agency copy stands in many sources, word for word."""

from dataclasses import dataclass

from framing.scores import LabelledSpan
from framing.text import Sentence, Span

MOST_SENTENCES = 16_384
"""Sentences of one generation; two are kept, some 40 MB."""

Key = tuple[str, tuple[Span, ...]]
"""All that a sentence's scores depend on: its text and which of it is quoted."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a checkpoint says of a sentence, wherever it stands.

    Attributes:
        quoted_share: Share of its words inside quotation marks, in [0, 1].
        loaded: Probability that the wording is loaded; ``None`` where the checkpoint does not tell.
        own_loaded: The same for the source's own words.
        frames: One probability per frame, in the checkpoint's order.
        spans: Wording that carries a label.
    """

    quoted_share: float
    loaded: float | None
    own_loaded: float | None
    frames: tuple[float, ...]
    spans: tuple[LabelledSpan, ...]


def key_of(sentence: Sentence) -> Key:
    """Give what a sentence is remembered by.

    Args:
        sentence: The sentence.

    Returns:
        Equal for sentences that score alike.
    """
    return sentence.text, sentence.quoted


class Remembered:
    """A bounded memory of sentences: those met longest ago are forgotten, a generation at a time.

    One thread may ask while another adds: both only ever replace whole dictionaries.

    Args:
        most: Sentences of one generation, at least 1.
    """

    def __init__(self, most: int = MOST_SENTENCES) -> None:
        self._most = most
        self._young: dict[Key, Judged] = {}
        self._old: dict[Key, Judged] = {}

    def get(self, key: Key) -> Judged | None:
        """Recall a sentence.

        Args:
            key: As `key_of` gives it.

        Returns:
            What was said of it, or ``None`` where it is not remembered.
        """
        found = self._young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.add(key, found)
        return found

    def add(self, key: Key, judged: Judged) -> None:
        """Remember a sentence.

        Args:
            key: As `key_of` gives it.
            judged: What is said of it.
        """
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = judged
