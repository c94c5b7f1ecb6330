"""What simple means say: learned from some sentences, thresholds from others, asked about the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.evaluation.arrays import UNKNOWN, FloatArray
from framing.evaluation.baselines import Baseline, predict_from_source, predict_majority, predict_tfidf
from framing.evaluation.lexicon import lexicon_words, majority_words
from framing.evaluation.predictions import Judged, Judgement, pooled
from framing.evaluation.splits import grouped_folds, inner_split
from framing.evaluation.thresholds import Aim, best_threshold
from framing.labelled.examples import Example

TFIDF = "TF-IDF + logistic regression"
MAJORITY = "majority"
SOURCE = "source name only"
LEXICON = "list of the words labelled in training"

FOLDS = 5
"""Parts that a data set is cut into where it has to teach the baselines itself."""

_INNER = 0.15


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
    labels = [label for label in wanted.sentence if all(_carriers(side, label) for side in sides)]
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


def folded_judgements(
    examples: Sequence[Example], wanted: Wanted, seed: int
) -> tuple[tuple[tuple[str, Judgement], ...], tuple[int, ...]]:
    """Run the baselines over a data set that has to teach them itself, fold by fold.

    Args:
        examples: The data set.
        wanted: Labels.
        seed: Seed of the folds.

    Returns:
        Name of each baseline and what it says of all examples, and the rows of the examples in the order in
        which it says it. Nothing where there are fewer groups than folds.
    """
    groups = [example.group for example in examples]
    if len(set(groups)) < FOLDS:
        return (), ()
    folds = grouped_folds(groups, n_folds=FOLDS, seed=seed)
    by_name: dict[str, list[Judgement]] = {}
    for fold in folds:
        rest = [examples[row] for row in fold.train]
        split = inner_split([example.group for example in rest], _INNER, seed)
        parts = Parts(
            [rest[row] for row in split.train],
            [rest[row] for row in split.test],
            [examples[row] for row in fold.test],
        )
        for name, judgement in baseline_judgements(parts, wanted):
            by_name.setdefault(name, []).append(judgement)
    whole = {name: said for name, said in by_name.items() if _alike(said, len(folds))}
    rows = tuple(row for fold in folds for row in fold.test)
    return tuple((name, pooled(said)) for name, said in whole.items()), rows


def _alike(said: Sequence[Judgement], n_folds: int) -> bool:
    """Tell whether every fold has the same labels: a rare one may be absent from some."""
    told = {tuple(one.label for one in (*part.sentences, *part.words)) for part in said}
    return len(said) == n_folds and len(told) == 1


def _carriers(examples: Sequence[Example], label: str) -> list[Example]:
    return [example for example in examples if label in example.labels]


def _judged(baseline: Baseline, label: str, parts: Parts) -> Judged:
    train, inner, scored = _carriers(parts.train, label), _carriers(parts.inner, label), parts.scored
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
