"""One network that learns and is measured, for benchmarks that compare several; nothing of it is kept."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import torch

from framing.model.checkpoint import load_checkpoint
from framing.model.save import save_weights
from framing.training import Settings, Step
from framing.training.calibrate import calibrate
from framing.training.encoder import build_model, save_tokenizer
from framing.training.figures import SHIPPED, Circumstances, answers, figures
from framing.training.labelsets import label_sets
from framing.training.learning import Learning, begin_learning, learn, take_up
from framing.training.making import describe_split, write_uncalibrated
from framing.training.partition import Partition

EVERY = 200
"""Steps between two lines that say how far it is."""


def learn_and_measure(
    settings: Settings, parts: Partition, change: Callable[[Learning], None] | None = None
) -> dict[str, float | None]:
    """Let a network learn, and measure it on the held-out fold through the int8 engine.

    Args:
        settings: The run; teachers are passed over.
        parts: What is learned from, calibrated on and measured on.
        change: Changes the run before its first step.

    Returns:
        Every figure by data set and name, for instance ``babe loaded.auc``.
    """
    torch.set_num_threads(settings.optimisation.threads or torch.get_num_threads())
    with tempfile.TemporaryDirectory() as folder:
        return _measured(settings, parts, Path(folder), change)


def _measured(
    settings: Settings, parts: Partition, folder: Path, change: Callable[[Learning], None] | None
) -> dict[str, float | None]:
    tokenizer = save_tokenizer(settings, folder / "tokenizer")
    torch.manual_seed(settings.optimisation.seed)
    model = build_model(settings, label_sets(settings, parts, None))
    learning = begin_learning(settings, parts.train, model, tokenizer)
    if change:
        change(learning)
    name = take_up(learning, folder / "run", settings)
    for report in learn(learning, parts.inner, folder / "run", name):
        if isinstance(report, Step) and report.number % EVERY == 0:
            print(f"  step {report.number} of {report.steps}", flush=True)
    model.load_state_dict(learning.weights())
    model.train(False)
    made = folder / "made"
    write_uncalibrated(model, parts.train, made, tokenizer)
    model.config.decide(*calibrate(load_checkpoint(made), settings, parts.inner))
    save_weights(model, made)
    checkpoint = load_checkpoint(made)
    how = Circumstances(describe_split(settings, parts.folds), settings.splits.seed, checkpoint.digest)
    shipped = [answer for answer in answers(checkpoint, parts) if answer.system == SHIPPED]
    return {
        f"{answer.data_set} {one.name}": one.value
        for answer in shipped
        for one in figures([answer], how).measures
    }
