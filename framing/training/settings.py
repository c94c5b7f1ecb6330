"""Everything a training run can be told, as frozen values read from one TOML file."""

import tomllib
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from framing.errors import ConfigError
from framing.labelled.columns import OwnColumns
from framing.training.complaints import first_complaint

Precision = Literal["auto", "bf16", "fp32"]
Device = Literal["auto", "cpu", "cuda"]
SplitBy = Literal["group", "source"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DataSet(_Table):
    """One file of labelled sentences and how often it is read.

    Attributes:
        file: Name of the file within the data folder, or of a Hugging Face data set.
        layout: Name of its layout: one of `framing.labelled.layouts.LAYOUTS`, ``own`` for a table of
            one's own, ``hub`` for a data set of the Hugging Face hub.
        passes: How often each of its sentences is seen in the run; a fraction is a share of them.
        until: Share of the run by which its passes are over: what is learned last stays best.
        judged: Whether folds are cut from it: the scored fold and the inner split are held out.
        inject: Whether its neutral sentences take in wording of others. That raises the share of loaded ones
            above the one that is met.
        folder: Folder of the file, relative to where the command is run; ``None`` for the data folder.
        columns: Names of the columns of a table of one's own.
        licence: Its licence, for the model card.
        citation: How to cite it, for the model card.
        note: What else a reader of the model card must know of it.
    """

    file: str
    layout: str
    passes: float = Field(gt=0)
    until: float = Field(default=1.0, gt=0, le=1)
    judged: bool
    inject: bool = True
    folder: Path | None = None
    columns: OwnColumns = OwnColumns()
    licence: str = ""
    citation: str = ""
    note: str = ""


class Splits(_Table):
    """How judged data sets are cut. Groups (articles, events) are never divided.

    Attributes:
        by: ``group`` for folds of articles or events; ``source`` for folds of whole sources, named by the
            reference data set and held out of every data set that names its sources.
        folds: Number of folds. By source there are at most as many as sources: then one each.
        scored: Fold that is held out and measured at the end, from 0.
        inner: Share of the remaining groups that chooses calibration and thresholds.
        seed: Seed of the cut.
    """

    by: SplitBy
    folds: int = Field(ge=2)
    scored: int = Field(ge=0)
    inner: float = Field(gt=0, lt=1)
    seed: int


class Optimisation(_Table):
    """How the weights are learned.

    Attributes:
        seed: Seed of weights, order and augmentation.
        batch: Sentences per step.
        window: Most pieces of a training sentence; the rest of a longer one is cut off.
        encoder_rate: Highest learning rate of the encoder's top layer.
        layer_decay: Factor of the learning rate from each layer to the one below.
        head_rate: Highest learning rate of the heads.
        warmup: Share of the steps over which the rate rises.
        weight_decay: AdamW's decay of weights.
        word_weight: Weight of the word loss against the sentence loss.
        average: Decay per step of the moving average of weights that is kept.
        threads: Threads of torch; 0 leaves the number to torch.
        precision: Number format of the forward pass: ``fp32``, ``bf16``, or ``auto`` for bf16 where
            the device multiplies it in hardware.
        device: Where the weights are learned: ``cpu``, ``cuda``, or ``auto`` for a GPU where torch finds one.
    """

    seed: int
    batch: int = Field(gt=0)
    window: int = Field(gt=8)
    encoder_rate: float = Field(gt=0)
    layer_decay: float = Field(gt=0, le=1)
    head_rate: float = Field(gt=0)
    warmup: float = Field(ge=0, lt=1)
    weight_decay: float = Field(ge=0)
    word_weight: float = Field(ge=0)
    average: float = Field(ge=0, lt=1)
    threads: int = Field(ge=0)
    precision: Precision
    device: Device


class Augmentation(_Table):
    """Changes made to training sentences at random.

    Attributes:
        quote: Probability that an unquoted sentence is put into somebody's mouth.
        report: Probability that somebody is let report a sentence, without quotation marks.
        swap: Probability that names of a kind change places throughout a sentence.
        exchange: Probability that villain and victim of a sentence, where both are names, change names.
        rename: Probability that whoever has a role in a sentence, and a name, goes by another one.
        inject: Probability that a neutral sentence takes in a wording of another sentence, loaded or not.
        hide: Share of the pieces of a sentence that are hidden behind the encoder's mask.
        mention: Probability that a sentence gives way to one that mentions a loaded word.
        respell: Probability of a typing error or of other quotation marks.
        wordings: Loaded wording to put in beside that of the training sentences, by kind of word, one
            of `framing.training.slots.KINDS`.
    """

    quote: float = Field(ge=0, le=1)
    report: float = Field(ge=0, le=1)
    swap: float = Field(ge=0, le=1)
    exchange: float = Field(ge=0, le=1)
    rename: float = Field(ge=0, le=1)
    inject: float = Field(ge=0, le=1)
    hide: float = Field(ge=0, lt=1)
    mention: float = Field(ge=0, le=1)
    respell: float = Field(ge=0, le=1)
    wordings: dict[Literal["adjective", "noun", "infinitive", "past", "adverb"], tuple[str, ...]]


class Teaching(_Table):
    """Networks that learn first and say what they see in sentences without labels; the last learns from it.

    Attributes:
        seeds: Seed of each teacher that learns first, else as the run says.
        checkpoints: Checkpoints that teach as they are: ``default``, or their directories. They must not have
            learned from what is held out here.
        texts: Files of the data folder with a column ``text``: articles or sentences.
        sentences: Most sentences that they are asked about, drawn evenly.
        passes: How often each of these is seen in the run.
        states: Weight of the states in the layers of the first of ``checkpoints``, which are then learned
            from beside the labels; 0 to learn from none. It must read the same pieces as the run's encoder.
    """

    seeds: tuple[int, ...]
    checkpoints: tuple[str, ...]
    texts: tuple[str, ...] = Field(min_length=1)
    sentences: int = Field(gt=0)
    passes: float = Field(gt=0)
    states: float = Field(ge=0)

    @model_validator(mode="after")
    def _somebody_teaches(self) -> Self:
        if not self.seeds and not self.checkpoints:
            raise ValueError("seeds or checkpoints must name at least one teacher")
        if self.states and not self.checkpoints:
            raise ValueError("states are those of the first of checkpoints, which names none")
        return self


class Stopping(_Table):
    """Looking at the inner split while a run goes on, and ending it when nothing gets better.

    Attributes:
        checks: How often the inner split is looked at in a run; 0 for never.
        patience: Checks without a better one after which the run ends and the best weights are kept;
            0 to go on to the end and keep the last ones.
    """

    checks: int = Field(ge=0)
    patience: int = Field(ge=0)


class Settings(_Table):
    """A whole training run.

    Attributes:
        name: Name of the checkpoint.
        encoder: Hugging Face encoder by name or path; ``minilm`` for the one that the extra brings;
            ``default`` or the directory of a checkpoint to go on from there.
        layers: Layers of the encoder that are kept, evenly spread up to its last one; 0 for all.
        feed_forward: Neurons in the feed-forward part of each layer that are kept, those with the largest
            weights; 0 for all.
        languages: ISO 639-1 codes of the training data.
        window: Most pieces that one forward pass reads when scoring.
        data_folder: Folder of the data files, relative to where the command is run.
        reference: Data set whose standard of loaded sentences is shipped.
        word_reference: Data set whose standard of loaded words is shipped.
        splits: How judged data sets are cut.
        optimisation: How the weights are learned.
        augmentation: Changes made to training sentences.
        stopping: When to end early.
        teaching: Networks to learn from besides the labels; ``None`` for labels alone.
        licence: Licence of the checkpoint, for the model card; empty where none is given.
        limits: What the checkpoint is known to get wrong, for the model card.
        data: Data sets by name.
    """

    name: str
    encoder: str
    layers: int = Field(ge=0)
    feed_forward: int = Field(ge=0)
    languages: tuple[str, ...]
    window: int = Field(gt=8)
    data_folder: Path
    reference: str
    word_reference: str
    splits: Splits
    optimisation: Optimisation
    augmentation: Augmentation
    stopping: Stopping
    teaching: Teaching | None = None
    licence: str = ""
    limits: tuple[str, ...] = ()
    data: dict[str, DataSet] = Field(min_length=1)


def read_settings(file: Path) -> Settings:
    """Read a config file.

    Args:
        file: A TOML file, laid out like ``configs/default.toml``.

    Returns:
        The settings.

    Raises:
        ConfigError: The file is absent or not TOML, or holds an unknown key, a missing one or an
            impossible value. The message names the place, and for an unknown key the table where it
            belongs or the nearest known one.
    """
    if not file.is_file():
        raise ConfigError(f"there is no config file {file}")
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise ConfigError(f"{file} is not TOML: {error}") from error
    return parse_settings(table, where=str(file))


def parse_settings(table: dict[str, Any], *, where: str) -> Settings:
    """Check a config that was read.

    Args:
        table: Its entries.
        where: Name of the config, for errors.

    Returns:
        The settings.

    Raises:
        ConfigError: As `read_settings`.
    """
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise ConfigError(f"{where}: {first_complaint(error, Settings)}") from error
    if settings.splits.scored >= settings.splits.folds:
        raise ConfigError(f"{where}: splits.scored counts from 0, so it must be below splits.folds")
    for name in (settings.reference, settings.word_reference):
        if name not in settings.data:
            raise ConfigError(f"{where}: {name!r} is a reference, but [data.{name}] is missing")
    return settings
