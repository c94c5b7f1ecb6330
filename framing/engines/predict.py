"""Logits of a sentence's windows into calibrated probabilities of the sentence and its words.

Probabilities are rounded to four decimals: further ones are noise, and a table of rounded figures
comes out the same, byte for byte, from run to run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.engines.interface import Logits
from framing.model.checkpoint import Checkpoint, Decision
from framing.model.pieces import OWN, PieceSentence, Window
from framing.model.sigmoid import sigmoid

DECIMALS = 4
"""Decimals of every probability in a score table."""


@dataclass(frozen=True, slots=True, eq=False)
class WindowLogits:
    """Raw outputs for one window.

    Attributes:
        sentence: One per sentence label. Shape: ``(n_sentence_labels,)``.
        own: ``loaded`` for the source's own words; meaningless where the window has none.
        words: One per piece and word label; rows past the window's pieces are padding.
            Shape: ``(at least n_pieces, n_word_labels)``.
    """

    sentence: npt.NDArray[np.float32]
    own: float
    words: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SentenceLogits:
    """Raw outputs for one sentence, its windows joined.

    Attributes:
        sentence: One per sentence label: the highest among the windows, since a sentence carries a
            label as soon as one part of it does. Shape: ``(n_sentence_labels,)``.
        own: ``loaded`` for the source's own words; ``None`` where the sentence has none.
        words: One per word and word label, mean over the word's pieces; NaN for a word that the
            tokenizer dropped. Shape: ``(n_words, n_word_labels)``.
    """

    sentence: npt.NDArray[np.float64]
    own: float | None
    words: npt.NDArray[np.float64]


def join_windows(sentence: PieceSentence, logits: Sequence[WindowLogits]) -> SentenceLogits:
    """Join what the network said about the windows of one sentence.

    A word takes its logits from the window where it stands farthest from a cut.

    Args:
        sentence: The sentence as pieces.
        logits: One per window, in the order of the windows.

    Returns:
        The sentence's logits.

    Raises:
        ValueError: The windows and their logits differ in number.
    """
    if len(logits) != len(sentence.windows):
        raise ValueError(f"{len(sentence.windows)} windows but logits for {len(logits)}")
    pairs = zip(sentence.windows, logits, strict=True)
    own = [output.own for window, output in pairs if _has_own_word(window)]
    return SentenceLogits(
        sentence=np.stack([window.sentence for window in logits]).max(axis=0).astype(np.float64),
        own=max(own) if own and not sentence.quoted.all() else None,
        words=_word_logits(sentence, logits),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """Calibrated probabilities for one sentence, each in [0, 1], rounded to four decimals.

    Attributes:
        loaded: That the wording is loaded, all words; ``None`` where the checkpoint does not tell it.
        own_loaded: That what the source says itself is loaded; 0 where all of the sentence is quoted.
        frames: One per frame, in the order of the checkpoint's frames.
        word_probs: One per word and word label; NaN for a word that the tokenizer dropped.
            Shape: ``(n_words, n_word_labels)``.
    """

    loaded: float | None
    own_loaded: float | None
    frames: tuple[float, ...]
    word_probs: npt.NDArray[np.float64]


class Predictor:
    """Turns the logits of one checkpoint into predictions.

    Args:
        checkpoint: Gives the order of the labels and their calibration.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        labels = checkpoint.sentence_labels
        self._loaded = labels.index("loaded") if "loaded" in labels else None
        self._frames = [labels.index(name) for name in checkpoint.frames]
        self._sentence = _calibration(checkpoint.sentence_decisions)
        self._words = _calibration(checkpoint.word_decisions)

    def predict(self, sentence: PieceSentence, logits: Sequence[WindowLogits]) -> Prediction:
        """Give the probabilities of a sentence.

        Args:
            sentence: The sentence as pieces.
            logits: One per window, in the order of the windows.

        Returns:
            The prediction.

        Raises:
            ValueError: The windows and their logits differ in number.
        """
        joined = join_windows(sentence, logits)
        probs = _probabilities(joined.sentence, self._sentence)
        loaded = None if self._loaded is None else float(probs[self._loaded])
        return Prediction(
            loaded=loaded,
            own_loaded=self._own_loaded(joined.own) if sentence.quoted.any() else loaded,
            frames=tuple(probs[self._frames].tolist()),
            word_probs=_probabilities(joined.words, self._words),
        )

    def predict_whole(self, sentences: Sequence[PieceSentence], logits: Logits) -> list[Prediction]:
        """Give the probabilities of sentences that have one window each, all at once.

        The same as `predict` gives for each, many times faster.

        Args:
            sentences: The sentences, in the order of the batch's rows.
            logits: At least one row per sentence.

        Returns:
            One prediction per sentence.
        """
        rows = _probabilities(logits.sentence[: len(sentences)], self._sentence)
        words = _probabilities(_whole_word_logits(sentences, logits.words), self._words)
        ends = np.cumsum([len(sentence.places) for sentence in sentences])[:-1]
        loaded, own = self._loaded_columns(rows, logits.own[: len(sentences)])
        columns = (sentences, loaded, own, rows[:, self._frames].tolist())
        return [
            Prediction(
                loaded=prob,
                own_loaded=_own_or(prob, own_prob, sentence),
                frames=tuple(frames),
                word_probs=part,
            )
            for sentence, prob, own_prob, frames, part in zip(*columns, np.split(words, ends), strict=True)
        ]

    def _loaded_columns(
        self, rows: npt.NDArray[np.float64], own: npt.NDArray[np.float32]
    ) -> tuple[Sequence[float | None], Sequence[float | None]]:
        """Give ``loaded`` and ``own_loaded`` of whole sentences."""
        if self._loaded is None:
            return [None] * len(rows), [None] * len(rows)
        return rows[:, self._loaded].tolist(), _probabilities(own, self._loaded_calibration()).tolist()

    def _own_loaded(self, logit: float | None) -> float | None:
        if self._loaded is None:
            return None
        if logit is None:
            return 0.0
        return float(_probabilities(np.asarray(logit), self._loaded_calibration()))

    def _loaded_calibration(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        scale, offset = self._sentence
        place = self._loaded
        return np.asarray(scale[place]), np.asarray(offset[place])


def _calibration(
    decisions: Sequence[Decision],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    scale = np.asarray([decision.scale for decision in decisions], dtype=np.float64)
    offset = np.asarray([decision.offset for decision in decisions], dtype=np.float64)
    return scale, offset


def _probabilities(
    logits: npt.NDArray[np.floating],
    calibration: tuple[npt.NDArray[np.float64] | np.float64, npt.NDArray[np.float64] | np.float64],
) -> npt.NDArray[np.float64]:
    scale, offset = calibration
    odds = np.asarray(logits, dtype=np.float64) * scale + offset
    rounded: npt.NDArray[np.float64] = np.round(sigmoid(odds), DECIMALS)
    return rounded


def _has_own_word(window: Window) -> bool:
    return bool(np.any((window.kinds == OWN) & (window.words >= 0)))


def _own_or(loaded: float | None, own_loaded: float | None, sentence: PieceSentence) -> float | None:
    if loaded is None or not sentence.quoted.any():
        return loaded
    has_own = not sentence.quoted.all() and _has_own_word(sentence.windows[0])
    return own_loaded if has_own else 0.0


def _whole_word_logits(
    sentences: Sequence[PieceSentence], words: npt.NDArray[np.float32]
) -> npt.NDArray[np.float64]:
    """Average each word's pieces, for the words of all sentences one after the other."""
    lengths = [len(sentence.windows[0].words) for sentence in sentences]
    owners = np.concatenate([sentence.windows[0].words for sentence in sentences])
    n_words = [len(sentence.places) for sentence in sentences]
    firsts = np.cumsum([0, *n_words])
    rows = np.repeat(np.arange(len(sentences)), lengths)
    columns = np.concatenate([np.arange(length) for length in lengths])
    kept = owners >= 0
    result = np.full((firsts[-1], words.shape[2]), np.nan)
    if kept.any():
        index, first = np.unique(firsts[rows[kept]] + owners[kept], return_index=True)
        sums = np.add.reduceat(words[rows[kept], columns[kept]].astype(np.float64), first, axis=0)
        result[index] = sums / np.diff(np.append(first, kept.sum()))[:, None]
    return result


def _word_logits(sentence: PieceSentence, logits: Sequence[WindowLogits]) -> npt.NDArray[np.float64]:
    """Average each word's pieces, in the window where the word stands farthest from a cut."""
    n_words = len(sentence.places)
    result = np.full((n_words, logits[0].words.shape[1]), np.nan)
    farthest = np.full(n_words, -1.0)
    last = len(sentence.windows) - 1
    for number, (window, output) in enumerate(zip(sentence.windows, logits, strict=True)):
        pieces = np.flatnonzero(window.words >= 0)
        if not len(pieces):
            continue
        index, first = np.unique(window.words[pieces], return_index=True)
        means = np.add.reduceat(output.words[pieces].astype(np.float64), first, axis=0)
        counts = np.diff(np.append(first, len(pieces)))
        distance = _distance_from_cut(pieces, first, window, (number > 0, number < last))
        better = distance > farthest[index]
        result[index[better]] = (means / counts[:, None])[better]
        farthest[index[better]] = distance[better]
    return result


def _distance_from_cut(
    pieces: npt.NDArray[np.intp],
    first: npt.NDArray[np.intp],
    window: Window,
    cuts: tuple[bool, bool],
) -> npt.NDArray[np.float64]:
    """Count the pieces between each word and the nearer end where the sentence was cut.

    The sentence's own start and end are no cuts: nothing is missing beyond them.
    """
    ends = np.append(first[1:], len(pieces)) - 1
    cut_before, cut_after = cuts
    before = pieces[first] if cut_before else np.full(len(first), np.inf)
    after = len(window.ids) - 1 - pieces[ends] if cut_after else np.full(len(first), np.inf)
    distance: npt.NDArray[np.float64] = np.minimum(before, after).astype(np.float64)
    return distance
