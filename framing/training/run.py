"""A whole training run: from a config to a checkpoint directory."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import torch

from framing.errors import ConfigError, FramingError, OutputError
from framing.model.checkpoint import load_checkpoint
from framing.model.network import FramingModel
from framing.model.pieces import PieceEncoder
from framing.training.augment import prepare
from framing.training.batches import LabelSets, Turns, run_order
from framing.training.figures import Figures
from framing.training.labelsets import label_sets
from framing.training.loop import Plan, Run, Step, start, train
from framing.training.making import Material, make
from framing.training.objective import Objective
from framing.training.origin import begin_model, begin_tokenizer, origin_of
from framing.training.partition import Partition
from framing.training.preparing import inspect_parts, prepare_parts
from framing.training.quick import quick
from framing.training.reports import Finished, Inspected, Report, Stage
from framing.training.settings import Optimisation, Settings
from framing.training.state import fingerprint, has_state, load_state, save_state
from framing.training.watch import Check, Watch

SAVE_EVERY = 120.0
"""Seconds between two saved states: what a kill costs at most."""


def run_folder(out: Path) -> Path:
    """Give the directory in which a run lives until its checkpoint is whole.

    Args:
        out: Directory of the checkpoint.

    Returns:
        ``OUT.run`` beside it.
    """
    return out.with_name(f"{out.name}.run")


def is_unfinished(out: Path) -> bool:
    """Tell whether a run was stopped on its way to a checkpoint.

    Args:
        out: Directory of the checkpoint.

    Returns:
        Whether there is something to go on with.
    """
    return has_state(run_folder(out))


def train_checkpoint(settings: Settings, out: Path) -> Iterator[Report]:
    """Train, calibrate, quantize and measure a checkpoint.

    A run that was stopped goes on where it stood when it is started again with the same settings,
    data and directory.

    Args:
        settings: The run.
        out: Directory of the checkpoint. Appears whole at the end; until then the run lives in
            ``OUT.run`` beside it.

    Yields:
        Stages, what was seen in the data, steps and checks, and at the end the result.

    Raises:
        OutputError: ``out`` exists already.
        TrainingDataError: Data is absent, garbled or cannot be learned from, or ``OUT.run`` holds another
            run.
        ConfigError: The encoder or a layout is unknown, or the device is not there.
    """
    if out.exists():
        raise OutputError(f"{out} exists already; choose another directory or remove it")
    device = _device(settings.optimisation)
    if settings.optimisation.threads:
        torch.set_num_threads(settings.optimisation.threads)
    folder = run_folder(out)
    yield Stage("reading the data")
    origin = origin_of(settings.encoder)
    prepared = prepare_parts(settings, origin)
    parts = prepared.parts
    with _nothing_left_of_a_refusal(folder):
        tokenizer = begin_tokenizer(settings, folder, origin)
        torch.manual_seed(settings.optimisation.seed)
        model = begin_model(settings, label_sets(settings, parts, origin), origin)
    findings = (*inspect_parts(settings, parts, tokenizer), *prepared.findings)
    yield Inspected(findings)
    yield Stage(f"learning from {len(parts.train):,} sentences")
    _move(model, device)
    learning = _begin(settings, parts, model, tokenizer)
    with quick(model) if device.type == "cpu" else nullcontext():
        yield from _learn(learning, parts, folder, settings)
    model.load_state_dict(learning.watch.weights(learning.run))
    _move(model, torch.device("cpu"))
    model.train(False)
    material = Material(settings, parts, findings, model, tokenizer, learning.watch)
    yield from _finish(material, folder, out)


@dataclass(frozen=True, slots=True, eq=False)
class _Learning:
    run: Run
    plan: Plan
    watch: Watch


@contextmanager
def _nothing_left_of_a_refusal(folder: Path) -> Iterator[None]:
    try:
        yield
    except FramingError:
        if not has_state(folder):
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _begin(settings: Settings, parts: Partition, model: FramingModel, tokenizer: Path) -> _Learning:
    optimisation = settings.optimisation
    config = model.config
    labels = LabelSets(tuple(config.sentence_labels), tuple(config.word_labels), tuple(settings.data))
    references = (settings.reference, settings.word_reference)
    objective = Objective(labels, references, word_weight=optimisation.word_weight).to(model.device)
    turns = [
        Turns(settings.data[example.data_set].passes, settings.data[example.data_set].until)
        for example in parts.train
    ]
    plan = Plan(
        examples=parts.train,
        steps=run_order(parts.train, turns, batch=optimisation.batch, seed=optimisation.seed),
        # An encoder reads no more pieces than it has positions.
        encoder=PieceEncoder(tokenizer, window=min(optimisation.window, config.window)),
        labels=labels,
        optimisation=optimisation,
        augmenter=prepare(parts.train, settings.augmentation),
        device=model.device,
    )
    return _Learning(start(model, objective, optimisation), plan, Watch(settings.stopping))


def _device(settings: Optimisation) -> torch.device:
    there = torch.cuda.is_available()
    if settings.device == "cuda" and not there:
        raise ConfigError("optimisation.device is cuda, but torch finds no GPU it can use")
    return torch.device("cuda" if there and settings.device != "cpu" else "cpu")


def _move(model: FramingModel, device: torch.device) -> None:
    # transformers wraps `to` in a way that hides its parameters from type checkers.
    torch.nn.Module.to(model, device)


def _learn(learning: _Learning, parts: Partition, folder: Path, settings: Settings) -> Iterator[Step | Check]:
    run, plan, watch = learning.run, learning.plan, learning.watch
    name = fingerprint(settings.model_dump_json(), [repr(example) for example in plan.examples])
    load_state(run, folder, fingerprint=name, watch=watch)
    saved = time.monotonic()
    steps = iter(()) if watch.stopped else train(run, plan)
    for step in steps:
        due = watch.note(step)
        yield step
        if due and parts.inner:
            yield watch.look(run, plan, parts.inner)
        if watch.stopped:
            break
        if time.monotonic() - saved > SAVE_EVERY:
            save_state(run, folder, fingerprint=name, watch=watch)
            saved = time.monotonic()
    save_state(run, folder, fingerprint=name, watch=watch)


def _finish(material: Material, folder: Path, out: Path) -> Iterator[Stage | Finished]:
    made = folder / "checkpoint"
    for report in make(material, made):
        if isinstance(report, Figures):
            made.rename(out)
            shutil.rmtree(folder)
            yield Finished(load_checkpoint(out), report.measures, report.comparisons, report.collapsed)
        else:
            yield report
