"""What simple means say: learned from some sentences, thresholds from others, asked about the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.evaluation.arrays import UNKNOWN, FloatArray
from framing.evaluation.baselines import Baseline, predict_from_source, predict_majority, predict_tfidf
from framing.evaluation.lexicon import lexicon_words, majority_words
from framing.evaluation.predictions import Judged, Judgement
from framing.evaluation.thresholds import Aim, best_threshold
from framing.labelled.examples import Example

TFIDF = "TF-IDF + logistic regression"
MAJORITY = "majority"
SOURCE = "source name only"
LEXICON = "list of the words labelled in training"


@dataclass(frozen=True, slots=True)
class Parts:
    """Examples of one data set.

    Attributes:
        train: Learned from.
        inner: Chooses thresholds.
        scored: Asked about.
    """

    train: Sequence[Example]
    inner: Sequence[Example]
    scored: Sequence[Example]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Labels that baselines are asked for.

    Attributes:
        sentence: Sentence labels.
        words: Word labels.
    """

    sentence: Sequence[str]
    words: Sequence[str]


def baseline_judgements(parts: Parts, wanted: Wanted) -> Iterator[tuple[str, Judgement]]:
    """Run every baseline that the data allow.

    Args:
        parts: The examples.
        wanted: Labels; those that the examples do not carry are passed over.

    Yields:
        Name of the baseline, and what it says of the scored part.
    """
    sides = parts.train, parts.scored
    labels = [label for label in wanted.sentence if all(carriers(side, label) for side in sides)]
    words = [
        label
        for label in wanted.words
        if all(any(label in example.spans for example in side) for side in sides)
    ]
    none = tuple(majority_words(parts.scored, label) for label in words)
    if labels or words:
        yield MAJORITY, _judgement(predict_majority, labels, parts, none)
    if labels and len({example.source for example in parts.train if example.source}) > 1:
        yield SOURCE, _judgement(predict_from_source, labels, parts)
    if labels:
        yield TFIDF, _judgement(predict_tfidf, labels, parts)
    if words:
        listed = tuple(lexicon_words(parts.train, parts.scored, label) for label in words)
        yield LEXICON, Judgement(None, None, (), listed, ())


def _judgement(
    baseline: Baseline, labels: Sequence[str], parts: Parts, words: tuple[Judged, ...] = ()
) -> Judgement:
    judged = [_judged(baseline, label, parts) for label in labels]
    loaded = next((one for one in judged if one.label == "loaded"), None)
    return Judgement(loaded, None, tuple(one for one in judged if one is not loaded), words, ())


def carriers(examples: Sequence[Example], label: str) -> list[Example]:
    """Give the examples whose sentence label is known.

    Args:
        examples: The examples.
        label: A sentence label.

    Returns:
        Those that say yes or no to it, in order.
    """
    return [example for example in examples if label in example.labels]


def _judged(baseline: Baseline, label: str, parts: Parts) -> Judged:
    train, inner, scored = carriers(parts.train, label), carriers(parts.inner, label), parts.scored
    features = [[_feature(baseline, example) for example in part] for part in (train, inner, scored)]
    probs = baseline(features[0], _labels(train, label), [*features[1], *features[2]])
    threshold = _threshold(label, _labels(inner, label), probs[: len(inner)])
    wanted = probs[len(inner) :]
    groups = tuple(example.group for example in scored)
    return Judged(label, np.asarray(_labels(scored, label)), wanted, wanted >= threshold, groups)


def _feature(baseline: Baseline, example: Example) -> str:
    return (example.source or "") if baseline is predict_from_source else example.sentence.text


def _labels(examples: Sequence[Example], label: str) -> list[int]:
    given = (example.labels.get(label) for example in examples)
    return [UNKNOWN if value is None else int(value >= 0.5) for value in given]


def _threshold(label: str, labels: Sequence[int], probs: FloatArray) -> float:
    aim: Aim = "macro_f1" if label == "loaded" else "f1"
    chosen = best_threshold(labels, probs, aim=aim)
    return 0.5 if chosen is None else chosen.threshold
