"""A checkpoint, an engine and a segmenter small enough to know the right answer by heart.

The fake network looks words up: "brutal" is loaded, "bandits" are villains, "jobs" evokes the
economic frame, "court" the legal one. A loaded sentence holds a loaded word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from framing.engines.interface import Logits
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, Decision
from framing.model.pieces import OWN, Batch
from framing.scoring import ScoredArticle, Scorer
from framing.text import Article, Sentence, Span, Unscored

LOADED = ("brutal", "vicious", "shameful", "un", "##provoked")
_WORDS = (
    *("bandits", "families", "jobs", "court", "the", "port", "closed", "on", "monday", "said", "we"),
    *(".", ",", '"', "“", "”", "!", "-"),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_PIECES = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]"),
    *LOADED,
    *_WORDS,
    *_LETTERS,
    *(f"##{letter}" for letter in _LETTERS),
)
ID = {piece: number for number, piece in enumerate(_PIECES)}
YES, NO = 4.0, -4.0


def write_tokenizer(folder: Path) -> None:
    tokenizer = Tokenizer(WordPiece(ID, unk_token="[UNK]", max_input_chars_per_word=10_000))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", ID["[CLS]"]), ("[SEP]", ID["[SEP]"])]
    )
    tokenizer.save(str(folder / TOKENIZER_FILE))


def make_checkpoint(folder: Path, *, window: int = 64) -> Checkpoint:
    write_tokenizer(folder)
    return Checkpoint(
        path=folder,
        name="fake",
        digest="0123456789abcdef",
        sentence_labels=("loaded", "economic", "legality"),
        word_labels=("loaded", "villain", "victim", "hero"),
        sentence_decisions=(Decision(threshold=0.6, precision=0.8, recall=0.7), Decision(), Decision()),
        word_decisions=(Decision(),) * 4,
        languages=("en",),
        window=window,
    )


class FakeEngine:
    """Looks words up. Gives a few results late, as an engine that works on several batches does."""

    name = "fake f64"

    def __init__(self, *, ahead: int = 2) -> None:
        self._ahead = ahead
        self.shapes: list[tuple[int, ...]] = []

    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        waiting: list[Logits] = []
        for batch in batches:
            self.shapes.append(batch.ids.shape)
            waiting.append(_look_up(batch))
            if len(waiting) > self._ahead:
                yield waiting.pop(0)
        yield from waiting


def _look_up(batch: Batch) -> Logits:
    loaded = np.isin(batch.ids, [ID[piece] for piece in LOADED])
    words = np.full((*batch.ids.shape, 4), NO, dtype=np.float32)
    words[loaded, 0] = YES
    words[batch.ids == ID["bandits"], 1] = YES
    words[batch.ids == ID["families"], 2] = YES
    sentence = np.stack(
        [
            loaded.any(axis=1),
            (batch.ids == ID["jobs"]).any(axis=1),
            (batch.ids == ID["court"]).any(axis=1),
        ],
        axis=1,
    )
    own = (loaded & (batch.kinds == OWN)).any(axis=1)
    return Logits(
        sentence=np.where(sentence, YES, NO).astype(np.float32),
        own=np.where(own, YES, NO).astype(np.float32),
        words=words,
    )


def split_at_points(text: str, language: str | None = None) -> tuple[Sentence, ...]:
    """Cut after each point that white space follows; “...” is a quotation."""
    return tuple(
        Sentence(
            text=match.group(),
            start=match.start(),
            end=match.end(),
            quoted=tuple(Span(*quotation.span()) for quotation in re.finditer("“[^”]*”", match.group())),
        )
        for match in re.finditer(r"\S(?:.*?[.!](?=\s|\Z)|.*)", text)
    )


def make_scorer(folder: Path, *, window: int = 64, engine: FakeEngine | None = None) -> Scorer:
    return Scorer(make_checkpoint(folder, window=window), engine or FakeEngine(), segmenter=split_at_points)


class CutEngine(FakeEngine):
    """Gives as many outputs as a checkpoint with fewer labels has."""

    def __init__(self, sentence: slice, words: slice) -> None:
        super().__init__()
        self._sentence, self._words = sentence, words

    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        for logits in super().run(batches):
            yield Logits(logits.sentence[:, self._sentence], logits.own, logits.words[:, :, self._words])


def scorer_of(folder: Path, *, sentence: slice, words: slice) -> Scorer:
    """Give a scorer of a checkpoint with some of the labels only."""
    whole = make_checkpoint(folder)
    checkpoint = replace(
        whole,
        sentence_labels=whole.sentence_labels[sentence],
        sentence_decisions=whole.sentence_decisions[sentence],
        word_labels=whole.word_labels[words],
        word_decisions=whole.word_decisions[words],
    )
    return Scorer(checkpoint, CutEngine(sentence, words), segmenter=split_at_points)


def article(number: int, text: str, *, source: str = "Post", language: str | None = "en") -> Article:
    return Article(id=f"a{number}", source=source, text=text, language=language, path=f"news/{number}.txt")


def bad(number: int) -> Unscored:
    return Unscored(path=f"news/{number}.txt", reason="binary", detail="holds NUL bytes")


def scored(items: Iterable[ScoredArticle | Unscored]) -> list[ScoredArticle]:
    return [item for item in items if isinstance(item, ScoredArticle)]
