"""What the contenders of `benchmarks.speed` are given to do, and how many operations that is."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

SOURCES = 8
ARTICLE_SENTENCES = 20
PARAGRAPH_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """Shape of an encoder.

    Attributes:
        layers: Its layers.
        hidden: Width of what passes from layer to layer.
        inner: Width between the two feed-forward products of a layer.
    """

    layers: int
    hidden: int
    inner: int

    @classmethod
    def of(cls, checkpoint: Path) -> Self:
        """Read the shape from a checkpoint's config."""
        encoder = json.loads((checkpoint / "config.json").read_text("utf-8"))["encoder"]
        return cls(encoder["num_hidden_layers"], encoder["hidden_size"], encoder["intermediate_size"])

    @property
    def products(self) -> tuple[tuple[int, int], ...]:
        """Inputs and outputs of each linear layer in turn: query, key, value, output, feed-forward."""
        square = (self.hidden, self.hidden)
        layer = (square, square, square, square, (self.hidden, self.inner), (self.inner, self.hidden))
        return layer * self.layers

    def linear(self, pieces: int) -> int:
        """Count the operations of all linear layers: a multiplication is one, an addition another."""
        return 2 * pieces * sum(inputs * outputs for inputs, outputs in self.products)

    def operations(self, pieces: int) -> int:
        """Count the operations that a window needs: those of its linear layers and of attention.

        Attention multiplies each piece with each, once to weigh and once to gather. What else a network
        does (embeddings, normalization, softmax, the heads) is no product, or next to nothing.

        Args:
            pieces: Pieces of the window, the special ones included, padding left out.
        """
        attention = 2 * self.layers * 2 * pieces * pieces * self.hidden
        return self.linear(pieces) + attention


def enough(texts: Iterable[str], number: int) -> list[str]:
    """Give so many sentences, none twice.

    A sentence that came before would be remembered and cost nothing. Where there are too few, they come again
    with one word in capitals, in each pass another one: new to the memory, and the same pieces to a
    tokenizer that ignores case.

    Args:
        texts: The sentences that there are.
        number: How many are wanted.

    Raises:
        ValueError: So many cannot be made of them.
    """
    given = list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
    found = dict.fromkeys(given)
    longest = max((len(text.split()) for text in given), default=0)
    for place in range(longest):
        if len(found) >= number:
            break
        found.update(dict.fromkeys(_raised(text, place) for text in given))
    if len(found) < number:
        raise ValueError(f"only {len(found)} sentences can be made of {len(given)}, not {number}")
    return list(found)[:number]


def _raised(text: str, place: int) -> str:
    words = text.split(" ")
    return " ".join(word.upper() if number == place else word for number, word in enumerate(words))


def deal(sentences: Sequence[str], folder: Path) -> int:
    """Deal sentences into article files, as `framing score` reads them.

    Args:
        sentences: The sentences.
        folder: Where a folder per source is made.

    Returns:
        How many articles there are.
    """
    starts = range(0, len(sentences), ARTICLE_SENTENCES)
    for number, start in enumerate(starts):
        source = folder / f"Source {number % SOURCES + 1}"
        source.mkdir(parents=True, exist_ok=True)
        article = sentences[start : start + ARTICLE_SENTENCES]
        (source / f"{number:06}.txt").write_text(as_article(article), "utf-8")
    return len(starts)


def as_article(sentences: Sequence[str]) -> str:
    """Put sentences into paragraphs."""
    starts = range(0, len(sentences), PARAGRAPH_SENTENCES)
    paragraphs = (" ".join(sentences[start : start + PARAGRAPH_SENTENCES]) for start in starts)
    return "\n\n".join(paragraphs) + "\n"


def spread(sentences: Sequence[str], number: int) -> list[str]:
    """Pick sentences evenly over their lengths, so that they are as long as all are on average.

    Args:
        sentences: The sentences.
        number: How many at most.

    Returns:
        The picked ones in their order.
    """
    if number >= len(sentences):
        return list(sentences)
    by_length = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
    step = len(sentences) / number
    picked = sorted(by_length[int((place + 0.5) * step)] for place in range(number))
    return [sentences[index] for index in picked]
