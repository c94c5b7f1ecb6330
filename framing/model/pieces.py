"""Sentences into word pieces, and pieces into batches: what the network reads.

Needs neither torch nor transformers: scoring on a CPU goes through here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Final, Self

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from framing.errors import CheckpointError
from framing.text import Sentence, word_places

PADDING: Final = 0
SPECIAL: Final = 1
QUOTED: Final = 2
OWN: Final = 3
"""Kinds of piece. The sentence head pools over `QUOTED` and `OWN`, its own-voice output over `OWN`."""

OVERLAP = 32
"""Pieces that neighbouring windows of a long sentence share: enough context for a clause."""


_MASKS = ("[MASK]", "<mask>")
_STRAIGHT = str.maketrans("“”„‟‘’‚‛", 4 * '"' + 4 * "'")

_STEPS = ((24, 4), (48, 8))
_LAST_STEP = 16
# Finer steps would pad less and still be slower: attention runs fastest on whole registers.


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
        places: Start and end of each word in the sentence, half-open. Shape: ``(n_words, 2)``.
        quoted: Whether each word is quoted. Shape: ``(n_words,)``.
        windows: One window, or several overlapping ones where the sentence is longer than one.
    """

    places: npt.NDArray[np.int64]
    quoted: npt.NDArray[np.bool_]
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
        window: Most pieces in one window, special pieces and padding included.

    Attributes:
        mask: Id of the piece that stands for a hidden one; ``None`` where the vocabulary has none.

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
        known = (self._tokenizer.token_to_id(name) for name in _MASKS)
        self.mask: int | None = next((found for found in known if found is not None), None)
        # A window may be padded, and there must be room for that.
        self._window = next((size for size in range(window, 0, -1) if rounded(size) <= window), window)

    def encode(self, sentences: Sequence[Sentence]) -> list[PieceSentence]:
        """Cut sentences into pieces.

        Args:
            sentences: The sentences.

        Returns:
            Their pieces, in the same order.
        """
        if not sentences:
            return []
        # Curly or straight, a quotation mark says the same; one for one, so that every place stays.
        encodings = self._tokenizer.encode_batch(
            [sentence.text.translate(_STRAIGHT) for sentence in sentences]
        )
        return list(_parted(_Laid.out(sentences, encodings), self._window))


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """Sentences laid end to end: numpy is slow on a sentence and fast on thousands.

    Attributes:
        ids: Piece ids of all sentences. Shape: ``(n_pieces,)``.
        kinds: Kind of each piece. Shape: ``(n_pieces,)``.
        owners: Index of each piece's word among all words, -1 for none. Shape: ``(n_pieces,)``.
        pieces: Where the pieces of each sentence begin, and where the last ones end.
            Shape: ``(n_sentences + 1,)``.
        places: Start and end of each word within its sentence. Shape: ``(n_words, 2)``.
        quoted: Whether each word is quoted. Shape: ``(n_words,)``.
        words: As ``pieces``, for words. Shape: ``(n_sentences + 1,)``.
    """

    ids: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int64]
    pieces: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    quoted: npt.NDArray[np.bool_]
    words: npt.NDArray[np.int64]

    @classmethod
    def out(cls, sentences: Sequence[Sentence], encodings: Sequence[Encoding]) -> Self:
        """Lay sentences and their encodings end to end."""
        # The sentences stand one code point apart, so that nothing of one touches the next.
        bases = _bounds([len(sentence.text) + 1 for sentence in sentences])
        words = [word_places(sentence.text) for sentence in sentences]
        pieces, n_words = _bounds([len(one) for one in encodings]), _bounds([len(one) for one in words])
        places = _pairs(words)
        marks = _pairs([[(span.start, span.end) for span in one.quoted] for one in sentences])
        marks += np.repeat(bases[:-1], [len(one.quoted) for one in sentences])[:, None]
        offsets = _pairs([one.offsets for one in encodings])
        special = np.asarray([flag for one in encodings for flag in one.special_tokens_mask], dtype=bool)
        reach = offsets + np.repeat(bases[:-1], np.diff(pieces))[:, None]
        spread = places + np.repeat(bases[:-1], np.diff(n_words))[:, None]
        kinds = np.where(_touched(reach, marks), QUOTED, OWN)
        kinds[special] = SPECIAL
        inside = ~special & (offsets[:, 1] > offsets[:, 0])
        return cls(
            ids=np.asarray([piece for one in encodings for piece in one.ids], dtype=np.int64),
            kinds=kinds,
            owners=np.where(inside, _owner(reach, spread), -1),
            pieces=pieces,
            places=places,
            quoted=_touched(spread, marks),
            words=n_words,
        )


