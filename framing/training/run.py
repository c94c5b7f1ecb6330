"""A whole training run: from a config to a checkpoint directory."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from framing.errors import OutputError, UsageError
from framing.model.checkpoint import Checkpoint, load_checkpoint
from framing.scoring.locking import is_locked, locked
from framing.training.figures import Figures
from framing.training.labelsets import label_sets
from framing.training.learning import begin_learning, device_of, kept, learn, take_up
from framing.training.making import Material, make
from framing.training.origin import begin_model, begin_tokenizer, origin_of
from framing.training.preparing import Prepared, inspect_parts, prepare_parts
from framing.training.rehearsal import rehearse
from framing.training.reports import Finished, Inspected, Report, Stage
from framing.training.settings import Settings
from framing.training.state import has_state
from framing.training.teaching import Classroom, teach, with_taught


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


def is_running(out: Path) -> bool:
    """Tell whether a process is training on the way to a checkpoint right now.

    Args:
        out: Directory of the checkpoint.

    Returns:
        Whether one is; never on a system without locks.
    """
    return run_folder(out).is_dir() and is_locked(run_folder(out))


def check_destination(out: Path) -> None:
    """Refuse a place where no checkpoint can be made, before an hour of learning.

    Args:
        out: Directory of the checkpoint.

    Raises:
        UsageError: Another process is training on the way to it.
        OutputError: It exists already, or cannot be written.
    """
    if is_running(out):
        raise UsageError(f"another process is training {out} right now; choose another directory")
    _check_place(out)


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
        OutputError: ``out`` exists already, or cannot be written.
        UsageError: Another process is training on the way to it.
        TrainingDataError: Data is absent, garbled or cannot be learned from, or ``OUT.run`` holds another
            run.
        ConfigError: The encoder or a layout is unknown, the encoder is unfit, or the device is not there.
    """
    check_destination(out)
    # Before an hour of reading and learning, not after.
    device_of(settings.optimisation.device)
    if settings.optimisation.threads:
        torch.set_num_threads(settings.optimisation.threads)
    yield Stage("reading the data")
    origin = origin_of(settings.encoder)
    prepared = prepare_parts(settings, origin)
    with _alone_on(out):
        yield from _train(settings, prepared, origin, out)


@contextmanager
def _alone_on(out: Path) -> Iterator[None]:
    """Hold the directory of a run, so that no second process learns in it."""
    folder = run_folder(out)
    folder.mkdir(parents=True, exist_ok=True)
    lock = locked(folder)
    try:
        with _nothing_left_without_state(folder):
            # Another process may have finished while this one was reading.
            _check_place(out)
            yield
    finally:
        lock.release()


def _train(settings: Settings, prepared: Prepared, origin: Checkpoint | None, out: Path) -> Iterator[Report]:
    folder, parts = run_folder(out), prepared.parts
    tokenizer = begin_tokenizer(settings, folder, origin)
    torch.manual_seed(settings.optimisation.seed)
    labels = label_sets(settings, parts, origin)
    model = begin_model(settings, labels, origin)
    findings = (*inspect_parts(settings, parts, tokenizer), *prepared.findings)
    yield Inspected(findings)
    if origin is None:
        rehearse(model, tokenizer, parts.train, settings.encoder)
    taught = yield from teach(Classroom(settings, parts, labels, origin, tokenizer, folder / "teachers"))
    whole = with_taught(settings)
    learning = begin_learning(whole, (*parts.train, *taught), model, tokenizer, origin)
    name = take_up(learning, folder, whole)
    yield Stage(f"learning from {len(parts.train) + len(taught):,} sentences")
    yield from learn(learning, parts.inner, folder, name)
    yield kept(learning)
    torch.nn.Module.to(model, "cpu")
    model.load_state_dict(learning.weights())
    model.train(False)
    material = Material(settings, parts, findings, model, tokenizer, learning.watch, len(taught))
    yield from _finish(material, folder, out)


def _check_place(out: Path) -> None:
    if out.exists():
        if is_unfinished(out):
            raise OutputError(
                f"{out} is complete; {run_folder(out)} is what a kill at its end left, remove it"
            )
        raise OutputError(f"{out} exists already; choose another directory or remove it")
    above = next(folder for folder in out.absolute().parents if folder.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        why = "may not be written to" if above.is_dir() else "is no directory"
        raise OutputError(f"{out} cannot be written: {above} {why}")


@contextmanager
def _nothing_left_without_state(folder: Path) -> Iterator[None]:
    """Remove the directory of a run that ends before there is anything to go on with, however it ends."""
    try:
        yield
    except BaseException:
        if not has_state(folder):
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _finish(material: Material, folder: Path, out: Path) -> Iterator[Stage | Finished]:
    made = folder / "checkpoint"
    for report in make(material, made):
        if isinstance(report, Figures):
            made.rename(out)
            shutil.rmtree(folder)
            yield Finished(load_checkpoint(out), report.measures, report.comparisons, report.collapsed)
        else:
            yield report
