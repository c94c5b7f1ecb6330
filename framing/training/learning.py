"""One network learning from examples, from fresh heads to its last step, saved on the way."""

import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from framing.engines.gpu import load_network
from framing.errors import ConfigError
from framing.labelled.examples import Example
from framing.model.checkpoint import Checkpoint, load_checkpoint
from framing.model.network import FramingModel
from framing.model.pieces import PieceEncoder
from framing.training.augment import prepare
from framing.training.batches import LabelSets, Turns, run_order
from framing.training.imitation import Imitation
from framing.training.loop import Plan, Run, Step, start, train
from framing.training.objective import Objective
from framing.training.quick import quick
from framing.training.reports import Kept
from framing.training.settings import Device, Settings
from framing.training.standards import CHANGED
from framing.training.state import fingerprint, load_state, save_state
from framing.training.watch import Check, Watch

SAVE_EVERY = 120.0
"""Seconds between two saved states: what a kill costs at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Learning:
    """A network with all that its run needs.

    Attributes:
        run: What changes.
        plan: What stays the same.
        watch: What is kept beside it.
        goes_on: Whether it begins with what a checkpoint knows, so that its first weights may be the best.
    """

    run: Run
    plan: Plan
    watch: Watch
    goes_on: bool = False

    def weights(self) -> dict[str, Tensor]:
        """Give the weights to hand over, on the CPU."""
        return {name: value.cpu() for name, value in self.watch.weights(self.run).items()}


def device_of(wanted: Device) -> torch.device:
    """Find where weights are learned.

    Args:
        wanted: As the settings have it.

    Returns:
        The device.

    Raises:
        ConfigError: A GPU is asked for and torch finds none.
    """
    there = torch.cuda.is_available()
    if wanted == "cuda" and not there:
        raise ConfigError("the device is to be cuda, but torch finds no GPU it can use")
    return torch.device("cuda" if there and wanted != "cpu" else "cpu")


def begin_learning(
    settings: Settings,
    examples: Sequence[Example],
    model: FramingModel,
    tokenizer: Path,
    origin: Checkpoint | None = None,
) -> Learning:
    """Lay out a run.

    Args:
        settings: The run.
        examples: What is learned from.
        model: The network, its encoder pretrained; moved to the device of the run.
        tokenizer: Its ``tokenizer.json``.
        origin: The checkpoint that it goes on from; ``None`` where its heads are fresh.

    Returns:
        The run before its first step.

    Raises:
        ConfigError: The device is not there, or pieces are to be hidden and the encoder has no mask, or
            states are to be learned from a checkpoint of another width.
        CheckpointError: The checkpoint whose states are to be learned is absent or incomplete.
    """
    optimisation = settings.optimisation
    device = device_of(optimisation.device)
    # transformers wraps `to` in a way that hides its parameters from type checkers.
    torch.nn.Module.to(model, device)
    config = model.config
    labels = LabelSets(tuple(config.sentence_labels), tuple(config.word_labels), (*settings.data, CHANGED))
    references = (settings.reference, settings.word_reference)
    width = model.encoder.config.hidden_size
    objective = Objective(labels, references, word_weight=optimisation.word_weight, width=width).to(device)
    turns = [
        Turns(settings.data[example.data_set].passes, settings.data[example.data_set].until)
        for example in examples
    ]
    spared = frozenset(name for name, data_set in settings.data.items() if not data_set.inject)
    # An encoder reads no more pieces than it has positions.
    pieces = PieceEncoder(tokenizer, window=min(optimisation.window, config.window))
    if settings.augmentation.hide and pieces.mask is None:
        raise ConfigError("augmentation.hide: the encoder's vocabulary has no mask to hide pieces behind")
    plan = Plan(
        examples=examples,
        steps=run_order(examples, turns, batch=optimisation.batch, seed=optimisation.seed),
        encoder=pieces,
        labels=labels,
        optimisation=optimisation,
        augmenter=prepare(examples, settings.augmentation, spared),
        device=device,
        imitation=_imitation(settings, model, device),
    )
    watch = Watch(settings.stopping)
    return Learning(start(model, objective, optimisation), plan, watch, goes_on=origin is not None)


def _imitation(settings: Settings, model: FramingModel, device: torch.device) -> Imitation | None:
    teaching = settings.teaching
    if teaching is None or not teaching.states:
        return None
    teacher = load_network(load_checkpoint(teaching.checkpoints[0]), torch.float32)
    torch.nn.Module.to(teacher, device)
    return Imitation(teacher, model, teaching.states)


def take_up(learning: Learning, folder: Path, settings: Settings) -> str:
    """Go to where an earlier run in the same folder stood, if there was one.

    Args:
        learning: The run; changed in place.
        folder: Directory of the run.
        settings: The run.

    Returns:
        The fingerprint that its states are saved under.

    Raises:
        TrainingDataError: The folder holds a run with other settings or data.
    """
    name = fingerprint(settings.model_dump_json(), map(repr, learning.plan.examples))
    load_state(learning.run, folder, fingerprint=name, watch=learning.watch)
    return name


def learn(learning: Learning, inner: Sequence[Example], folder: Path, name: str) -> Iterator[Step | Check]:
    """Carry a run to its end from where it stands.

    Args:
        learning: The run; changed in place.
        inner: The inner split, looked at where the settings say so.
        folder: Directory of the run.
        name: The fingerprint of the run, as `take_up` gives it.

    Yields:
        Steps and checks.
    """
    with quick(learning.run.model) if learning.plan.device.type == "cpu" else nullcontext():
        yield from _learn(learning, inner, folder, name)


def _learn(learning: Learning, inner: Sequence[Example], folder: Path, name: str) -> Iterator[Step | Check]:
    run, plan, watch = learning.run, learning.plan, learning.watch
    saved = time.monotonic()
    if inner and learning.goes_on and watch.begins(run.done):
        yield watch.look(run, plan, inner)
    steps = iter(()) if watch.stopped else train(run, plan)
    for step in steps:
        due = watch.note(step)
        yield step
        if due and inner:
            yield watch.look(run, plan, inner)
        if watch.stopped:
            break
        if time.monotonic() - saved > SAVE_EVERY:
            save_state(run, folder, fingerprint=name, watch=watch)
            saved = time.monotonic()
    save_state(run, folder, fingerprint=name, watch=watch)


def kept(learning: Learning) -> Kept:
    """Say which weights a run that has ended hands over.

    Args:
        learning: The run.

    Returns:
        Their step, and what the inner split said there.
    """
    run, watch = learning.run, learning.watch
    if watch.kept_step is None:
        return Kept(step=run.done, steps=run.done, check=None)
    return Kept(step=watch.kept_step, steps=run.done, check=watch.best_check)
