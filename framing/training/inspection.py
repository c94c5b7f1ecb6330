"""A look at labelled data before anything is learned from it: what is there, and what will hurt."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.errors import TrainingDataError
from framing.evaluation import confusion
from framing.evaluation.baselines import predict_from_source
from framing.evaluation.leaks import normalise, shortened
from framing.evaluation.splits import grouped_folds
from framing.labelled.examples import Example
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.model.pieces import PieceEncoder

FEW = 20
"""Sentences of either kind below which a label can hardly be learned, and not be measured."""

TELLING = 0.65
"""Macro-F1 of the source's name alone from which it is said that labels follow the source."""

_FOLDS = 5
_SIMILAR = 0.85


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was seen in labelled data.

    Attributes:
        data_set: Name of the data set.
        text: What was seen, in one line.
        warning: Whether it is likely to hurt.
        example: One text of which it is true, shortened; ``None`` where one text shows nothing. For
            whoever holds the data: a model card is published, and may not quote them.
    """

    data_set: str
    text: str
    warning: bool
    example: str | None = None


def inspect(
    name: str, examples: Sequence[Example], encoder: PieceEncoder, window: int
) -> tuple[Finding, ...]:
    """Look at a data set.

    Args:
        name: Its name.
        examples: Its examples.
        encoder: Cuts sentences into pieces.
        window: Most pieces that are learned from.

    Returns:
        What was seen: size and balance first, then what will hurt.
    """
    seen = [Finding(name, text, warning=False) for text in _sizes(examples)]
    hurting = (
        *_rare_labels(examples),
        *_similar_names(examples),
        *_opposites(examples),
        *_long(examples, encoder, window),
        *_follows_source(examples),
    )
    warned = (Finding(name, text, warning=True) for text in hurting)
    return (*seen, *warned, *_repeated(name, examples))


def namesakes(name: str, examples: Sequence[Example]) -> tuple[Finding, ...]:
    """Say which labels of a user's table are called like labels of this package, and what follows.

    Args:
        name: Name of the data set.
        examples: Its examples.

    Returns:
        A line per kind of namesake. A label is one of the sentence or one of words: a role that names
        sentences, or a frame that names words, shares but the name.
    """
    sentence = set(_labels(examples))
    words = set(_word_counts(examples))
    same = sorted((sentence & set(FRAME_NAMES)) | (words & set(ROLE_NAMES)))
    apart = sorted((sentence & set(ROLE_NAMES)) | (words & set(FRAME_NAMES)))
    found = []
    if same:
        found.append(
            f"{', '.join(same)}: taken for what 'framing labels' shows by that name, and learned on where "
            "the checkpoint tells it; rename what means something else"
        )
    if apart:
        found.append(
            f"{', '.join(apart)}: not what 'framing labels' shows by that name: there it is a label of words "
            "and here of sentences, or the other way round"
        )
    return tuple(Finding(name, text, warning=False) for text in found)


def check_learnable(name: str, examples: Sequence[Example]) -> None:
    """Refuse data from which nothing can be learned.

    Args:
        name: Name of the data set and its file.
        examples: Its examples.

    Raises:
        TrainingDataError: No label occurs in some sentences and not in others.
    """
    counts = {label: _counts(examples, label) for label in _labels(examples)}
    told = any(positive and negative for positive, negative in counts.values())
    if not told and not any(place for example in examples for place in example.spans.values()):
        listed = ", ".join(counts) or "none"
        raise TrainingDataError(
            f"{name}: every sentence is labelled alike ({listed}), so there is nothing to tell apart"
        )


def _sizes(examples: Sequence[Example]) -> Iterator[str]:
    sources = len({example.source for example in examples if example.source})
    groups = len({example.group for example in examples})
    yield f"{len(examples):,} sentences in {groups:,} groups" + (
        f" by {sources:,} sources" if sources else ""
    )
    for label in _labels(examples):
        positive, negative = _counts(examples, label)
        yield f"{label}: {positive:,} yes, {negative:,} no ({positive / (positive + negative):.0%})"
    for label, spans in _word_counts(examples).items():
        yield f"words {label}: {spans:,} places"


def _labels(examples: Sequence[Example]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for example in examples for label in example.labels))


def _counts(examples: Sequence[Example], label: str) -> tuple[int, int]:
    given = [example.labels[label] >= 0.5 for example in examples if label in example.labels]
    return sum(given), len(given) - sum(given)


def _word_counts(examples: Sequence[Example]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for example in examples:
        for label, places in example.spans.items():
            counts[label] += len(places)
    return counts


def _rare_labels(examples: Sequence[Example]) -> Iterator[str]:
    for label in _labels(examples):
        positive, negative = _counts(examples, label)
        if min(positive, negative) < FEW:
            kind, least = ("carry", positive) if positive < negative else ("lack", negative)
            yield f"only {least} sentences {kind} {label}: too few to learn it well or to measure it"
    for label, spans in _word_counts(examples).items():
        if spans < FEW:
            yield f"only {spans} places are labelled {label}: too few to learn it well or to measure it"


def _similar_names(examples: Sequence[Example]) -> Iterator[str]:
    names = _labels(examples)
    for place, name in enumerate(names):
        near = difflib.get_close_matches(
            name.lower(), [other.lower() for other in names[:place]], 1, _SIMILAR
        )
        if near:
            other = next(other for other in names if other.lower() == near[0])
            yield f"the labels {other!r} and {name!r} are spelled nearly alike: are they one?"


def _opposites(examples: Sequence[Example]) -> Iterator[str]:
    """Say where two labels are the only ones and each is the other's opposite."""
    names = _labels(examples)
    if len(names) != 2 or "loaded" in names or any(_similar_names(examples)):
        return
    first, second = names
    if all((example.labels.get(first) == 1) != (example.labels.get(second) == 1) for example in examples):
        yield (
            f"{first} and {second} are each other's opposite; if one means loaded wording, write 1 and 0 "
            "instead: only then does the checkpoint tell `loaded`, which reports are compiled of"
        )


