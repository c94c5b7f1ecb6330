"""``run.json``: what made a score table. Nothing in it depends on the hour or the machine's load."""

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from framing.model.checkpoint import Checkpoint, Decision
from framing.reading.inputs import shown
from framing.scores import SCHEMA_VERSION
from framing.version import __version__

_LIBRARIES = ("numpy", "openvino", "pyarrow", "tokenizers", "torch")


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What made a score table.

    Attributes:
        checkpoint: The checkpoint.
        engine: Name of the engine with its number format.
        settings: Names and values of the settings that decide the result, as given by the user.
        inputs: What is read, as given by the user. An unfinished run is only gone on with for the same.
        inputs_digest: As `framing.scoring.finished.inputs_digest` gives it; ``None`` where it is not known.
    """

    checkpoint: Checkpoint
    engine: str
    settings: tuple[tuple[str, str | float | bool | None], ...] = ()
    inputs: tuple[str, ...] = ()
    inputs_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many inputs went in and what became of them.

    Attributes:
        articles_in: Inputs. Always ``articles`` plus all errors.
        articles: Articles scored.
        sentences: Sentences scored.
        errors: Inputs that could not be scored, by reason, sorted by it.
        foreign_paragraphs: Paragraphs of scored articles left out for their language.
    """

    articles_in: int
    articles: int
    sentences: int
    errors: tuple[tuple[str, int], ...]
    foreign_paragraphs: int

    def to_dict(self) -> dict[str, Any]:
        """Give the counts as ``run.json`` holds them."""
        return {
            "articles_in": self.articles_in,
            "articles": self.articles,
            "sentences": self.sentences,
            "errors": dict(self.errors),
            "foreign_paragraphs": self.foreign_paragraphs,
        }


def run_file(info: RunInfo, counts: Counts) -> str:
    """Compose ``run.json``.

    Args:
        info: What made the score table.
        counts: What became of the inputs.

    Returns:
        The file's text.
    """
    content = {**run_content(info), "counts": counts.to_dict()}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def run_content(info: RunInfo) -> dict[str, Any]:
    """Give what ``run.json`` says before anything is scored.

    Args:
        info: What makes the score table.

    Returns:
        Everything but the counts.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "framing_version": __version__,
        "checkpoint": _checkpoint(info.checkpoint),
        "engine": info.engine,
        "settings": dict(info.settings),
        # As in the other results: a path that is not UTF-8 could not be written.
        "inputs": {"paths": [shown(path) for path in info.inputs], "digest": info.inputs_digest},
        "versions": _versions(),
    }


def decisions(checkpoint: Checkpoint) -> Mapping[str, Decision]:
    """Give a checkpoint's decisions by the names that ``run.json`` uses.

    Args:
        checkpoint: The checkpoint.

    Returns:
        Sentence labels under their name, roles too; the word label ``loaded`` as ``word_loaded``, since
        there is a sentence label of that name.
    """
    sentence = zip(checkpoint.sentence_labels, checkpoint.sentence_decisions, strict=True)
    named = dict(sentence)
    for name, decision in zip(checkpoint.word_labels, checkpoint.word_decisions, strict=True):
        named[f"word_{name}" if name in checkpoint.sentence_labels else name] = decision
    return named


def _checkpoint(checkpoint: Checkpoint) -> dict[str, Any]:
    named = decisions(checkpoint)
    return {
        "name": checkpoint.name,
        "digest": checkpoint.digest,
        "thresholds": {name: decision.threshold for name, decision in named.items()},
        "quality": {
            name: {
                "precision": decision.precision,
                "recall": decision.recall,
                "positives": decision.positives,
                "negatives": decision.negatives,
                "aims": [
                    {"threshold": aim.threshold, "precision": aim.precision, "recall": aim.recall}
                    for aim in decision.aims
                ],
            }
            for name, decision in named.items()
        },
    }


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found
