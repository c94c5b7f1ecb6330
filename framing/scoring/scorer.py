"""Articles in, scored articles out, one for one and in the same order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from framing.engines.interface import Engine
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint
from framing.model.pieces import Batch, PieceEncoder, PieceSentence
from framing.scores import SentenceScore
from framing.scoring.admission import Admission, unscored
from framing.scoring.group import Group, ScoredArticle, Segmented
from framing.segmenting import segment
from framing.text import Article, Sentence, Unscored, word_spans

GROUP_SENTENCES = 4096
"""Sentences sorted by length together: more would save no padding, only take memory."""


class Encoder(Protocol):
    """Whatever cuts sentences into pieces, as `framing.model.pieces.PieceEncoder` does."""

    def encode(self, sentences: list[Sentence]) -> list[PieceSentence]:
        """Cut sentences into pieces, in the same order."""
        ...


class Scorer:
    """Scores articles with one checkpoint.

    Args:
        checkpoint: Labels, calibration and thresholds.
        engine: Runs the checkpoint's network.
        segmenter: Cuts a text into sentences with exact places.
        encoder: Cuts sentences into pieces; ``None`` for the checkpoint's tokenizer.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        engine: Engine,
        *,
        segmenter: Callable[[str], tuple[Sentence, ...]] = segment,
        encoder: Encoder | None = None,
    ) -> None:
        self.checkpoint = checkpoint
        self.engine = engine
        self._segment = segmenter
        self._encoder = encoder or PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)

    def score(self, articles: Iterable[Article | Unscored]) -> Iterator[ScoredArticle | Unscored]:
        """Score a stream of articles.

        Reads ahead no further than the sentences that are sorted together. Articles in a language the
        checkpoint does not know, second copies within a source and second uses of an id come out as
        `Unscored`, and so do texts without a sentence.

        Args:
            articles: Articles, and inputs that the reader could not turn into one; read lazily.

        Yields:
            One value per input, in the order of the inputs.

        Raises:
            RuntimeError: The engine gave another number of results than it was given batches.
        """
        waiting: deque[Group] = deque()
        for logits in self.engine.run(self._batches(articles, waiting)):
            yield from _completed(waiting)
            if not waiting:
                raise RuntimeError(f"the engine {self.engine.name} gave more results than batches")
            waiting[0].take(logits)
            yield from _completed(waiting)
        yield from _completed(waiting)
        if waiting:
            raise RuntimeError(f"the engine {self.engine.name} gave fewer results than batches")

    def score_text(self, text: str, *, source: str = "text") -> tuple[SentenceScore, ...]:
        """Score one text whatever its language.

        Args:
            text: The text. It is scored as it stands, without the cleaning of the readers.
            source: Its publisher.

        Returns:
            The scores of its sentences; empty where it has none.
        """
        scored = self.score([Article(id="text", source=source, text=text)])
        return tuple(score for item in scored if isinstance(item, ScoredArticle) for score in item.sentences)

    def _batches(self, articles: Iterable[Article | Unscored], waiting: deque[Group]) -> Iterator[Batch]:
        """Give the batches of all articles, and put each group in the queue as its batches start."""
        for items in _grouped(self._segmented(articles)):
            sentences = [
                sentence for item in items if isinstance(item, Segmented) for sentence in item.sentences
            ]
            pieces = self._encoder.encode(sentences) if sentences else []
            group = Group(items, pieces, self.checkpoint)
            waiting.append(group)
            yield from group.batches()

    def _segmented(self, articles: Iterable[Article | Unscored]) -> Iterator[Segmented | Unscored]:
        admission = Admission(self.checkpoint.languages)
        for article in articles:
            if isinstance(article, Unscored):
                yield article
                continue
            refused = admission.refuse(article)
            if refused is not None:
                yield refused
                continue
            sentences = tuple(self._sentences(article))
            if not sentences:
                yield unscored(article, "empty", "holds no sentence")
                continue
            admission.admit(article)
            yield Segmented(article, sentences)

    def _sentences(self, article: Article) -> Iterator[Sentence]:
        """Give the sentences in the article's language that hold at least one word."""
        for sentence in self._segment(article.text):
            foreign = any(sentence.start < span.end and span.start < sentence.end for span in article.foreign)
            if not foreign and word_spans(sentence.text):
                yield sentence


def _grouped(items: Iterable[Segmented | Unscored]) -> Iterator[list[Segmented | Unscored]]:
    """Gather items until they hold enough sentences, or are many themselves."""
    group: list[Segmented | Unscored] = []
    size = 0
    for item in items:
        group.append(item)
        size += len(item.sentences) if isinstance(item, Segmented) else 1
        if size >= GROUP_SENTENCES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _completed(waiting: deque[Group]) -> Iterator[ScoredArticle | Unscored]:
    while waiting and waiting[0].complete:
        yield from waiting.popleft().results()
