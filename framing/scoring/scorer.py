"""Articles in, scored articles out, one for one and in the same order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from framing.engines.interface import Engine
from framing.engines.predict import Predictor
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint
from framing.model.pieces import Batch, PieceEncoder
from framing.scores import SentenceScore
from framing.scoring.admission import Copies, refusal, unscored
from framing.scoring.ahead import read_ahead
from framing.scoring.group import Encoder, Group, Means, ScoredArticle, Segmented
from framing.scoring.remembered import Remembered
from framing.segmenting import segment
from framing.text import Article, Sentence, Unscored, has_word

GROUP_SENTENCES = 4096
"""Sentences sorted by length together: more would save no padding, only take memory."""

FIRST_GROUP = 256
"""Sentences of the first group, so that the network need not wait long; each one more has twice as many."""


class Scorer:
    """Scores articles with one checkpoint.

    Args:
        checkpoint: Labels, calibration and thresholds.
        engine: Runs the checkpoint's network.
        segmenter: Cuts a text, given its language, into sentences with exact places.
        encoder: Cuts sentences into pieces; ``None`` for the checkpoint's tokenizer.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        engine: Engine,
        *,
        segmenter: Callable[[str, str | None], tuple[Sentence, ...]] = segment,
        encoder: Encoder | None = None,
    ) -> None:
        self.checkpoint = checkpoint
        self.engine = engine
        self._segment = segmenter
        self._predictor = Predictor(checkpoint)
        self._encoder = encoder or PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)

    def score(
        self, articles: Iterable[Article | Unscored], *, copies: Copies | None = None
    ) -> Iterator[ScoredArticle | Unscored]:
        """Score a stream of articles.

        Reads ahead, in a thread of its own, no further than a few times the sentences that are sorted
        together. Articles in a language the checkpoint does not know, second copies within a source and
        second uses of an id come out as `Unscored`, and so do texts without a sentence.

        Args:
            articles: Articles, and inputs that the reader could not turn into one; read lazily.
            copies: Knows the articles that came before; ``None`` where none did.

        Yields:
            One value per input, in the order of the inputs.

        Raises:
            RuntimeError: The engine gave another number of results than it was given batches.
        """
        means = Means(self.checkpoint, self._predictor, self._encoder, Remembered())
        gathered = _grouped(self._segmented(articles, copies or Copies()))
        groups = read_ahead((Group(items, means) for items in gathered), waiting=1)
        idle: list[Group] = []
        try:
            while True:
                yield from self._run(_until_idle(groups, idle))
                if not idle:
                    return
                yield from idle.pop().results()
        finally:
            groups.close()

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

    def _run(self, groups: Iterable[Group]) -> Iterator[ScoredArticle | Unscored]:
        """Run groups that each have something for the network."""
        waiting: deque[Group] = deque()
        for logits in self.engine.run(_batches(groups, waiting)):
            yield from _completed(waiting)
            if not waiting:
                raise RuntimeError(f"the engine {self.engine.name} gave more results than batches")
            waiting[0].take(logits)
            yield from _completed(waiting)
        if waiting:
            raise RuntimeError(f"the engine {self.engine.name} gave fewer results than batches")

    def _segmented(
        self, articles: Iterable[Article | Unscored], copies: Copies
    ) -> Iterator[Segmented | Unscored]:
        for article in articles:
            yield article if isinstance(article, Unscored) else self._admitted(article, copies)

    def _admitted(self, article: Article, copies: Copies) -> Segmented | Unscored:
        refused = refusal(article, self.checkpoint.languages)
        if refused is not None:
            return refused
        sentences = tuple(self._sentences(article))
        if not sentences:
            return unscored(article, "empty", "holds no sentence")
        return copies.admit(article) or Segmented(article, sentences)

    def _sentences(self, article: Article) -> Iterator[Sentence]:
        """Give the sentences in the article's language that hold at least one word."""
        for sentence in self._segment(article.text, article.language):
            foreign = any(sentence.start < span.end and span.start < sentence.end for span in article.foreign)
            if not foreign and has_word(sentence.text):
                yield sentence


def _grouped(items: Iterable[Segmented | Unscored]) -> Iterator[list[Segmented | Unscored]]:
    """Gather items until they hold enough sentences, or are many themselves."""
    group: list[Segmented | Unscored] = []
    size, enough = 0, FIRST_GROUP
    for item in items:
        group.append(item)
        size += len(item.sentences) if isinstance(item, Segmented) else 1
        if size >= min(enough, GROUP_SENTENCES):
            yield group
            group, size, enough = [], 0, 2 * enough
    if group:
        yield group


def _until_idle(groups: Iterator[Group], idle: list[Group]) -> Iterator[Group]:
    """Give groups until one has nothing for the network: its results must not wait for an answer."""
    for group in groups:
        if group.complete:
            idle.append(group)
            return
        yield group


def _batches(groups: Iterable[Group], waiting: deque[Group]) -> Iterator[Batch]:
    """Give the batches of all groups, and put each group in the queue as its batches start."""
    for group in groups:
        waiting.append(group)
        yield from group.batches()


def _completed(waiting: deque[Group]) -> Iterator[ScoredArticle | Unscored]:
    while waiting and waiting[0].complete:
        yield from waiting.popleft().results()
