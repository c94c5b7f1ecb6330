"""From learned weights to a checkpoint directory: fp16 weights, int8 IR, calibration, figures, card."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.evaluation.observe import can_run
from framing.evaluation.reliability import reliability_svg
from framing.evaluation.stored import write_splits
from framing.labelled.examples import Example
from framing.model.checkpoint import TOKENIZER_FILE, load_checkpoint
from framing.model.network import FramingModel
from framing.model.pieces import Batch, PieceEncoder, pad
from framing.model.save import save_int8, save_weights
from framing.training.calibrate import calibrate
from framing.training.card import CardFacts, write_card
from framing.training.curve import learning_curve_svg
from framing.training.figures import Circumstances, Figures, answers, behaviour_figures, figures
from framing.training.inspection import Finding
from framing.training.origin import origin_of
from framing.training.partition import Partition
from framing.training.reports import Stage
from framing.training.settings import Settings
from framing.training.watch import Watch
from framing.training.wider import METRICS_FILE

CURVE_FILE = "learning_curve.svg"
RELIABILITY_FILE = "reliability.svg"

_CALIBRATION_SENTENCES = 320
_CALIBRATION_BATCH = 16


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What a checkpoint is made of.

    Attributes:
        settings: Its run.
        parts: Its data.
        findings: What was seen in them.
        model: The network, its weights learned, in evaluation mode.
        tokenizer: Its ``tokenizer.json``.
        watch: How the run went.
        taught: Sentences that it learned from what teachers said of them.
    """

    settings: Settings
    parts: Partition
    findings: tuple[Finding, ...]
    model: FramingModel
    tokenizer: Path
    watch: Watch
    taught: int = 0


def make(material: Material, made: Path) -> Iterator[Stage | Figures]:
    """Write a checkpoint, calibrate it and measure it.

    Args:
        material: What it is made of.
        made: Its directory; what an earlier attempt left there is removed.

    Yields:
        Stages, and at the end what was measured.
    """
    settings, parts, model = material.settings, material.parts, material.model
    yield Stage("quantizing to int8")
    write_uncalibrated(model, parts.train, made, material.tokenizer)
    yield Stage("calibrating")
    model.config.decide(*calibrate(load_checkpoint(made), settings, parts.inner))
    save_weights(model, made)
    watch = material.watch
    curve = learning_curve_svg(watch.losses, watch.checks, watch.kept_step)
    (made / CURVE_FILE).write_text(curve, "utf-8")
    write_splits(made, parts.stored(), describe_split(settings, parts.folds), settings.splits.seed)
    yield from describe(made, Background(settings, parts, material.findings, material.taught))


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """What a checkpoint came from, for its figures and its card.

    Attributes:
        settings: Its run.
        parts: Its data.
        findings: What was seen in them.
        taught: Sentences that it learned from what teachers said of them.
    """

    settings: Settings
    parts: Partition
    findings: tuple[Finding, ...]
    taught: int = 0


def describe(made: Path, background: Background) -> Iterator[Stage | Figures]:
    """Measure a calibrated checkpoint, and write its figures and its card.

    Args:
        made: Its directory.
        background: What it came from.

    Yields:
        Stages, and at the end what was measured.
    """
    settings, parts = background.settings, background.parts
    yield Stage("measuring on what was held out")
    checkpoint = load_checkpoint(made)
    how = Circumstances(describe_split(settings, parts.folds), settings.splits.seed, checkpoint.digest)
    measured = figures(answers(checkpoint, parts, origin_of(settings.encoder)), how)
    if can_run(checkpoint):
        yield Stage("running the behaviour cases")
        behaviour = behaviour_figures(checkpoint)
        measured = replace(measured, measures=(*measured.measures, *behaviour))
    write_figures(made, measured)
    write_card(made, CardFacts(settings, how.split, parts, background.findings, measured, background.taught))
    yield measured


def describe_split(settings: Settings, folds: int) -> str:
    """Say in one line how the data of a run were cut.

    Args:
        settings: The run.
        folds: How many folds there were; fewer than the settings say where there are fewer sources.

    Returns:
        Protocol of every figure measured on its held-out part.
    """
    splits = settings.splits
    kind = "group" if splits.by == "group" else "source (no source is learned from and measured on)"
    return f"fold {splits.scored} of {folds} by {kind}, thresholds from the inner split"


def write_figures(folder: Path, measured: Figures) -> None:
    """Write what was measured: ``metrics.json``, and the reliability plot where there is something to plot.

    Args:
        folder: Where to.
        measured: What was measured.
    """
    content = {
        "schema_version": 1,
        "measures": [figure.to_dict() for figure in measured.measures],
        "beside_baselines": [{"data_set": name, **one.to_dict()} for name, one in measured.comparisons],
        "collapsed": [{"data_set": name, "label": label} for name, label in measured.collapsed],
    }
    (folder / METRICS_FILE).write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    if measured.reliability:
        (folder / RELIABILITY_FILE).write_text(reliability_svg(measured.reliability), "utf-8")


def write_uncalibrated(
    model: FramingModel, train_part: Sequence[Example], made: Path, tokenizer: Path
) -> None:
    """Write a checkpoint that scores, but whose probabilities and thresholds are not chosen yet.

    Args:
        model: The network, in evaluation mode.
        train_part: What it learned from; some of it sets the ranges of int8.
        made: Its directory; what an earlier attempt left there is removed.
        tokenizer: Its ``tokenizer.json``.
    """
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    shutil.copyfile(tokenizer, made / TOKENIZER_FILE)
    save_weights(model, made)
    write_int8(model, train_part, made)


def write_int8(model: FramingModel, train_part: Sequence[Example], made: Path) -> None:
    """Write the int8 IR of a checkpoint.

    Args:
        model: The network, in evaluation mode.
        train_part: What it learned from; some of it sets the ranges of int8.
        made: The checkpoint's directory, with its ``tokenizer.json``.
    """
    encoder = PieceEncoder(made / TOKENIZER_FILE, window=model.config.window)
    save_int8(model, made, _calibration_batches(train_part, encoder))


def _calibration_batches(examples: Sequence[Example], encoder: PieceEncoder) -> list[Batch]:
    """Take training sentences evenly from all data sets, in batches of like length."""
    step = max(1, len(examples) // _CALIBRATION_SENTENCES)
    pieces = encoder.encode([example.sentence for example in examples[::step]])
    windows = sorted((sentence.windows[0] for sentence in pieces), key=lambda window: len(window.ids))
    cuts = range(0, len(windows), _CALIBRATION_BATCH)
    return [pad(windows[at : at + _CALIBRATION_BATCH]) for at in cuts]
