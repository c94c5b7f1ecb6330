"""Teachers: networks that have learned from the labels say what they see in sentences without any.

What several networks say together is better than what one of them says, and one network can learn it from
them: it then knows at its own speed what they know at theirs (Hinton, Vinyals & Dean 2015, "Distilling the
Knowledge in a Neural Network").
"""

import shutil
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from framing.engines import load_engine
from framing.engines.predict import SentenceLogits
from framing.engines.sentences import run_sentences
from framing.errors import TrainingDataError
from framing.evaluation.arrays import FloatArray
from framing.evaluation.leaks import normalise
from framing.labelled.examples import UNKNOWN, Example
from framing.labelled.rows import read_rows
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, load_checkpoint
from framing.model.pieces import PieceEncoder
from framing.segmenting import segment
from framing.text import Sentence, word_spans
from framing.training.batches import LabelSets
from framing.training.learning import begin_learning, learn
from framing.training.making import write_uncalibrated
from framing.training.objective import TAUGHT
from framing.training.origin import begin_model
from framing.training.partition import Partition
from framing.training.reports import Report, Stage
from framing.training.settings import DataSet, Settings, Teaching

_SURE = 0.02
"""Probability from which a word's label is kept; below it is as good as 0."""

_WORDS = (6, 70)
"""Fewest and most words of a sentence worth asking about."""

_CHUNK = 8192


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


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What one teacher, or several together, said of some sentences.

    Attributes:
        sentences: Probability per sentence label. Shape: ``(n, n_sentence_labels)``.
        words: The same of the words of all sentences, one after the other.
            Shape: ``(n_words, n_word_labels)``.
    """

    sentences: FloatArray
    words: FloatArray


def teach(room: Classroom) -> Generator[Report, None, tuple[Example, ...]]:
    """Let teachers learn, and ask them about sentences without labels.

    A teacher that an earlier run finished is not trained again; one that was stopped goes on.

    Args:
        room: What they learn from.

    Yields:
        Stages, steps and checks.

    Returns:
        The sentences with the mean of what the teachers said, as examples of the data set `TAUGHT`.

    Raises:
        TrainingDataError: A file of texts is absent or has no column ``text``, or holds nothing to ask about.
    """
    teaching = room.settings.teaching
    if teaching is None:
        return ()
    yield Stage("reading texts without labels")
    asked = _sentences(room, teaching)
    said: list[_Said] = []
    for number, seed in enumerate(teaching.seeds, 1):
        file = room.folder / f"{seed}.npz"
        if not file.is_file():
            yield Stage(f"teacher {number} of {len(teaching.seeds)}")
            checkpoint = yield from _teacher(room, seed)
            yield Stage(f"asking teacher {number} about {len(asked):,} sentences")
            _write(file, _ask(checkpoint, asked))
            # What it said is all that is needed of it, and its state is large.
            shutil.rmtree(room.folder / str(seed))
        said.append(_read(file))
    return tuple(_examples(asked, _together(said), room.labels))


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
    learning = begin_learning(settings, room.parts.train, model, room.tokenizer)
    yield from learn(learning, room.parts.inner, room.folder / str(seed), settings)
    torch.nn.Module.to(model, "cpu")
    model.load_state_dict(learning.weights())
    model.train(False)
    made = room.folder / str(seed) / "checkpoint"
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


def _ask(checkpoint: Checkpoint, sentences: Sequence[Sentence]) -> _Said:
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    engine = load_engine(checkpoint, device="cpu")
    answers: list[SentenceLogits] = []
    for at in range(0, len(sentences), _CHUNK):
        answers += run_sentences(sentences[at : at + _CHUNK], encoder, engine)
    return _Said(
        sentences=_probs(np.stack([answer.sentence for answer in answers])),
        words=_probs(np.concatenate([answer.words for answer in answers])),
    )


def _probs(logits: FloatArray) -> FloatArray:
    probs: FloatArray = 1.0 / (1.0 + np.exp(-np.clip(logits, -50.0, 50.0)))
    return probs


def _together(said: Sequence[_Said]) -> _Said:
    return _Said(
        sentences=np.mean([one.sentences for one in said], axis=0),
        words=np.mean([one.words for one in said], axis=0),
    )


def _write(file: Path, said: _Said) -> None:
    """Keep what a teacher said. Appears whole or not at all."""
    partial = file.with_name(f"partial-{file.name}")
    np.savez(partial, sentences=said.sentences.astype(np.float32), words=said.words.astype(np.float32))
    partial.replace(file)


def _read(file: Path) -> _Said:
    with np.load(file) as stored:
        return _Said(stored["sentences"].astype(np.float64), stored["words"].astype(np.float64))


def _examples(sentences: Sequence[Sentence], said: _Said, labels: LabelSets) -> Iterator[Example]:
    at = 0
    for sentence, probs in zip(sentences, said.sentences, strict=True):
        words = word_spans(sentence.text)
        told = np.nan_to_num(said.words[at : at + len(words)])
        at += len(words)
        kept = {label: np.flatnonzero(told[:, column] > _SURE) for column, label in enumerate(labels.word)}
        by_label = dict(zip(labels.sentence, probs.tolist(), strict=True))
        yield Example(
            sentence=sentence,
            data_set=TAUGHT,
            group=sentence.text,
            labels=by_label,
            # What a quotation adds is known for sentences without one only.
            own_loaded=UNKNOWN if sentence.quoted else by_label.get("loaded", UNKNOWN),
            spans={label: tuple(words[row] for row in rows) for label, rows in kept.items()},
            degrees={
                label: tuple(told[rows, column].tolist()) for column, (label, rows) in enumerate(kept.items())
            },
        )
