"""A whole training run: from a config to a checkpoint directory."""

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from framing.engines import load_engine
from framing.engines.predict import SentenceLogits
from framing.engines.sentences import run_sentences
from framing.errors import OutputError
from framing.evaluation.measure import Measure
from framing.labelled.examples import Example, word_labels
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, Decision, load_checkpoint
from framing.model.network import FramingModel
from framing.model.pieces import Batch, PieceEncoder, pad
from framing.model.save import save_int8, save_weights
from framing.training.augment import prepare
from framing.training.batches import LabelSets, Turns, run_order
from framing.training.calibrate import decide
from framing.training.card import write_card
from framing.training.encoder import build_model, save_tokenizer
from framing.training.figures import figures
from framing.training.loop import Plan, Run, Step, start, train
from framing.training.objective import Objective
from framing.training.partition import Partition, load_partition
from framing.training.settings import Settings
from framing.training.state import fingerprint, load_state, save_state

SAVE_EVERY = 120.0
"""Seconds between two saved states: what a kill costs at most."""

_CALIBRATION_SENTENCES = 320
_CALIBRATION_BATCH = 16


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the run has begun.

    Attributes:
        title: What happens now, for a person.
    """

    title: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is done.

    Attributes:
        checkpoint: What it made.
        figures: Every figure measured.
    """

    checkpoint: Checkpoint
    figures: tuple[Measure, ...]


def train_checkpoint(settings: Settings, out: Path) -> Iterator[Stage | Step | Finished]:
    """Train, calibrate, quantize and measure a checkpoint.

    A run that was stopped goes on where it stood when it is started again with the same settings,
    data and directory.

    Args:
        settings: The run.
        out: Directory of the checkpoint. Appears whole at the end; until then the run lives in
            ``OUT.run`` beside it.

    Yields:
        Stages, steps, and at the end the result.

    Raises:
        OutputError: ``out`` exists already.
        TrainingDataError: Data is absent or garbled, or ``OUT.run`` holds another run.
        ConfigError: The encoder or a layout is unknown.
    """
    if out.exists():
        raise OutputError(f"{out} exists already; choose another directory or remove it")
    if settings.optimisation.threads:
        torch.set_num_threads(settings.optimisation.threads)
    yield Stage("reading the data")
    parts = load_partition(settings)
    labels = LabelSets(("loaded", *FRAME_NAMES), ("loaded", *ROLE_NAMES), tuple(settings.data))
    folder = out.with_name(f"{out.name}.run")
    tokenizer = save_tokenizer(settings, folder)
    yield Stage(f"learning from {len(parts.train):,} sentences")
    run, plan = _begin(settings, parts, labels, tokenizer)
    yield from _learn(run, plan, folder, settings)
    run.model.load_state_dict(run.average)
    model = run.model
    model.train(False)
    yield Stage("quantizing to int8")
    made = folder / "checkpoint"
    _write_uncalibrated(model, parts.train, made, tokenizer)
    yield Stage("calibrating")
    _calibrate(model, settings, parts.inner, made)
    yield Stage("measuring on the held-out fold")
    measured = figures(load_checkpoint(made), settings, parts)
    _write_figures(made, measured)
    write_card(made, settings, parts, measured)
    made.rename(out)
    shutil.rmtree(folder)
    yield Finished(load_checkpoint(out), measured)


def _begin(settings: Settings, parts: Partition, labels: LabelSets, tokenizer: Path) -> tuple[Run, Plan]:
    optimisation = settings.optimisation
    torch.manual_seed(optimisation.seed)
    model = build_model(settings, labels)
    references = (settings.reference, settings.word_reference)
    objective = Objective(labels, references, word_weight=optimisation.word_weight)
    turns = [
        Turns(settings.data[example.data_set].passes, settings.data[example.data_set].until)
        for example in parts.train
    ]
    plan = Plan(
        examples=parts.train,
        steps=run_order(parts.train, turns, batch=optimisation.batch, seed=optimisation.seed),
        # An encoder reads no more pieces than it has positions.
        encoder=PieceEncoder(tokenizer, window=min(optimisation.window, model.config.window)),
        labels=labels,
        optimisation=optimisation,
        augmenter=prepare(parts.train, settings.augmentation),
    )
    return start(model, objective, optimisation), plan


def _learn(run: Run, plan: Plan, folder: Path, settings: Settings) -> Iterator[Step]:
    name = fingerprint(settings.model_dump_json(), [repr(example) for example in plan.examples])
    load_state(run, folder, fingerprint=name)
    saved = time.monotonic()
    for step in train(run, plan):
        yield step
        if time.monotonic() - saved > SAVE_EVERY:
            save_state(run, folder, fingerprint=name)
            saved = time.monotonic()
    save_state(run, folder, fingerprint=name)


def _write_uncalibrated(
    model: FramingModel, train_part: Sequence[Example], made: Path, tokenizer: Path
) -> None:
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    shutil.copyfile(tokenizer, made / TOKENIZER_FILE)
    save_weights(model, made)
    encoder = PieceEncoder(made / TOKENIZER_FILE, window=model.config.window)
    save_int8(model, made, _calibration_batches(train_part, encoder))


def _calibration_batches(examples: Sequence[Example], encoder: PieceEncoder) -> list[Batch]:
    """Take training sentences evenly from all data sets, in batches of like length."""
    step = max(1, len(examples) // _CALIBRATION_SENTENCES)
    pieces = encoder.encode([example.sentence for example in examples[::step]])
    windows = sorted((sentence.windows[0] for sentence in pieces), key=lambda window: len(window.ids))
    cuts = range(0, len(windows), _CALIBRATION_BATCH)
    return [pad(windows[at : at + _CALIBRATION_BATCH]) for at in cuts]


def _calibrate(model: FramingModel, settings: Settings, inner: Sequence[Example], made: Path) -> None:
    """Calibrate on what the int8 engine says, since that is what users get."""
    checkpoint = load_checkpoint(made)
    encoder = PieceEncoder(made / TOKENIZER_FILE, window=checkpoint.window)
    engine = load_engine(checkpoint, device="cpu")
    logits = run_sentences([example.sentence for example in inner], encoder, engine)
    sentence = tuple(
        _sentence_decision(inner, logits, settings, place, label)
        for place, label in enumerate(checkpoint.sentence_labels)
    )
    words = tuple(
        _word_decision(inner, logits, settings, place, label)
        for place, label in enumerate(checkpoint.word_labels)
    )
    model.config.decide(sentence, words)
    save_weights(model, made)


def _sentence_decision(
    inner: Sequence[Example], logits: Sequence[SentenceLogits], settings: Settings, place: int, label: str
) -> Decision:
    # `loaded` means what the reference's annotators mean by it; the other labels have one standard.
    pairs = [
        (example.labels[label], row.sentence[place])
        for example, row in zip(inner, logits, strict=True)
        if label in example.labels and (label != "loaded" or example.data_set == settings.reference)
    ]
    return decide([raw for _, raw in pairs], [known for known, _ in pairs], both=label == "loaded")


def _word_decision(
    inner: Sequence[Example], logits: Sequence[SentenceLogits], settings: Settings, place: int, label: str
) -> Decision:
    labels: list[float] = []
    raw: list[float] = []
    for example, row in zip(inner, logits, strict=True):
        if example.data_set == settings.word_reference:
            labels += word_labels(example, label)
            raw += row.words[:, place].tolist()
    return decide(raw, labels, both=False)


def _write_figures(made: Path, measured: Sequence[Measure]) -> None:
    content = {"schema_version": 1, "measures": [figure.to_dict() for figure in measured]}
    (made / "metrics.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
