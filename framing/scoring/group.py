"""A bounded run of articles on their way through the network together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.engines.batches import Answers, Place, padded, plan
from framing.engines.interface import Logits
from framing.engines.predict import DECIMALS, Prediction, Predictor
from framing.engines.spans import labelled_spans
from framing.model.checkpoint import Checkpoint
from framing.model.pieces import Batch, PieceSentence
from framing.scores import LabelledSpan, SentenceScore
from framing.text import Article, Sentence, Unscored


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """An article with the scores of its sentences.

    Attributes:
        article: The article.
        sentences: Its scored sentences in reading order. At least one.
    """

    article: Article
    sentences: tuple[SentenceScore, ...]


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article on its way to the network.

    Attributes:
        article: The article.
        sentences: The sentences to score. At least one.
    """

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    prediction: Prediction
    spans: tuple[LabelledSpan, ...]


class Group:
    """Some articles whose sentences are sorted by length together and put back in order afterwards.

    Args:
        items: Articles and inputs that cannot be scored, in the order they shall come out.
        pieces: Every sentence of the articles as pieces, in the order of the articles.
        checkpoint: The checkpoint that the engine runs.
    """

    def __init__(
        self,
        items: Sequence[Segmented | Unscored],
        pieces: Sequence[PieceSentence],
        checkpoint: Checkpoint,
    ) -> None:
        self._items = items
        self._pieces = pieces
        self._checkpoint = checkpoint
        self._texts = [
            sentence.text for item in items if isinstance(item, Segmented) for sentence in item.sentences
        ]
        self._plan = plan(pieces)
        self._predictor = Predictor(checkpoint)
        self._answers = Answers(pieces)
        self._taken = 0
        self._judged: list[_Judged | None] = [None] * len(pieces)

    @property
    def complete(self) -> bool:
        """Whether every batch has its answer."""
        return self._taken == len(self._plan)

    def batches(self) -> Iterator[Batch]:
        """Give the batches, each built when it is asked for."""
        for places in self._plan:
            yield padded(places, self._pieces)

    def take(self, logits: Logits) -> None:
        """Take the answer to the next batch.

        Args:
            logits: One row per window of the batch.
        """
        places = self._plan[self._taken]
        whole = [place.sentence for place in places]
        if any(len(self._pieces[index].windows) > 1 for index in whole):
            self._take_windows(places, logits)
        else:
            pieces = [self._pieces[index] for index in whole]
            for index, prediction in zip(whole, self._predictor.predict_whole(pieces, logits), strict=True):
                self._judge(index, prediction)
        self._taken += 1

    def _take_windows(self, places: Sequence[Place], logits: Logits) -> None:
        """Take a batch with windows of long sentences, which are complete once all of theirs are there."""
        for index, answers in self._answers.take(places, logits):
            self._judge(index, self._predictor.predict(self._pieces[index], answers))

    def _judge(self, index: int, prediction: Prediction) -> None:
        spans = labelled_spans(self._texts[index], self._pieces[index], prediction, self._checkpoint)
        self._judged[index] = _Judged(prediction, spans)

    def results(self) -> Iterator[ScoredArticle | Unscored]:
        """Give the articles with their scores, in order. The group must be complete."""
        position = 0
        for item in self._items:
            if isinstance(item, Unscored):
                yield item
                continue
            rows = range(position, position + len(item.sentences))
            position = rows.stop
            yield ScoredArticle(
                item.article,
                tuple(self._score(item, number, row) for number, row in enumerate(rows)),
            )

    def _score(self, item: Segmented, number: int, row: int) -> SentenceScore:
        judged = self._judged[row]
        if judged is None:
            raise ValueError("the group is not complete")
        article, sentence, pieces = item.article, item.sentences[number], self._pieces[row]
        return SentenceScore(
            source=article.source,
            article_id=article.id,
            title=article.title,
            published=article.published,
            url=article.url,
            sentence=number,
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            quoted_share=round(float(pieces.quoted.mean()), DECIMALS),
            loaded=judged.prediction.loaded,
            own_loaded=judged.prediction.own_loaded,
            spans=judged.spans,
            frames=dict(zip(self._checkpoint.frames, judged.prediction.frames, strict=True)),
            checkpoint=self._checkpoint.digest,
        )
