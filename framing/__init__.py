"""Read news and show, sentence by sentence, where the wording is loaded, and compile it by source.

The public face. Importing it loads neither torch nor an engine: those come with `load_scorer`.

    import framing

    for score in framing.score("The regime launched an unprovoked onslaught on the port."):
        print(score.loaded, score.spans)
"""

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.model.register import register as _register
from framing.text import Article, Sentence, Span
from framing.version import __version__

if TYPE_CHECKING:
    from framing.scores import LabelledSpan, SentenceScore
    from framing.scoring import Scorer

__all__ = [
    "Article",
    "LabelledSpan",
    "Scorer",
    "Sentence",
    "SentenceScore",
    "Span",
    "__version__",
    "load_scorer",
    "score",
]

_LATER = {
    "LabelledSpan": "framing.scores",
    "SentenceScore": "framing.scores",
    "Scorer": "framing.scoring",
}

# ``transformers.AutoModel.from_pretrained(checkpoint)`` works once this package is imported.
_register()


def load_scorer(model: Path | str | None = None, device: str = "auto") -> "Scorer":
    """Load a checkpoint, ready to score articles.

    Args:
        model: A checkpoint directory; ``None`` for the one that ships with the package.
        device: ``cpu``, ``cuda``, or ``auto``: a GPU where torch is installed and finds one.

    Returns:
        The scorer.

    Raises:
        CheckpointError: The directory is not a checkpoint that this version reads.
        MissingExtraError: The device needs torch, which is not installed.
    """
    # Here and not above, so that whoever only needs the values need not load an engine.
    from framing.engines import load_engine  # noqa: PLC0415
    from framing.model.checkpoint import load_checkpoint  # noqa: PLC0415
    from framing.scoring import Scorer  # noqa: PLC0415

    checkpoint = load_checkpoint(model)
    return Scorer(checkpoint, load_engine(checkpoint, device=device))


def score(
    text: str, *, source: str = "text", model: Path | str | None = None, device: str = "auto"
) -> "tuple[SentenceScore, ...]":
    """Score one text, whatever its language.

    The checkpoint stays loaded for the next call.

    Args:
        text: The text, scored as it stands: headlines and page furniture are not taken out.
        source: Its publisher.
        model: As for `load_scorer`.
        device: As for `load_scorer`.

    Returns:
        The scores of its sentences in reading order; empty where it has none.

    Raises:
        CheckpointError: The directory is not a checkpoint that this version reads.
        MissingExtraError: The device needs torch, which is not installed.
    """
    return _kept_scorer(model, device).score_text(text, source=source)


@lru_cache(maxsize=1)
def _kept_scorer(model: Path | str | None, device: str) -> "Scorer":
    return load_scorer(model, device)


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'framing' has no attribute {name!r}")
