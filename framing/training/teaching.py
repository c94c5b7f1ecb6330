"""Teachers: networks that have learned from the labels say what they see in sentences without any.

What several networks say together is better than what one of them says, and one network can learn it from
them: it then knows at its own speed what they know at theirs (Hinton, Vinyals & Dean 2015, "Distilling the
Knowledge in a Neural Network").
"""

import shutil
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from framing.errors import ConfigError, TrainingDataError
from framing.evaluation.leaks import normalise, shortened
from framing.evaluation.stored import learned_texts, text_digest
from framing.labelled.examples import Example
from framing.labelled.rows import read_rows
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, load_checkpoint
from framing.segmenting import segment
from framing.text import Sentence, word_spans
from framing.training.asking import Said, ask, examples_of, read_said, together, write_said
from framing.training.batches import LabelSets
from framing.training.learning import begin_learning, learn, take_up
from framing.training.making import write_uncalibrated
from framing.training.origin import begin_model
from framing.training.partition import Partition
from framing.training.reports import Report, Stage
from framing.training.settings import DataSet, Settings, Teaching
from framing.training.standards import TAUGHT

_WORDS = (6, 70)
"""Fewest and most words of a sentence worth asking about."""


@dataclass(frozen=True, slots=True, eq=False)
class Classroom:
    """What teachers learn from, and where.

    Attributes:
        settings: The run of the network that will learn from them.
        parts: Its data.
        labels: What it learns to tell.
        origin: Checkpoint that it goes on from, or ``None``.
        tokenizer: Its ``tokenizer.json``.
        folder: Directory of the teachers.
    """

    settings: Settings
    parts: Partition
    labels: LabelSets
    origin: Checkpoint | None
    tokenizer: Path
    folder: Path


def teach(room: Classroom) -> Generator[Report, None, tuple[Example, ...]]:
    """Let teachers learn, and ask them and finished checkpoints about sentences without labels.

    A teacher that an earlier run finished is not trained again; one that was stopped goes on.

    Args:
        room: What they learn from.

    Yields:
        Stages, steps and checks.

    Returns:
        The sentences with the mean of what the teachers said, as examples of the data set `TAUGHT`.

    Raises:
        TrainingDataError: A file of texts is absent or has no column ``text``, or holds nothing to ask about;
            or a checkpoint that shall teach has learned from what is held out, or lacks a label.
        ConfigError: States shall be learned from a checkpoint that reads other pieces.
        CheckpointError: A checkpoint that shall teach is absent or incomplete.
    """
    teaching = room.settings.teaching
    if teaching is None:
        return ()
    yield Stage("reading texts without labels")
    ready = [_checked(load_checkpoint(name), room) for name in teaching.checkpoints]
    if teaching.states and _vocabulary(ready[0].path / TOKENIZER_FILE) != _vocabulary(room.tokenizer):
        raise ConfigError(f"teaching.states: {ready[0].name} reads other pieces than the encoder of this run")
    asked = _sentences(room, teaching)
    room.folder.mkdir(parents=True, exist_ok=True)
    said: list[Said] = []
    for checkpoint in ready:
        file = room.folder / f"{checkpoint.digest}.npz"
        if not file.is_file():
            yield Stage(f"asking the checkpoint {checkpoint.name} about {len(asked):,} sentences")
            write_said(file, ask(checkpoint, asked, room.labels))
        said.append(read_said(file))
    for number, seed in enumerate(teaching.seeds, 1):
        file = room.folder / f"{seed}.npz"
        if not file.is_file():
            yield Stage(f"teacher {number} of {len(teaching.seeds)}")
            checkpoint = yield from _teacher(room, seed)
            yield Stage(f"asking teacher {number} about {len(asked):,} sentences")
            write_said(file, ask(checkpoint, asked, room.labels))
            # What it said is all that is needed of it, and its state is large.
            shutil.rmtree(room.folder / str(seed))
        said.append(read_said(file))
    return tuple(examples_of(asked, together(said), room.labels))


