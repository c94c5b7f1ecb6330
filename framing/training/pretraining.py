"""An encoder made better at news by masked-language learning: from plain texts to an encoder's directory."""

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer, PreTrainedModel

from framing.errors import ConfigError, OutputError, TrainingDataError
from framing.evaluation.leaks import normalise
from framing.labelled.layouts import detect_layout, read_examples
from framing.labelled.rows import read_rows
from framing.model.quiet import quiet_transformers
from framing.segmenting import segment
from framing.training.encoder import locate_encoder, longest
from framing.training.learning import device_of
from framing.training.loop import Run, Step
from framing.training.masked import Course, MaskedModel, Rows, start_masked, train_masked
from framing.training.quick import quick
from framing.training.reports import Stage
from framing.training.settings import Device, Precision
from framing.training.state import fingerprint, load_state, save_state

PRETRAINING_FILE = "pretraining.json"
"""Beside the encoder: what it read, for the model cards of what is made of it."""

_SAVE_EVERY = 120.0
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Pretraining:
    """What an encoder reads and how.

    Attributes:
        encoder: Hugging Face encoder by name or path, or ``minilm``.
        texts: Files with a column ``text``: articles or sentences. JSON lines, CSV or Parquet.
        without: Labelled files whose sentences are cut out of the texts, so that none has been read that is
            measured on later.
        passes: How often every text is read.
        rate: Highest learning rate.
        batch: Rows per step.
        length: Pieces of a row; no more than the encoder reads.
        seed: Seed of the order and of what is hidden.
        threads: Threads of torch; 0 leaves the number to torch.
        device: As `framing.training.settings.Optimisation.device`.
        precision: As `framing.training.settings.Optimisation.precision`.
    """

    encoder: str
    texts: tuple[Path, ...]
    without: tuple[Path, ...] = ()
    passes: float = 1.5
    rate: float = 4e-4
    batch: int = 40
    length: int = 96
    seed: int = 1
    threads: int = 0
    device: Device = "auto"
    precision: Precision = "auto"


@dataclass(frozen=True, slots=True)
class Pretrained:
    """An encoder has read its texts.

    Attributes:
        folder: Its directory, as ``from_pretrained`` takes it.
        pieces: Pieces read in one pass.
        first_loss: Mean loss per hidden piece over the first twentieth of the run, in nats.
        last_loss: The same over the last.
    """

    folder: Path
    pieces: int
    first_loss: float
    last_loss: float


def pretrain(settings: Pretraining, out: Path) -> Iterator[Stage | Step | Pretrained]:
    """Let an encoder guess hidden words.

    A run that was stopped goes on where it stood when it is started again with the same settings and texts.

    Args:
        settings: What it reads and how.
        out: Directory of the encoder. Appears whole at the end; until then the run lives in ``OUT.run``.

    Yields:
        Stages, steps, and at the end the result.

    Raises:
        OutputError: ``out`` exists already.
        TrainingDataError: A file is absent or has no column ``text``, there is too little text, or
            ``OUT.run`` holds another run.
        ConfigError: The encoder cannot be loaded, or cannot guess pieces; or the device is not there.
    """
    if out.exists():
        raise OutputError(f"{out} exists already; choose another directory or remove it")
    device = device_of(settings.device)
    if settings.threads:
        torch.set_num_threads(settings.threads)
    folder = out.with_name(f"{out.name}.run")
    yield Stage("reading texts")
    encoder, tokenizer = _load(settings.encoder)
    rows = _rows(replace(settings, length=min(settings.length, longest(encoder.config))), tokenizer)
    torch.manual_seed(settings.seed)
    model = MaskedModel(encoder).to(device)
    course = Course(settings.passes, settings.rate, settings.batch, 0.06, settings.seed, settings.precision)
    run = start_masked(model, course)
    yield Stage(f"reading {rows.ids.size:,} pieces {settings.passes:g} times, some of them hidden")
    losses: list[float] = []
    with quick(model) if device.type == "cpu" else nullcontext():
        for step in _learn(run, rows, course, folder):
            losses.append(step.loss)
            yield step
    yield _finish(settings, run, tokenizer, (rows.ids.size, losses), out)


