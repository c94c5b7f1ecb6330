"""The figures of a run: the held-out part through the shipped engine, the reference, and baselines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from framing.engines import load_engine
from framing.engines.sentences import run_sentences
from framing.evaluation.calibration import Calibration
from framing.evaluation.comparison import Beside, beside, collapsed
from framing.evaluation.following import judgement_with_shares
from framing.evaluation.judge import calibrations, headlines, measures
from framing.evaluation.measure import Measure, Protocol
from framing.evaluation.observe import behaviour_protocol, run_behaviour
from framing.evaluation.predictions import Judgement, Reading, pooled
from framing.evaluation.simple import Parts, Wanted, baseline_judgements
from framing.labelled.examples import Example
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint
from framing.model.pieces import PieceEncoder
from framing.training.partition import Partition

SHIPPED, REFERENCE = "int8", "fp32"
BEHAVIOUR_CASES = 200
"""Cases of each kind that a new checkpoint is put to: half of what `framing evaluate` takes, some seconds."""

ENGINES = (("cpu", SHIPPED), ("torch-cpu", REFERENCE))
"""Device and number format: what ships, and the reference it may not stray from."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What one system said of the held-out part of one data set.

    Attributes:
        data_set: Name of the data set.
        system: ``int8``, ``fp32``, or the name of a baseline.
        judgement: Labels beside what it said.
    """

    data_set: str
    system: str
    judgement: Judgement

    @property
    def is_baseline(self) -> bool:
        """Whether a baseline said it."""
        return self.system not in (SHIPPED, REFERENCE)


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Everything measured in a run.

    Attributes:
        measures: Every figure with its interval, by data set and system.
        comparisons: The shipped engine beside each baseline, by data set.
        collapsed: Labels of which the shipped engine says the same of nearly every sentence, by data set.
        reliability: Calibration by label, where enough sentences carry it.
    """

    measures: tuple[Measure, ...]
    comparisons: tuple[tuple[str, Beside], ...]
    collapsed: tuple[tuple[str, str], ...]
    reliability: tuple[tuple[str, Calibration], ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How the figures of a run come about.

    Attributes:
        split: The split and what was chosen where, in one line.
        seed: Seed of the split and of the resampling.
        checkpoint: Digest of the checkpoint.
    """

    split: str
    seed: int
    checkpoint: str

    def protocol(self, answer: Answer) -> Protocol:
        """Give the protocol of one system on one data set."""
        name = f"{answer.data_set}, {self.split}, {answer.system}"
        who = f"baseline: {answer.system}" if answer.is_baseline else self.checkpoint
        return Protocol(name=name, seed=self.seed, checkpoint=who)


def answers(checkpoint: Checkpoint, parts: Partition, origin: Checkpoint | None = None) -> tuple[Answer, ...]:
    """Ask a checkpoint, by both engines, and every baseline about the held-out part.

    Args:
        checkpoint: The checkpoint, calibrated.
        parts: The data of its run.
        origin: The checkpoint that the run went on from, asked as one more baseline: without it nobody
            sees whether their labels taught anything.

    Returns:
        Answers by data set.
    """
    begun = () if origin is None else _said_by(origin, parts, "cpu", f"{origin.name}, which it began from")
    return (*_engine_answers(checkpoint, parts), *_baseline_answers(checkpoint, parts), *begun)


def pool(folds: Sequence[Sequence[Answer]]) -> tuple[Answer, ...]:
    """Put the answers of several folds together, each by its own checkpoint.

    Args:
        folds: Answers by fold.

    Returns:
        One answer per data set and system that every fold has.
    """
    keys = [(answer.data_set, answer.system) for answer in folds[0]]
    table = [{(answer.data_set, answer.system): answer.judgement for answer in fold} for fold in folds]
    return tuple(
        Answer(*key, pooled([fold[key] for fold in table]))
        for key in keys
        if all(key in fold for fold in table)
    )


def figures(answered: Sequence[Answer], how: Circumstances) -> Figures:
    """Measure answers.

    Args:
        answered: What the systems said.
        how: How that came about.

    Returns:
        The figures.
    """
    shipped = [answer for answer in answered if answer.system == SHIPPED]
    return Figures(
        measures=tuple(figure for answer in answered for figure in _measured(answer, how)),
        comparisons=tuple(
            (ours.data_set, compared)
            for ours in shipped
            for theirs in answered
            if theirs.is_baseline and theirs.data_set == ours.data_set
            for compared in beside(ours.judgement, theirs.judgement, theirs.system, how.protocol(ours))
        ),
        collapsed=tuple(
            (answer.data_set, label) for answer in shipped for label in collapsed(answer.judgement)
        ),
        reliability=tuple(
            (f"{label}, {answer.data_set}", found)
            for answer in shipped
            for label, found in calibrations(answer.judgement)
        ),
    )


def behaviour_figures(checkpoint: Checkpoint) -> tuple[Measure, ...]:
    """Run the behaviour cases through the shipped engine.

    Args:
        checkpoint: The checkpoint, calibrated, for which `framing.evaluation.observe.can_run` holds.

    Returns:
        Share of failed cases by kind and variant.
    """
    results = run_behaviour(checkpoint, load_engine(checkpoint, device="cpu"), n=BEHAVIOUR_CASES)
    protocol = behaviour_protocol(checkpoint, SHIPPED, BEHAVIOUR_CASES)
    return tuple(result.figure(protocol) for result in results)


def _measured(answer: Answer, how: Circumstances) -> tuple[Measure, ...]:
    kind = headlines if answer.is_baseline else measures
    return kind(answer.judgement, how.protocol(answer))


def _engine_answers(checkpoint: Checkpoint, parts: Partition) -> Iterator[Answer]:
    for device, system in ENGINES:
        yield from _said_by(checkpoint, parts, device, system)


def _said_by(checkpoint: Checkpoint, parts: Partition, device: str, system: str) -> Iterator[Answer]:
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    ask = partial(run_sentences, encoder=encoder, engine=load_engine(checkpoint, device=device))
    for name in _judged_sets(parts):
        examples = _of(parts.scored, name)
        reading = Reading(examples, ask([example.sentence for example in examples]), checkpoint)
        yield Answer(name, system, judgement_with_shares(reading, ask))


def _baseline_answers(checkpoint: Checkpoint, parts: Partition) -> Iterator[Answer]:
    wanted = Wanted(checkpoint.sentence_labels, checkpoint.word_labels)
    for name in _judged_sets(parts):
        own = Parts(*(_of(part, name) for part in (parts.train, parts.inner, parts.scored)))
        for baseline, judgement in baseline_judgements(own, wanted):
            yield Answer(name, baseline, judgement)


def _judged_sets(parts: Partition) -> Sequence[str]:
    return tuple(dict.fromkeys(example.data_set for example in parts.scored))


def _of(examples: Sequence[Example], data_set: str) -> list[Example]:
    return [example for example in examples if example.data_set == data_set]