def with_taught(settings: Settings) -> Settings:
    """Give the settings of a run that also learns from what teachers said.

    Args:
        settings: The run.

    Returns:
        The same with the data set `TAUGHT`, where the run has teachers.
    """
    if settings.teaching is None:
        return settings
    taught = DataSet(file="", layout=TAUGHT, passes=settings.teaching.passes, judged=False)
    return settings.model_copy(update={"data": {**settings.data, TAUGHT: taught}})


def _teacher(room: Classroom, seed: int) -> Generator[Report, None, Checkpoint]:
    optimisation = room.settings.optimisation.model_copy(update={"seed": seed})
    settings = room.settings.model_copy(update={"optimisation": optimisation, "teaching": None})
    torch.manual_seed(seed)
    model = begin_model(settings, room.labels, room.origin)
    learning = begin_learning(settings, room.parts.train, model, room.tokenizer, room.origin)
    folder = room.folder / str(seed)
    yield from learn(learning, room.parts.inner, folder, take_up(learning, folder, settings))
    torch.nn.Module.to(model, "cpu")
    model.load_state_dict(learning.weights())
    model.train(False)
    made = folder / "checkpoint"
    write_uncalibrated(model, room.parts.train, made, room.tokenizer)
    return load_checkpoint(made)


def _sentences(room: Classroom, teaching: Teaching) -> tuple[Sentence, ...]:
    """Read the texts, cut them, and draw evenly as many sentences as are wanted, none that is held out."""
    held_out = {normalise(one.sentence.text) for one in (*room.parts.inner, *room.parts.scored)}
    found: dict[str, Sentence] = {}
    for name in teaching.texts:
        for sentence in _cut(_texts(room.settings.data_folder / name)):
            key = normalise(sentence.text)
            if key not in held_out:
                found.setdefault(key, sentence)
    if not found:
        raise TrainingDataError(f"no sentence to ask teachers about in {', '.join(teaching.texts)}")
    every = max(1.0, len(found) / teaching.sentences)
    kept = list(found.values())
    return tuple(kept[int(at * every)] for at in range(min(len(kept), teaching.sentences)))


def _texts(file: Path) -> Iterator[str]:
    for row in read_rows(file):
        if "text" not in row.values or not isinstance(row.values["text"], str):
            raise TrainingDataError(f"{row.place}: no text to ask teachers about: it lacks the column 'text'")
        yield row.values["text"]


def _cut(texts: Iterable[str]) -> Iterator[Sentence]:
    fewest, most = _WORDS
    for text in texts:
        for one in segment(text):
            if fewest <= len(word_spans(one.text)) <= most:
                quoted = tuple(one.quoted)
                yield Sentence(one.text, 0, len(one.text), quoted)


def _vocabulary(tokenizer: Path) -> dict[str, int]:
    return Tokenizer.from_file(str(tokenizer)).get_vocab()


def _checked(checkpoint: Checkpoint, room: Classroom) -> Checkpoint:
    """Refuse a checkpoint that has learned from what is held out here, or cannot tell all labels."""
    told = (*checkpoint.sentence_labels, *checkpoint.word_labels)
    if lacking := [label for label in (*room.labels.sentence, *room.labels.word) if label not in told]:
        raise TrainingDataError(f"{checkpoint.name} cannot teach {', '.join(lacking)}: it does not tell it")
    learned = learned_texts(checkpoint.path, thresholds=False)
    if learned is None:
        raise TrainingDataError(f"{checkpoint.name} cannot teach: it does not say what it has learned from")
    held_out = [example.sentence.text for example in (*room.parts.inner, *room.parts.scored)]
    if seen := [text for text in held_out if text_digest(text) in learned]:
        raise TrainingDataError(
            f"{checkpoint.name} cannot teach: it has learned from {len(seen)} of the {len(held_out)} "
            f"sentences that are held out, for instance {shortened(seen[0])!r}"
        )
    return checkpoint
