"""Word probabilities into spans of wording that carry a label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from framing.engines.predict import DECIMALS, Prediction
from framing.model.checkpoint import Checkpoint
from framing.model.pieces import PieceSentence
from framing.scores import LabelledSpan
from framing.text import Span


@dataclass(frozen=True, slots=True)
class WordRun:
    """Neighbouring words that reach a threshold.

    Attributes:
        first: Index of the first word.
        last: Index of the last word, itself part of the run.
        prob: Mean probability of the words, in [0, 1].
    """

    first: int
    last: int
    prob: float


def pool_spans(
    word_probs: Sequence[float], words: Sequence[Span], *, text: str, threshold: float
) -> tuple[WordRun, ...]:
    """Find stretches of words that all reach a threshold.

    The probability of a stretch is the average over it: with the maximum, a single clear word would make
    what stands beside it look clear too. Nothing but white space may part two words of a stretch, since a
    comma or a quotation mark begins another wording.

    Args:
        word_probs: One probability per word, in [0, 1]; NaN, where it is unknown, is below any threshold.
            Shape: ``(n_words,)``.
        words: Where the words stand, one after the other.
        text: The sentence.
        threshold: Least probability of a word that counts, in [0, 1].

    Returns:
        The stretches from left to right; none where no word counts.

    Raises:
        ValueError: There are more or fewer words than probabilities, or the threshold is no probability.

    >>> words = (Span(0, 3), Span(4, 11), Span(13, 19))
    >>> pool_spans([0.9, 0.7, 0.8], words, text="The brutal, savage", threshold=0.6)
    (WordRun(first=0, last=1, prob=0.8), WordRun(first=2, last=2, prob=0.8))
    """
    if len(word_probs) != len(words):
        raise ValueError(f"{len(words)} words but probabilities for {len(word_probs)}")
    if not 0.0 <= threshold <= 1.0:
        raise ValueError(f"threshold must lie in [0, 1], not {threshold}")
    kept = [index for index, prob in enumerate(word_probs) if prob >= threshold]
    return tuple(_runs(kept, word_probs, [(word.start, word.end) for word in words], text))


def labelled_spans(
    text: str, pieces: PieceSentence, prediction: Prediction, checkpoint: Checkpoint
) -> tuple[LabelledSpan, ...]:
    """Find the wording of a sentence that carries a label, for every word label.

    Args:
        text: The sentence.
        pieces: The same sentence as pieces; gives its words and which of them are quoted.
        prediction: Its probabilities.
        checkpoint: Gives the word labels and their thresholds.

    Returns:
        The spans in reading order; where two start together, the one that ends first comes first, and
        of equal places the label first in the checkpoint.
    """
    reached = prediction.word_probs >= [decision.threshold for decision in checkpoint.word_decisions]
    # Most sentences hold nothing of a label, and looking at each of their words takes its time.
    if not reached.any():
        return ()
    places, quoted = pieces.places.tolist(), pieces.quoted.tolist()
    spans = [
        _labelled(run, checkpoint.word_labels[column], places, quoted)
        for column in np.flatnonzero(reached.any(axis=0)).tolist()
        for run in _runs(
            np.flatnonzero(reached[:, column]).tolist(),
            prediction.word_probs[:, column].tolist(),
            places,
            text,
        )
    ]
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _runs(
    kept: Sequence[int], word_probs: Sequence[float], places: Sequence[Sequence[int]], text: str
) -> Iterator[WordRun]:
    """Join kept words that only white space parts; words are bare pairs, since millions pass here."""
    for run in _neighbours(kept, places, text):
        mean = sum(word_probs[index] for index in run) / len(run)
        yield WordRun(run[0], run[-1], round(float(mean), DECIMALS))


def _neighbours(kept: Sequence[int], places: Sequence[Sequence[int]], text: str) -> list[list[int]]:
    runs = [[index] for index in kept[:1]]
    for before, index in pairwise(kept):
        if index == before + 1 and text[places[before][1] : places[index][0]].isspace():
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _labelled(
    run: WordRun, label: str, places: Sequence[Sequence[int]], quoted: Sequence[bool]
) -> LabelledSpan:
    inside = quoted[run.first : run.last + 1]
    return LabelledSpan(
        start=places[run.first][0],
        end=places[run.last][1],
        label=label,
        prob=run.prob,
        quoted=2 * sum(inside) > len(inside),
    )
