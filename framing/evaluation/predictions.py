"""Labelled examples beside what a checkpoint says of them, as plain arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np

from framing.engines.predict import DECIMALS, SentenceLogits
from framing.engines.spans import pool_spans
from framing.evaluation.arrays import UNKNOWN, BoolArray, FloatArray, IntArray
from framing.evaluation.spans import span_counts
from framing.labelled.examples import Example, word_labels
from framing.model.checkpoint import Checkpoint, Decision
from framing.model.sigmoid import sigmoid
from framing.text import Span, word_spans

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One label over some units, sentences or words.

    Attributes:
        label: The label.
        labels: 0, 1 or -1 (unknown). Shape: ``(n,)``.
        probs: Calibrated probability, in [0, 1]. Shape: ``(n,)``.
        given: Whether the label was given, by the threshold of whoever gave the probability. Shape: ``(n,)``.
        groups: Group of each unit (article, event). Length ``n``.
    """

    label: str
    labels: IntArray
    probs: FloatArray
    given: BoolArray
    groups: tuple[str, ...]

    def known(self) -> "Judged":
        """Keep the units whose label is known."""
        keep = self.labels != UNKNOWN
        groups = tuple(group for group, kept in zip(self.groups, keep, strict=True) if kept)
        return Judged(self.label, self.labels[keep], self.probs[keep], self.given[keep], groups)