def _load(name: str) -> tuple[PreTrainedModel, Any]:
    try:
        with quiet_transformers():
            encoder = AutoModel.from_pretrained(locate_encoder(name), dtype="float32")
            tokenizer = AutoTokenizer.from_pretrained(locate_encoder(name))
    except (OSError, ValueError) as error:
        raise ConfigError(f"encoder {name!r} cannot be loaded: {error}") from error
    if getattr(tokenizer, "backend_tokenizer", None) is None or tokenizer.mask_token_id is None:
        raise ConfigError(f"encoder {name!r} has no fast tokenizer with a mask to hide pieces behind")
    return encoder, tokenizer


def _rows(settings: Pretraining, tokenizer: Any) -> Rows:
    """Lay all texts end to end and cut them into rows, each with the special pieces around it."""
    backend: Tokenizer = tokenizer.backend_tokenizer
    backend.no_padding()
    backend.no_truncation()
    around = backend.encode("").ids
    head, tail = around[: (len(around) + 1) // 2], around[(len(around) + 1) // 2 :]
    room = settings.length - len(around)
    body = _pieces(settings, backend, tail)
    n = len(body) // room
    if not n:
        raise TrainingDataError(f"too little text: {len(body)} pieces do not fill a row of {room}")
    ids = np.empty((n, settings.length), dtype=np.int32)
    ids[:, : len(head)] = head
    ids[:, len(head) : len(head) + room] = body[: n * room].reshape(n, room)
    ids[:, len(head) + room :] = tail
    return Rows(ids, frozenset(tokenizer.all_special_ids), tokenizer.mask_token_id, len(tokenizer))


def _pieces(settings: Pretraining, backend: Tokenizer, between: Sequence[int]) -> npt.NDArray[np.int32]:
    """Cut texts into pieces, their order mixed, a special piece between two."""
    left_out = {
        normalise(example.sentence.text)
        for file in settings.without
        for example in read_examples(file.name, file, detect_layout(file))
    }
    texts = list(chain.from_iterable(_texts(file, left_out) for file in settings.texts))
    order = np.random.default_rng(settings.seed).permutation(len(texts))
    parts: list[npt.NDArray[np.int32]] = []
    for at in range(0, len(order), _CHUNK):
        chunk = [texts[row] for row in order[at : at + _CHUNK]]
        for encoding in backend.encode_batch(chunk, add_special_tokens=False):
            parts.append(np.asarray([*encoding.ids, *between], dtype=np.int32))
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)


def _texts(file: Path, left_out: set[str]) -> Iterator[str]:
    for row in read_rows(file):
        text = row.values.get("text") if isinstance(row.values, dict) else None
        if not isinstance(text, str):
            raise TrainingDataError(f"{row.place}: no text to read: it lacks the column 'text'")
        if normalise(text) in left_out:
            continue
        yield " ".join(
            sentence.text for sentence in segment(text) if normalise(sentence.text) not in left_out
        )


def _learn(run: Run, rows: Rows, course: Course, folder: Path) -> Iterator[Step]:
    name = fingerprint(json.dumps(asdict(course)), [rows.ids.tobytes().hex()])
    load_state(run, folder, fingerprint=name)
    saved = time.monotonic()
    for step in train_masked(run, rows, course):
        yield step
        if time.monotonic() - saved > _SAVE_EVERY:
            save_state(run, folder, fingerprint=name)
            saved = time.monotonic()
    save_state(run, folder, fingerprint=name)


def _finish(
    settings: Pretraining,
    run: Run,
    tokenizer: Any,
    read: tuple[int, list[float]],
    out: Path,
) -> Pretrained:
    pieces, losses = read
    folder = out.with_name(f"{out.name}.run")
    made = folder / "encoder"
    shutil.rmtree(made, ignore_errors=True)
    encoder: PreTrainedModel = run.model.to("cpu").encoder  # type: ignore[assignment]
    with quiet_transformers():
        encoder.save_pretrained(made)
        tokenizer.save_pretrained(made)
    part = max(1, len(losses) // 20)
    first, last = float(np.mean(losses[:part])), float(np.mean(losses[-part:]))
    content = {
        "encoder": Path(settings.encoder).name if Path(settings.encoder).exists() else settings.encoder,
        "texts": [file.name for file in settings.texts],
        "without": [file.name for file in settings.without],
        "pieces": pieces,
        "passes": settings.passes,
        "loss": last,
    }
    (made / PRETRAINING_FILE).write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    out.parent.mkdir(parents=True, exist_ok=True)
    made.rename(out)
    shutil.rmtree(folder)
    return Pretrained(out, pieces, first, last)
