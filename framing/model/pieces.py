"""Sentences into word pieces, and pieces into batches: what the network reads.

Needs neither torch nor transformers: scoring on a CPU goes through here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from framing.errors import CheckpointError
from framing.text import Sentence, Span, quoted_words, word_spans

PADDING: Final = 0
SPECIAL: Final = 1
QUOTED: Final = 2
OWN: Final = 3
"""Kinds of piece. The sentence head pools over `QUOTED` and `OWN`, its own-voice output over `OWN`."""

OVERLAP = 32
"""Pieces that neighbouring windows of a long sentence share: enough context for a clause."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What one forward pass reads of one sentence: all of it, or a part of a long one.

    Attributes:
        ids: Piece ids with the special pieces around them. Shape: ``(n_pieces,)``, int64.
        kinds: Kind of each piece: special, quoted or own. Shape: ``(n_pieces,)``, int64.
        words: Index of the word each piece belongs to, -1 for punctuation and special pieces.
            Shape: ``(n_pieces,)``, int32.
    """

    ids: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int64]
    words: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class PieceSentence:
    """A sentence as pieces.

    Attributes:
        words: Place of each word in the sentence.
        quoted: Whether each word is quoted. Shape: ``(n_words,)``.
        windows: One window, or several overlapping ones where the sentence is longer than one.
    """

    words: tuple[Span, ...]
    quoted: tuple[bool, ...]
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Windows side by side, padded to the longest.

    Attributes:
        ids: Piece ids, 0 where padded. Shape: ``(n, length)``, int64.
        kinds: Kind of each piece, `PADDING` where padded. Shape: ``(n, length)``, int64.
    """

    ids: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int64]


class PieceEncoder:
    """Cuts sentences into the pieces of one checkpoint.

    Args:
        tokenizer_file: The checkpoint's ``tokenizer.json``.
        window: Most pieces in one window, special pieces included.

    Raises:
        CheckpointError: The file is no tokenizer.
    """

    def __init__(self, tokenizer_file: Path, *, window: int) -> None:
        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(tokenizer_file))
        except Exception as error:  # tokenizers raises nothing narrower
            raise CheckpointError(f"{tokenizer_file} cannot be read: {error}") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        # An article that spells out "[SEP]" writes five characters, not a sign of ours.
        self._tokenizer.encode_special_tokens = True
        self._window = window

    def encode(self, sentences: Sequence[Sentence]) -> list[PieceSentence]:
        """Cut sentences into pieces.

        Args:
            sentences: The sentences.

        Returns:
            Their pieces, in the same order.
        """
        encodings = self._tokenizer.encode_batch([sentence.text for sentence in sentences])
        return [self._piece_sentence(*pair) for pair in zip(sentences, encodings, strict=True)]

    def _piece_sentence(self, sentence: Sentence, encoding: Encoding) -> PieceSentence:
        words = word_spans(sentence.text)
        ids = np.asarray(encoding.ids, dtype=np.int64)
        offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        special = np.asarray(encoding.special_tokens_mask, dtype=bool)
        kinds = np.where(_covered(offsets, sentence.quoted), QUOTED, OWN)
        kinds[special] = SPECIAL
        whole = Window(ids=ids, kinds=kinds, words=_word_index(offsets, words, special))
        return PieceSentence(
            words=words,
            quoted=quoted_words(words, sentence.quoted),
            windows=tuple(_cut(whole, self._window)),
        )


def _covered(offsets: npt.NDArray[np.int64], spans: tuple[Span, ...]) -> npt.NDArray[np.bool_]:
    covered = np.zeros(len(offsets), dtype=bool)
    for span in spans:
        covered |= (offsets[:, 0] < span.end) & (offsets[:, 1] > span.start)
    return covered


def _word_index(
    offsets: npt.NDArray[np.int64], words: tuple[Span, ...], special: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int32]:
    """Find the word of each piece by where its last code point lies.

    The last one, since the pieces of some encoders start with the white space before a word.
    """
    if not words:
        return np.full(len(offsets), -1, dtype=np.int32)
    starts = np.asarray([word.start for word in words])
    ends = np.asarray([word.end for word in words])
    last = offsets[:, 1] - 1
    index = np.searchsorted(starts, last, side="right") - 1
    inside = (index >= 0) & (last < ends[index]) & (offsets[:, 1] > offsets[:, 0]) & ~special
    return np.where(inside, index, -1).astype(np.int32)


def _cut(whole: Window, size: int) -> Iterator[Window]:
    """Cut a long sentence into overlapping windows, each with the special pieces around it."""
    if len(whole.ids) <= size:
        yield whole
        return
    special = whole.kinds == SPECIAL
    # Encoders put their special pieces at the ends; one inside the text would be an added piece.
    head = int(np.argmin(special))
    tail = int(np.argmin(special[::-1]))
    body = np.arange(head, len(special) - tail)
    ends = (np.arange(head), np.arange(len(special) - tail, len(special)))
    room = size - head - tail
    step = room - min(OVERLAP, room // 2)
    for start in range(0, max(len(body) - room + step, 1), step):
        pick = np.concatenate([ends[0], body[start : start + room], ends[1]])
        yield Window(ids=whole.ids[pick], kinds=whole.kinds[pick], words=whole.words[pick])


def pad(windows: Sequence[Window], *, multiple: int = 1) -> Batch:
    """Put windows side by side.

    Args:
        windows: At least one window.
        multiple: The length is rounded up to a multiple of this. Fewer different lengths mean fewer
            kernels for a library to prepare.

    Returns:
        The batch, as long as its longest window, rounded up.
    """
    length = -(-max(len(window.ids) for window in windows) // multiple) * multiple
    ids = np.zeros((len(windows), length), dtype=np.int64)
    kinds = np.zeros((len(windows), length), dtype=np.int64)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        kinds[row, : len(window.ids)] = window.kinds
    return Batch(ids=ids, kinds=kinds)
