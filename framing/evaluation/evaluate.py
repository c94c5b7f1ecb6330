"""A checkpoint measured on files of labelled sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from framing.engines import Engine, load_engine
from framing.engines.sentences import run_sentences
from framing.errors import CheckpointError, TrainingDataError
from framing.evaluation.behaviour import N_CASES, KindResult
from framing.evaluation.behaviour.marking import templates_of
from framing.evaluation.behaviour.template import Template
from framing.evaluation.calibration import Calibration
from framing.evaluation.comparison import Beside, beside
from framing.evaluation.following import judgement_with_shares
from framing.evaluation.judge import calibrations, headlines, measures
from framing.evaluation.measure import Measure, Protocol
from framing.evaluation.observe import behaviour_protocol, can_run, run_behaviour
from framing.evaluation.predictions import Reading
from framing.evaluation.simple import FOLDS, Wanted, folded_judgements
from framing.evaluation.stored import learned_texts, refuse_seen, unseen
from framing.labelled.columns import OwnColumns
from framing.labelled.examples import Example
from framing.labelled.layouts import OWN, detect_layout, read_examples, read_table
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, load_checkpoint
from framing.model.pieces import PieceEncoder

SEED = 13
"""Seed of the intervals, and of the folds that teach the baselines."""

_FEWEST_PLACES = 20
"""Sentences with a word to swap that behaviour cases need at least."""


@dataclass(frozen=True, slots=True)
class How:
    """How a checkpoint is measured.

    Attributes:
        device: As for `framing.engines.load_engine`.
        unseen: Whether sentences that the checkpoint has seen are left out rather than refused.
        baselines: Whether simple means are set beside it.
        columns: Which columns of a user's table mean what; with them every file is one. ``None`` to tell
            each file's layout by its keys.
    """

    device: str = "cpu"
    unseen: bool = False
    baselines: bool = True
    columns: OwnColumns | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        measures: Figures by file and system.
        comparisons: File, and the checkpoint beside a baseline.
        reliability: Calibration by label and file, where enough sentences carry the label.
        behaviour: What became of the behaviour cases, and why; their figures are among the measures.
        notes: What a reader of the figures must know besides, one line each.
    """

    measures: tuple[Measure, ...] = ()
    comparisons: tuple[tuple[str, Beside], ...] = ()
    reliability: tuple[tuple[str, Calibration], ...] = ()
    behaviour: tuple[KindResult, ...] = ()
    notes: tuple[str, ...] = ()


def evaluate_files(checkpoint: Path | None, files: Sequence[Path], how: How | None = None) -> Evaluation:
    """Measure a checkpoint on the sentences of some files.

    Args:
        checkpoint: Directory of the checkpoint; ``None`` for the one that ships with the package.
        files: Labelled sentences in any layout of `framing.labelled.layouts`, or a table of one's own.
        how: How to measure; ``None`` for the usual way.

    Returns:
        Figures by file, with 95 % intervals over articles or events.

    Raises:
        CheckpointError: The checkpoint is absent or incomplete.
        TrainingDataError: A file is absent or garbled, shares no label with the checkpoint, or holds
            sentences that the checkpoint has seen.
    """
    how = how or How()
    described = load_checkpoint(checkpoint)
    engine = load_engine(described, device=how.device)
    parts = [_evaluate(described, engine, file, how) for file in files]
    return Evaluation(
        measures=tuple(figure for part in parts for figure in part.measures),
        comparisons=tuple(one for part in parts for one in part.comparisons),
        reliability=tuple(one for part in parts for one in part.reliability),
        notes=tuple(note for part in parts for note in part.notes),
    )


def _evaluate(checkpoint: Checkpoint, engine: Engine, file: Path, how: How) -> Evaluation:
    examples, notes = _examples(checkpoint, file, how)
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    ask = partial(run_sentences, encoder=encoder, engine=engine)
    reading = Reading(examples, ask([example.sentence for example in examples]), checkpoint)
    rows = "every row" if not how.unseen else "rows it has not seen"
    protocol = Protocol(f"{file.name}, {rows}, stored thresholds, {engine.name}", SEED, checkpoint.digest)
    judgement = judgement_with_shares(reading, ask)
    found = Evaluation(
        measures=measures(judgement, protocol),
        reliability=tuple((f"{label}, {file.name}", one) for label, one in calibrations(judgement)),
        notes=tuple(notes),
    )
    if not how.baselines:
        return found
    return _with_baselines(found, reading, file, protocol)


