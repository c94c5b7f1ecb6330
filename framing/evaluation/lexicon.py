"""What a list of words says of words: labelled wherever training labelled it more often than not."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from framing.evaluation.arrays import UNKNOWN, FloatArray, IntArray
from framing.evaluation.predictions import Judged
from framing.labelled.examples import Example, word_labels
from framing.text import word_spans


def majority_words(scored: Sequence[Example], label: str) -> Judged:
    """Label no word: most words carry no label.

    Args:
        scored: The examples to say it of.
        label: A word label.

    Returns:
        The label beside that, one unit per word.
    """
    return _judged(scored, label, np.zeros(sum(len(_words(example)) for example in scored)))


def lexicon_words(train: Sequence[Example], scored: Sequence[Example], label: str) -> Judged:
    """Label the words that were labelled more often than not in training, whatever stands around them.

    Args:
        train: Examples to learn the list from.
        scored: The examples to ask it about.
        label: A word label.

    Returns:
        The label beside what the list says, one unit per word. Case does not matter; unknown words get 0.
    """
    shares = _shares(train, label)
    probs = [shares.get(word, 0.0) for example in scored for word in _words(example)]
    return _judged(scored, label, np.asarray(probs, dtype=np.float64))


def _shares(train: Sequence[Example], label: str) -> Mapping[str, float]:
    """Give the share of each word's places that carry the label."""
    seen: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for example in train:
        for word, given in zip(_words(example), _known(example, label), strict=True):
            seen[word] += given != UNKNOWN
            labelled[word] += given == 1
    return {word: count / seen[word] for word, count in labelled.items() if count}


def _judged(scored: Sequence[Example], label: str, probs: FloatArray) -> Judged:
    known: IntArray = np.fromiter(
        chain.from_iterable(_known(example, label) for example in scored), dtype=np.int64
    )
    groups = tuple(example.group for example in scored for _ in _words(example))
    return Judged(label, known, probs, probs > 0.5, groups)


def _known(example: Example, label: str) -> list[int]:
    given = word_labels(example, label)
    return [UNKNOWN if math.isnan(value) else int(value >= 0.5) for value in given]


def _words(example: Example) -> list[str]:
    text = example.sentence.text
    return [text[word.start : word.end].casefold() for word in word_spans(text)]
