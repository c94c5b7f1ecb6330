"""Read news and show, sentence by sentence, where the wording is loaded, and compile it by source.

The public face. Importing it loads neither torch nor an engine: each name is loaded when first asked for.

>>> import framing
>>> (row,) = framing.score("The regime launched an unprovoked onslaught on the port.")
>>> row.loaded > 0.5
True
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError, MissingExtraError
from framing.model.register import register as _register
from framing.text import Article, Sentence, Span, Unscored
from framing.version import __version__

# OpenVINO and NNCF tell their makers of each use, by a module of their own, unless it is not there. Nobody is
# to be told of what is read here, so for this process it is not.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # stands for none

if TYPE_CHECKING:
    from framing.face.features import FramingFeatures
    from framing.face.kept import Scores
    from framing.face.reporting import CompiledReport, report
    from framing.face.scorers import load_scorer
    from framing.face.scoring import score
    from framing.reading import read_articles
    from framing.scores import LabelledSpan, SentenceScore
    from framing.scoring import ScoredArticle, Scorer

__all__ = [
    "Article",
    "CompiledReport",
    "FramingError",
    "FramingFeatures",
    "LabelledSpan",
    "ScoredArticle",
    "Scorer",
    "Scores",
    "Sentence",
    "SentenceScore",
    "Span",
    "Unscored",
    "__version__",
    "load_scorer",
    "read_articles",
    "report",
    "score",
]

_LATER = {
    "CompiledReport": "framing.face.reporting",
    "FramingFeatures": "framing.face.features",
    "LabelledSpan": "framing.scores",
    "ScoredArticle": "framing.scoring",
    "Scorer": "framing.scoring",
    "Scores": "framing.face.kept",
    "SentenceScore": "framing.scores",
    "load_scorer": "framing.face.scorers",
    "read_articles": "framing.reading",
    "score": "framing.face.scoring",
}

# ``transformers.AutoModel.from_pretrained(checkpoint)`` and ``transformers.pipeline("framing", ...)``
# work once this package is imported.
_register()


def __getattr__(name: str) -> Any:
    if name == "report":
        # A package that can be called: see there.
        return import_module("framing.report")
    if name not in _LATER:
        raise AttributeError(f"module 'framing' has no attribute {name!r}")
    globals()[name] = found = getattr(_module_of(name), name)
    return found


def _module_of(name: str) -> ModuleType:
    try:
        return import_module(_LATER[name])
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sklearn"):
            raise MissingExtraError("train", name) from error
        raise


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