def _examples(checkpoint: Checkpoint, file: Path, how: How) -> tuple[tuple[Example, ...], list[str]]:
    """Read a file, and see to what the checkpoint has seen of it and cannot tell of it."""
    examples, understood = _read(file, how.columns)
    notes = [*understood, *_labels_apart(checkpoint, file, examples)]
    learned = learned_texts(checkpoint.path)
    texts = [example.sentence.text for example in examples]
    if learned is None:
        notes.append(
            f"{file.name}: the checkpoint does not say what it learned from; what it has seen flatters it"
        )
    elif how.unseen:
        kept = tuple(one for one, new in zip(examples, unseen(texts, learned), strict=True) if new)
        notes.append(f"{file.name}: {len(examples) - len(kept):,} sentences it has seen were left out")
        examples = kept
    else:
        refuse_seen(texts, learned, file.name)
    return examples, notes


def _read(file: Path, columns: OwnColumns | None) -> tuple[tuple[Example, ...], tuple[str, ...]]:
    layout = detect_layout(file) if columns is None else OWN
    if layout != OWN:
        return tuple(read_examples(file.name, file, layout)), ()
    table = read_table(file.name, file, layout, columns)
    return table.examples, tuple(f"{file.name}: {note}" for note in table.notes)


def _labels_apart(checkpoint: Checkpoint, file: Path, examples: Sequence[Example]) -> list[str]:
    told = {*checkpoint.sentence_labels, *checkpoint.word_labels}
    carried = {label for example in examples for label in (*example.labels, *example.spans)}
    if not carried & told:
        raise TrainingDataError(
            f"{file}: nothing to measure: it carries {', '.join(sorted(carried))}; the checkpoint tells "
            f"{', '.join(sorted(told))}"
        )
    untold = sorted(carried - told)
    return [f"{file.name}: the checkpoint does not tell {', '.join(untold)}"] if untold else []


def _with_baselines(found: Evaluation, reading: Reading, file: Path, protocol: Protocol) -> Evaluation:
    """Set beside a checkpoint what simple means learn from the other folds of the same file."""
    told = reading.checkpoint
    said, order = folded_judgements(reading.examples, Wanted(told.sentence_labels, told.word_labels), SEED)
    if not said:
        return found
    examples = [reading.examples[row] for row in order]
    logits = [reading.logits[row] for row in order]
    ours = Reading(examples, logits, told).judgement()
    split = f"{file.name}, learned from the other {FOLDS - 1} of {FOLDS} folds of the file by group"
    figures = [
        figure
        for name, theirs in said
        for figure in headlines(theirs, Protocol(f"{split}, {name}", SEED, f"baseline: {name}"))
    ]
    compared = [(file.name, one) for name, theirs in said for one in beside(ours, theirs, name, protocol)]
    return replace(found, measures=(*found.measures, *figures), comparisons=tuple(compared))


def evaluate_behaviour(
    checkpoint: Path | None, *, device: str = "cpu", n: int = N_CASES, neutral: Path | None = None
) -> Evaluation:
    """Run the generated behaviour cases through a checkpoint.

    Args:
        checkpoint: Directory of the checkpoint; ``None`` for the one that ships with the package.
        device: As for `framing.engines.load_engine`.
        n: Cases of each kind.
        neutral: Labelled sentences, whose neutral ones the cases are made of; ``None`` for the written ones.

    Returns:
        Share of failed cases by kind and variant.

    Raises:
        CheckpointError: The checkpoint is absent or incomplete, or does not tell ``loaded`` of English.
        TrainingDataError: ``neutral`` is garbled, or holds too few sentences to make cases of.
    """
    described = load_checkpoint(checkpoint)
    if not can_run(described):
        raise CheckpointError(
            f"{described.path} does not tell loaded wording of English: behaviour cases are about that"
        )
    engine = load_engine(described, device=device)
    sentences = None if neutral is None else _neutral_sentences(neutral)
    results = run_behaviour(described, engine, n=n, sentences=sentences)
    system = engine.name if neutral is None else f"neutral sentences of {neutral.name}, {engine.name}"
    protocol = behaviour_protocol(described, system, n)
    return Evaluation(measures=tuple(one.figure(protocol) for one in results), behaviour=results)


def _neutral_sentences(file: Path) -> tuple[Template, ...]:
    examples = read_examples(file.name, file, detect_layout(file))
    templates = templates_of(
        example.sentence.text for example in examples if example.labels.get("loaded") == 0.0
    )
    places = sum(any(part.role == "swap" for part in template) for template in templates)
    if places < _FEWEST_PLACES:
        raise TrainingDataError(
            f"{file}: behaviour cases need neutral sentences with a word to swap; it has {places}, not "
            f"{_FEWEST_PLACES}"
        )
    return templates
