"""Measures a checkpoint on the quality gate: `python -m tests.shipped.quality_gate fast` shows the figures.

The sentences of `tests/cases/quality_gate.jsonl` were written for this project and labelled before any
checkpoint had read them. Plainer and balanced otherwise than news, they say whether the checkpoint
still does what it did, not how good it is at news.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.engines import load_engine
from framing.engines.sentences import run_sentences
from framing.evaluation.judge import measures
from framing.evaluation.measure import Protocol
from framing.evaluation.predictions import Judgement, Reading
from framing.labelled.examples import Example, find_all
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.model.checkpoint import DEFAULT, TOKENIZER_FILE, load_checkpoint, locate_checkpoint
from framing.model.pieces import PieceEncoder
from framing.segmenting import quoted_spans
from framing.text import Sentence

SET = Path(__file__).parents[1] / "cases" / "quality_gate.jsonl"
FEWEST = 5
"""Sentences that must carry a frame for it to count in the mean."""


def read_set() -> tuple[dict[str, Any], ...]:
    """Read the rows as they stand in the file."""
    return tuple(json.loads(line) for line in SET.read_text("utf-8").splitlines())


def set_digest() -> str:
    """Give 16 hex digits that change with any sentence or label."""
    return hashlib.sha256(SET.read_bytes()).hexdigest()[:16]


def examples() -> tuple[Example, ...]:
    """Give the rows as examples; what was not judged is unknown."""
    return tuple(_example(row) for row in read_set())


def _example(row: Mapping[str, Any]) -> Example:
    text = row["text"]
    spans = {"loaded": find_all(text, row["words"])}
    if row["roles"] is not None:
        for role in ROLE_NAMES:
            spans[role] = find_all(text, [mention for mention, given in row["roles"] if given == role])
    labels = {"loaded": float(row["loaded"])}
    if row["frames"] is not None:
        labels |= {name: float(name in row["frames"]) for name in FRAME_NAMES}
    sentence = Sentence(text, 0, len(text), quoted_spans(text))
    return Example(sentence, "gate", text, labels=labels, own_loaded=float(row["own_loaded"]), spans=spans)


def figures(checkpoint: Path | None = None) -> dict[str, float]:
    """Measure a checkpoint.

    Args:
        checkpoint: Its directory; ``None`` for the shipped one.

    Returns:
        The figures that have floors, by name.
    """
    described = load_checkpoint(checkpoint)
    rows = examples()
    encoder = PieceEncoder(described.path / TOKENIZER_FILE, window=described.window)
    logits = run_sentences([row.sentence for row in rows], encoder, load_engine(described, device="cpu"))
    judgement = Reading(rows, logits, described).judgement()
    measured = {one.name: one.value for one in measures(_common(judgement), Protocol("gate", 1, "gate"))}
    wanted = ("loaded.macro_f1", "own_loaded.macro_f1", "frames.macro_f1", "word.loaded.f1")
    roles = tuple(f"word.{role}.f1" for role in ROLE_NAMES)
    found = {name: measured[name] or 0.0 for name in (*wanted, *roles)}
    return found | dict(_kept(judgement))


def _common(judgement: Judgement) -> Judgement:
    """Keep the frames that enough sentences carry."""
    frames = tuple(frame for frame in judgement.frames if (frame.labels == 1).sum() >= FEWEST)
    return Judgement(judgement.loaded, judgement.own, frames, judgement.words, judgement.spans)


def _kept(judgement: Judgement) -> Iterator[tuple[str, float]]:
    """Give the share of each kind of sentence that is judged as it should be."""
    assert judgement.loaded is not None
    assert judgement.own is not None
    kinds = [row["kind"] for row in read_set()]
    given = judgement.loaded.given.tolist()
    for kind, right in (("neutral", False), ("loaded", True)):
        answers = [answer == right for answer, its in zip(given, kinds, strict=True) if its == kind]
        yield f"{kind} judged right", sum(answers) / len(answers)
    quoted = dict(zip(judgement.own.groups, judgement.own.given.tolist(), strict=True))
    answers = [
        not quoted[row["text"]] for row in read_set() if row["kind"] == "quoted" and row["text"] in quoted
    ]
    yield "quoted not laid to the source", sum(answers) / len(answers)


if __name__ == "__main__":
    print(f"digest = {set_digest()!r}")  # noqa: T201
    for name, value in figures(locate_checkpoint(*sys.argv[1:] or [DEFAULT])).items():
        print(f"{name!r} = {value:.3f}")  # noqa: T201