def _bounds(lengths: list[int]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def _pairs(lists: Sequence[Sequence[tuple[int, int]]]) -> npt.NDArray[np.int64]:
    flat = chain.from_iterable(chain.from_iterable(lists))
    return np.fromiter(flat, dtype=np.int64).reshape(-1, 2)


def _touched(places: npt.NDArray[np.int64], marks: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell which places share a code point with one of some ascending places that do not overlap."""
    if not len(marks):
        return np.zeros(len(places), dtype=bool)
    nearest = np.searchsorted(marks[:, 1], places[:, 0], side="right")
    found = nearest < len(marks)
    touched: npt.NDArray[np.bool_] = found & (marks[np.where(found, nearest, 0), 0] < places[:, 1])
    return touched


def _owner(pieces: npt.NDArray[np.int64], words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Find the word of each piece by where its last code point lies, -1 for none.

    The last one, since the pieces of some encoders start with the white space before a word.
    """
    if not len(words):
        return np.full(len(pieces), -1)
    last = pieces[:, 1] - 1
    index = np.searchsorted(words[:, 0], last, side="right") - 1
    return np.where((index >= 0) & (last < words[index, 1]), index, -1)


def _parted(laid: _Laid, size: int) -> Iterator[PieceSentence]:
    """Take the sentences apart again."""
    first_words = np.repeat(laid.words[:-1], np.diff(laid.pieces))
    owners = np.where(laid.owners >= 0, laid.owners - first_words, -1).astype(np.int32)
    for (start, end), (first, last) in zip(
        pairwise(laid.pieces.tolist()), pairwise(laid.words.tolist()), strict=True
    ):
        whole = Window(ids=laid.ids[start:end], kinds=laid.kinds[start:end], words=owners[start:end])
        yield PieceSentence(laid.places[first:last], laid.quoted[first:last], tuple(_cut(whole, size)))


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


def rounded(length: int) -> int:
    """Give the length that windows of some length are padded to.

    It depends on nothing else, since the numbers that a network gives for a window depend on the padding
    behind it, if only in the last digits: so a sentence is scored alike in whatever company it comes.

    Args:
        length: Pieces of a window, at least 1.

    Returns:
        The padded length: a multiple of 4 up to 24, of 8 up to 48, of 16 beyond.

    >>> [rounded(length) for length in (1, 9, 25, 49)]
    [4, 12, 32, 64]
    """
    step = next((step for most, step in _STEPS if length <= most), _LAST_STEP)
    return -(-length // step) * step


def pad(windows: Sequence[Window], *, multiple: int = 1, length: int = 0) -> Batch:
    """Put windows side by side.

    Args:
        windows: At least one window.
        multiple: The batch's length is rounded up to a multiple of this. Fewer different lengths mean fewer
            kernels for a library to prepare.
        length: Least length of the batch.

    Returns:
        The batch, as long as its longest window at least.
    """
    longest = max(length, *(len(window.ids) for window in windows))
    shape = (len(windows), -(-longest // multiple) * multiple)
    ids, kinds = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        kinds[row, : len(window.ids)] = window.kinds
    return Batch(ids=ids, kinds=kinds)
