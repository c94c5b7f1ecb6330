"""Features of texts for models of one's own, as scikit-learn wants them. Needs the extra ``train``."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin

from framing.errors import UsageError
from framing.face.scorers import kept_scorer
from framing.face.texts import score_texts
from framing.scores import SentenceScore
from framing.scoring import ScoredArticle, Scorer, decisions

_OF_SENTENCES = (
    "sentences",
    "loaded_share",
    "own_loaded_share",
    "own_loaded_mean",
    "own_loaded_max",
    "quoted_share_mean",
)


class FramingFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """Texts into numbers: how loaded, which frames, which roles.

    There is nothing to fit; ``fit`` only keeps to the convention. One row per text, with

    - ``sentences``: how many it has;
    - ``loaded_share``, ``own_loaded_share``: share of sentences that are loaded, all words and the text's
      own words;
    - ``own_loaded_mean``, ``own_loaded_max``: mean and highest probability of ``own_loaded``;
    - ``quoted_share_mean``: mean share of quoted words;
    - ``frame_<name>``: mean probability of each frame;
    - ``<role>_rate``: mentions cast in the role in the text's own words, per sentence.

    A text without a sentence has NaN for everything but ``sentences``: nothing is known of it.

    Args:
        model: A checkpoint directory; ``None`` for the one that is shipped.
        device: ``cpu``, ``cuda``, or ``auto``.

    Examples:
        >>> features = FramingFeatures()
        >>> features.fit_transform(["The regime launched an onslaught.", ""]).shape
        (2, 23)
        >>> features.get_feature_names_out()[[2, -1]].tolist()
        ['own_loaded_share', 'hero_rate']
    """

    def __init__(self, *, model: str | None = None, device: str = "auto") -> None:
        self.model = model
        self.device = device

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's names
        """Do nothing: the checkpoint was trained before.

        Args:
            X: Texts.
            y: Ignored.

        Returns:
            This object.
        """
        return self

    def transform(self, X: Iterable[str]) -> npt.NDArray[np.float64]:  # noqa: N803 - scikit-learn's name
        """Give the features of texts.

        Args:
            X: Texts: a list, an array or a column, not one string.

        Returns:
            One row per text. Shape: ``(n_texts, n_features)``.

        Raises:
            UsageError: It is one string, or holds something else than strings.
        """
        texts = _strings(X)
        scorer = self._scorer()
        results = score_texts(texts, scorer)
        rows = [
            _row(result.sentences if isinstance(result, ScoredArticle) else (), scorer) for result in results
        ]
        return np.asarray(rows, dtype=np.float64).reshape(len(texts), len(_names(scorer)))

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:  # noqa: ARG002
        """Name the columns.

        Args:
            input_features: Ignored.

        Returns:
            One name per feature.
        """
        return np.asarray(_names(self._scorer()), dtype=object)

    def __sklearn_is_fitted__(self) -> bool:
        """Tell that there is nothing to fit."""
        return True

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts go in and nothing is fitted."""
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.string = True
        return tags

    def _scorer(self) -> Scorer:
        # Not kept here, so that this object stays small to pickle and to copy.
        return kept_scorer(self.model, self.device)


def _strings(given: Iterable[str]) -> Sequence[str]:
    texts = [given] if isinstance(given, str) else list(given)
    if isinstance(given, str) or not all(isinstance(text, str) for text in texts):
        raise UsageError("FramingFeatures wants a list of texts, one string each")
    return texts


def _roles(scorer: Scorer) -> list[str]:
    checkpoint = scorer.checkpoint
    return [label for label in checkpoint.word_labels if label not in checkpoint.sentence_labels]


def _names(scorer: Scorer) -> list[str]:
    frames = [f"frame_{name}" for name in scorer.checkpoint.frames]
    return [*_OF_SENTENCES, *frames, *(f"{role}_rate" for role in _roles(scorer))]


def _row(sentences: Sequence[SentenceScore], scorer: Scorer) -> list[float]:
    if not sentences:
        return [0.0, *[np.nan] * (len(_names(scorer)) - 1)]
    loaded, own = (_column(sentences, name) for name in ("loaded", "own_loaded"))
    least = _threshold(scorer)
    spans = [span for row in sentences for span in row.spans if not span.quoted]
    return [
        float(len(sentences)),
        _share(loaded, least),
        _share(own, least),
        float(own.mean()),
        float(own.max()),
        float(np.mean([row.quoted_share for row in sentences])),
        *(float(np.mean([row.frames[name] for row in sentences])) for name in scorer.checkpoint.frames),
        *(sum(span.label == role for span in spans) / len(sentences) for role in _roles(scorer)),
    ]


def _column(sentences: Sequence[SentenceScore], name: str) -> npt.NDArray[np.float64]:
    """Give a probability of each sentence; NaN where the checkpoint does not judge it."""
    return np.asarray([getattr(row, name) for row in sentences], dtype=np.float64)


def _threshold(scorer: Scorer) -> float:
    decided = decisions(scorer.checkpoint).get("loaded")
    return np.nan if decided is None else decided.threshold


def _share(probs: npt.NDArray[np.float64], threshold: float) -> float:
    return np.nan if np.isnan(threshold) else float(np.mean(probs >= threshold))
