"""Sentences of different sources that tell the same thing."""

from itertools import combinations

import numpy as np

from framing.report.events.linkage import link
from framing.report.telling.reading import EventText
from framing.report.telling.values import AlignedSentences

# Two sentences below this share a subject at most. Chosen by reading; see docs/events.md.
_LEAST_LIKENESS = 0.22


def align_sentences(text: EventText, skipped: set[int]) -> tuple[AlignedSentences, ...]:
    """Align the sentences of an event across its sources.

    Two sentences go together if each is the other's closest in the other source, and they are alike.

    Args:
        text: The sentences of an event.
        skipped: Sentences to leave out, by number.

    Returns:
        Aligned sentences in the reading order of the first.
    """
    likeness = text.likeness.copy()
    likeness[sorted(skipped)] = 0.0
    likeness[:, sorted(skipped)] = 0.0
    groups = link(_mutual(text, likeness), threshold=_LEAST_LIKENESS / 2, most_compared=len(likeness))
    aligned = []
    for group in groups:
        values = [likeness[one, other] for one, other in combinations(group, 2)]
        sentences = tuple(text.sentences[number] for number in group)
        # Where all say it in the same words there is nothing to compare.
        differ = len({" ".join(sentence.text.split()) for sentence in sentences}) > 1
        if differ and len({sentence.source for sentence in sentences}) > 1:
            aligned.append(AlignedSentences(sentences, float(np.mean([value for value in values if value]))))
    return tuple(aligned)


def _mutual(
    text: EventText, likeness: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> list[tuple[int, int, float]]:
    """Give the pairs that are each other's closest between two sources."""
    places = {
        source: np.array([k for k, sentence in enumerate(text.sentences) if sentence.source == source])
        for source in text.sources()
    }
    pairs = []
    for first, second in combinations(places.values(), 2):
        between = likeness[np.ix_(first, second)]
        for row, column in enumerate(between.argmax(axis=1)):
            value = float(between[row, column])
            if value >= _LEAST_LIKENESS and between[:, column].argmax() == row:
                one, other = sorted((int(first[row]), int(second[column])))
                pairs.append((one, other, value))
    return pairs
