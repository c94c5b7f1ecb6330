"""Simple means on the data of a run: learned from its training part, thresholds from its inner split."""

from collections.abc import Iterator, Sequence

import numpy as np

from framing.evaluation.arrays import UNKNOWN, FloatArray
from framing.evaluation.baselines import Baseline, predict_from_source, predict_majority, predict_tfidf
from framing.evaluation.predictions import Judged, Judgement
from framing.evaluation.thresholds import Aim, best_threshold
from framing.labelled.examples import Example
from framing.training.partition import Partition

TFIDF = "TF-IDF + logistic regression"
MAJORITY = "majority"
SOURCE = "source name only"
_LEAST = 2


def baseline_judgements(
    parts: Partition, data_set: str, labels: Sequence[str]
) -> Iterator[tuple[str, Judgement]]:
    """Run every baseline that the data allow.

    Args:
        parts: The data of a run.
        data_set: Which data set to learn from and measure on.
        labels: Sentence labels; those that the data set does not carry are passed over.

    Yields:
        Name of the baseline, and what it says of the scored part.
    """
    ours = [[example for example in part if example.data_set == data_set] for part in _parts(parts)]
    carried = [label for label in labels if all(_carriers(part, label) for part in (ours[0], ours[2]))]
    if not carried:
        return
    baselines: list[tuple[str, Baseline]] = [(MAJORITY, predict_majority), (TFIDF, predict_tfidf)]
    if len({example.source for example in ours[0] if example.source}) >= _LEAST:
        baselines.insert(1, (SOURCE, predict_from_source))
    for name, baseline in baselines:
        judged = [_judged(baseline, label, ours) for label in carried]
        loaded = next((one for one in judged if one.label == "loaded"), None)
        yield name, Judgement(loaded, None, tuple(one for one in judged if one is not loaded), (), ())


def _parts(parts: Partition) -> tuple[Sequence[Example], ...]:
    return parts.train, parts.inner, parts.scored


def _carriers(examples: Sequence[Example], label: str) -> list[Example]:
    return [example for example in examples if label in example.labels]


def _judged(baseline: Baseline, label: str, parts: Sequence[Sequence[Example]]) -> Judged:
    train, inner = (_carriers(part, label) for part in parts[:2])
    scored = parts[2]
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