@dataclass(frozen=True, slots=True, eq=False)
class JudgedSpans:
    """The places of one word label, labelled and found.

    Attributes:
        label: The label.
        counts: As `framing.evaluation.spans.span_counts` gives them, a row per sentence. Shape: ``(n, 5)``.
        groups: Group of each sentence. Length ``n``.
    """

    label: str
    counts: FloatArray
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """How often something that must hold did hold.

    Attributes:
        name: What must hold.
        held: Whether it did. Shape: ``(n,)``.
        groups: Group of each unit. Length ``n``.
    """

    name: str
    held: BoolArray
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """Everything that can be compared between labels and a checkpoint on one data set.

    Attributes:
        loaded: ``loaded`` per sentence; ``None`` where the checkpoint does not tell it.
        own: ``loaded`` of the source's own words, where a sentence quotes and says something; or ``None``.
        frames: The other sentence labels.
        words: Word labels per word.
        spans: Word labels per place.
        shares: What must hold between examples, where they belong together.
    """

    loaded: Judged | None
    own: Judged | None
    frames: tuple[Judged, ...]
    words: tuple[Judged, ...]
    spans: tuple[JudgedSpans, ...]
    shares: tuple[Share, ...] = ()

    @property
    def sentences(self) -> tuple[Judged, ...]:
        """Every sentence label, ``loaded`` first."""
        return (*([] if self.loaded is None else [self.loaded]), *self.frames)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Labelled examples and what a checkpoint said of them.

    Attributes:
        examples: The examples.
        logits: What the checkpoint said of each.
        checkpoint: Gives labels, calibration and thresholds.
    """

    examples: Sequence[Example]
    logits: Sequence[SentenceLogits]
    checkpoint: Checkpoint

    def judgement(self) -> Judgement:
        """Put every label of the checkpoint beside its probability."""
        told = self.checkpoint
        loaded = "loaded" in told.sentence_labels
        return Judgement(
            loaded=self.sentences("loaded") if loaded else None,
            own=self.own() if loaded else None,
            frames=tuple(self.sentences(name) for name in told.frames),
            words=tuple(self.words(name) for name in told.word_labels),
            spans=tuple(self.spans(name) for name in told.word_labels),
        )

    def sentences(self, label: str) -> Judged:
        """Put a sentence label beside its probability, one unit per example."""
        place = self.checkpoint.sentence_labels.index(label)
        raw = [row.sentence[place] for row in self.logits]
        known = [example.labels.get(label, np.nan) for example in self.examples]
        groups = [example.group for example in self.examples]
        return _judged(label, (known, raw, groups), self.checkpoint.sentence_decisions[place])

    def own(self) -> Judged:
        """Put ``loaded`` of own words beside its probability, where something is quoted and something not."""
        place = self.checkpoint.sentence_labels.index("loaded")
        told = [
            (example.own_loaded, row.own, example.group)
            for example, row in zip(self.examples, self.logits, strict=True)
            if example.sentence.quoted and row.own is not None
        ]
        known, raw, groups = zip(*told, strict=True) if told else ((), (), ())
        return _judged("own_loaded", (known, raw, groups), self.checkpoint.sentence_decisions[place])

    def words(self, label: str) -> Judged:
        """Put a word label beside its probability, one unit per word that the tokenizer kept."""
        place = self.checkpoint.word_labels.index(label)
        known = [word_labels(example, label) for example in self.examples]
        raw = [row.words[:, place].tolist() for row in self.logits]
        groups = [[example.group] * len(words) for example, words in zip(self.examples, known, strict=True)]
        flat = _flat(known), _flat(raw), _flat(groups)
        return _judged(label, flat, self.checkpoint.word_decisions[place])

    def spans(self, label: str) -> JudgedSpans:
        """Count the places of a word label, over the examples that carry it."""
        place = self.checkpoint.word_labels.index(label)
        decision = self.checkpoint.word_decisions[place]
        carried = [
            (example, row)
            for example, row in zip(self.examples, self.logits, strict=True)
            if label in example.spans
        ]
        found = [_found(example, row.words[:, place], decision) for example, row in carried]
        labelled = [example.spans[label] for example, _ in carried]
        return JudgedSpans(
            label, span_counts(labelled, found), tuple(example.group for example, _ in carried)
        )


def pooled(judgements: Sequence[Judgement]) -> Judgement:
    """Put judgements of several checkpoints with the same labels together, each by its own thresholds.

    Args:
        judgements: At least one, for instance one per fold.

    Returns:
        One judgement over all units.
    """
    first = judgements[0]
    return Judgement(
        loaded=None if first.loaded is None else _joined(one.loaded for one in judgements),
        own=None if first.own is None else _joined(one.own for one in judgements),
        frames=tuple(map(_joined, zip(*(one.frames for one in judgements), strict=True))),
        words=tuple(map(_joined, zip(*(one.words for one in judgements), strict=True))),
        spans=tuple(map(_joined_spans, zip(*(one.spans for one in judgements), strict=True))),
        shares=tuple(map(_joined_shares, _by_name(judgements))),
    )


def _joined(parts: Iterable[Judged | None]) -> Judged:
    present = [part for part in parts if part is not None]
    return Judged(
        present[0].label,
        np.concatenate([part.labels for part in present]),
        np.concatenate([part.probs for part in present]),
        np.concatenate([part.given for part in present]),
        _flat(part.groups for part in present),
    )


def _joined_spans(parts: Sequence[JudgedSpans]) -> JudgedSpans:
    counts = np.concatenate([part.counts for part in parts])
    return JudgedSpans(parts[0].label, counts, _flat(part.groups for part in parts))


def _by_name(judgements: Sequence[Judgement]) -> Iterable[Sequence[Share]]:
    """Put shares of one name together: a part may hold no case of one."""
    named: dict[str, list[Share]] = {}
    for share in chain.from_iterable(one.shares for one in judgements):
        named.setdefault(share.name, []).append(share)
    return named.values()


def _joined_shares(parts: Sequence[Share]) -> Share:
    held = np.concatenate([part.held for part in parts])
    return Share(parts[0].name, held, _flat(part.groups for part in parts))


def _flat(rows: Iterable[Iterable[Value]]) -> tuple[Value, ...]:
    return tuple(chain.from_iterable(rows))


def _found(example: Example, raw: FloatArray, decision: Decision) -> list[Span]:
    text = example.sentence.text
    words = word_spans(text)
    runs = pool_spans(calibrated(raw, decision).tolist(), words, text=text, threshold=decision.threshold)
    return [Span(words[run.first].start, words[run.last].end) for run in runs]


def _judged(
    label: str, units: tuple[Sequence[float], Sequence[float], Sequence[str]], decision: Decision
) -> Judged:
    known, raw, groups = units
    truth = np.asarray(known, dtype=np.float64)
    probs = calibrated(np.asarray(raw, dtype=np.float64), decision)
    # A soft label counts for the class it leans to; metrics of decisions know only two.
    hard = np.where(np.isnan(truth) | np.isnan(probs), UNKNOWN, truth >= 0.5).astype(np.int64)
    probs = np.nan_to_num(probs)
    return Judged(label, hard, probs, probs >= decision.threshold, tuple(groups))


def calibrated(raw: FloatArray, decision: Decision) -> FloatArray:
    """Turn the logits of one label into probabilities, as the score table gives them.

    Args:
        raw: Logits. Shape: any.
        decision: The label's calibration.

    Returns:
        Probabilities, in [0, 1], rounded: scores are rounded in the table, so they are judged as rounded.
        NaN stays NaN. Shape: as given.
    """
    rounded: FloatArray = np.round(sigmoid(decision.scale * raw + decision.offset), DECIMALS)
    return rounded
