"""Texts that stand in both the training and the evaluation part, word for word or nearly."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from framing.errors import TrainingDataError

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′´`", "'") | dict.fromkeys("“”„‟″«»", '"'))
_SHOWN = 3
_SHOWN_LENGTH = 80


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two texts that share most of their wording.

    Attributes:
        train: Row of the training text.
        test: Row of the evaluation text.
        containment: Share of the shorter text's word shingles that the other holds too, in [0, 1].
    """

    train: int
    test: int
    containment: float


def normalise(text: str) -> str:
    """Reduce a text to what makes it the same text: its letters, digits and signs.

    Unicode is brought to NFKC, case folded, quotation marks straightened, invisible characters
    dropped, and every run of white space and punctuation becomes one space.

    Args:
        text: Any text.

    Returns:
        The reduced text; empty when there is nothing but space and punctuation.

    >>> normalise("  The “plan”, he said,\u00a0DIDN’T work…")
    'the plan he said didn t work'
    """
    folded = unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold()
    kept = (_reduced(character) for character in unicodedata.normalize("NFKC", folded))
    return re.sub(" +", " ", "".join(kept)).strip()


def check_disjoint(train_texts: Sequence[str], test_texts: Sequence[str]) -> None:
    """Refuse an evaluation part that holds a text of the training part.

    Args:
        train_texts: Texts to learn from.
        test_texts: Texts to measure on.

    Raises:
        TrainingDataError: At least one normalised text stands in both; the first few are named.
    """
    shared = shared_texts(train_texts, test_texts)
    if shared:
        raise TrainingDataError(
            f"{len(shared)} of the texts to measure on are also learned from: {first_few(shared)}"
        )


def shared_texts(train_texts: Sequence[str], test_texts: Sequence[str]) -> tuple[str, ...]:
    """Find the texts of an evaluation part that stand in the training part.

    Args:
        train_texts: Texts to learn from.
        test_texts: Texts to measure on.

    Returns:
        Those of the latter whose normal form stands in both, each once, in order.
    """
    seen = {normalise(text) for text in train_texts} - {""}
    return tuple(dict.fromkeys(text for text in test_texts if normalise(text) in seen))


def first_few(texts: Sequence[str]) -> str:
    """Name texts in an error.

    Args:
        texts: At least one.

    Returns:
        The first three, shortened, and how many more there are.
    """
    shown = "; ".join(repr(shortened(text)) for text in texts[:_SHOWN])
    return shown + (f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else "")


def near_duplicates(
    train_texts: Sequence[str], test_texts: Sequence[str], *, threshold: float = 0.8, size: int = 3
) -> tuple[NearDuplicate, ...]:
    """Report evaluation texts that nearly stand in the training part.

    This reports and does not refuse: quoted statements and agency sentences recur in honest data.

    Args:
        train_texts: Texts to learn from.
        test_texts: Texts to measure on.
        threshold: Share of the shorter text's shingles from which a pair is reported, in (0, 1].
        size: Words in a shingle. A text with fewer words is one shingle.

    Returns:
        The closest training text of each such evaluation text, in order of the latter.
    """
    train = [_shingles(text, size) for text in train_texts]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for row, shingles in enumerate(train):
        for shingle in shingles:
            holders[shingle].append(row)
    closest = (_closest(row, _shingles(text, size), train, holders) for row, text in enumerate(test_texts))
    return tuple(pair for pair in closest if pair is not None and pair.containment >= threshold)


def _closest(
    test: int, shingles: frozenset[str], train: Sequence[frozenset[str]], holders: defaultdict[str, list[int]]
) -> NearDuplicate | None:
    shared = Counter(row for shingle in shingles for row in holders.get(shingle, ()))
    pairs = (
        NearDuplicate(row, test, count / min(len(shingles), len(train[row]))) for row, count in shared.items()
    )
    return max(pairs, key=lambda pair: (pair.containment, -pair.train), default=None)


def _shingles(text: str, size: int) -> frozenset[str]:
    words = normalise(text).split()
    starts = range(max(len(words) - size + 1, 1))
    return frozenset(" ".join(words[start : start + size]) for start in starts) - {""}


def _reduced(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category[0] in "PZC" else character


def shortened(text: str) -> str:
    """Cut a text to what an error can show."""
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