def _repeated(name: str, examples: Sequence[Example]) -> Iterator[Finding]:
    alike: defaultdict[str, list[Example]] = defaultdict(list)
    for example in examples:
        alike[normalise(example.sentence.text)].append(example)
    several = [same for same in alike.values() if len(same) > 1]
    against = [same for same in several if len({_answer(example) for example in same}) > 1]
    for texts, what in (
        (several, "texts stand there more than once"),
        (against, "of these are labelled in several ways"),
    ):
        if texts:
            shown = shortened(texts[0][0].sentence.text)
            yield Finding(name, f"{len(texts):,} {what}", warning=True, example=shown)


def _answer(example: Example) -> tuple[tuple[str, bool], ...]:
    return tuple((label, value >= 0.5) for label, value in sorted(example.labels.items()))


def _long(examples: Sequence[Example], encoder: PieceEncoder, window: int) -> Iterator[str]:
    pieces = encoder.encode([example.sentence for example in examples])
    longest = [len(sentence.windows) > 1 or len(sentence.windows[0].ids) > window for sentence in pieces]
    if any(longest):
        yield f"{sum(longest):,} texts are longer than {window} pieces: what comes later is not learned from"


def _follows_source(examples: Sequence[Example]) -> Iterator[str]:
    """Say which labels can be told from the source's name, without the text."""
    for label in _labels(examples):
        named = [example for example in examples if example.source and label in example.labels]
        if (
            min(_counts(named, label), default=0) >= FEW
            and len({example.group for example in named}) >= _FOLDS
        ):
            score = _score_by_source(named, label)
            if score >= TELLING:
                yield (
                    f"{label} can be told from the source's name alone (macro-F1 {score:.2f}): "
                    "what looks like wording may be who writes"
                )


def _score_by_source(examples: Sequence[Example], label: str) -> float:
    truth = np.asarray([int(example.labels[label] >= 0.5) for example in examples])
    sources = np.asarray([example.source or "" for example in examples], dtype=object)
    given = np.zeros(len(truth), dtype=bool)
    for fold in grouped_folds([example.group for example in examples], n_folds=_FOLDS, seed=0):
        train, test = list(fold.train), list(fold.test)
        given[test] = predict_from_source(list(sources[train]), truth[train], list(sources[test])) >= 0.5
    return float(np.nan_to_num(confusion.macro_f1(confusion.outcomes(truth, given).sum(axis=0))))
