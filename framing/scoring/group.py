"""A bounded run of articles on their way through the network together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from framing.engines.batches import Answers, Place, padded, plan
from framing.engines.interface import Logits
from framing.engines.predict import DECIMALS, Prediction, Predictor
from framing.engines.spans import labelled_spans
from framing.model.checkpoint import Checkpoint
from framing.model.pieces import Batch, PieceSentence
from framing.scores import SentenceScore
from framing.scoring.remembered import Judged, Key, Remembered, key_of
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


class Encoder(Protocol):
    """Whatever cuts sentences into pieces, as `framing.model.pieces.PieceEncoder` does."""

    def encode(self, sentences: list[Sentence]) -> list[PieceSentence]:
        """Cut sentences into pieces, in the same order."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What the groups of one run share.

    Attributes:
        checkpoint: The checkpoint that the engine runs.
        predictor: Turns its logits into probabilities.
        encoder: Cuts sentences into its pieces.
        remembered: What was said of sentences already.
    """

    checkpoint: Checkpoint
    predictor: Predictor
    encoder: Encoder
    remembered: Remembered


class Group:
    """Some articles whose sentences are sorted by length together and put back in order afterwards.

    A sentence that stands in them several times, or that is remembered, is not run again.

    Args:
        items: Articles and inputs that cannot be scored, in the order they shall come out.
        means: What the groups of one run share.
    """

    def __init__(self, items: Sequence[Segmented | Unscored], means: Means) -> None:
        self._items = items
        self._means = means
        self._judged: dict[Key, Judged] = {}
        self._sentences = self._unknown()
        self._pieces = means.encoder.encode(self._sentences) if self._sentences else []
        self._plan = plan(self._pieces)
        self._answers = Answers(self._pieces)
        self._frames = means.checkpoint.frames
        self._taken = 0

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
        if any(len(self._pieces[place.sentence].windows) > 1 for place in places):
            self._take_windows(places, logits)
        else:
            pieces = [self._pieces[place.sentence] for place in places]
            predictions = self._means.predictor.predict_whole(pieces, logits)
            for place, prediction in zip(places, predictions, strict=True):
                self._judge(place.sentence, prediction)
        self._taken += 1

    def results(self) -> Iterator[ScoredArticle | Unscored]:
        """Give the articles with their scores, in order. The group must be complete."""
        for item in self._items:
            if isinstance(item, Unscored):
                yield item
            else:
                yield ScoredArticle(item.article, tuple(self._scores(item)))

    def _unknown(self) -> list[Sentence]:
        """Gather the sentences that the network must read, and recall what is known of the others."""
        unknown: dict[Key, Sentence] = {}
        for item in self._items:
            for sentence in item.sentences if isinstance(item, Segmented) else ():
                key = key_of(sentence)
                if key in unknown or key in self._judged:
                    continue
                known = self._means.remembered.get(key)
                if known is None:
                    unknown[key] = sentence
                else:
                    self._judged[key] = known
        return list(unknown.values())

    def _take_windows(self, places: Sequence[Place], logits: Logits) -> None:
        """Take a batch with windows of long sentences, which are complete once all of theirs are there."""
        for index, answers in self._answers.take(places, logits):
            self._judge(index, self._means.predictor.predict(self._pieces[index], answers))

    def _judge(self, index: int, prediction: Prediction) -> None:
        sentence, pieces = self._sentences[index], self._pieces[index]
        key = key_of(sentence)
        judged = Judged(
            quoted_share=round(int(np.count_nonzero(pieces.quoted)) / len(pieces.quoted), DECIMALS),
            loaded=prediction.loaded,
            own_loaded=prediction.own_loaded,
            frames=prediction.frames,
            spans=labelled_spans(sentence.text, pieces, prediction, self._means.checkpoint),
        )
        self._judged[key] = judged
        self._means.remembered.add(key, judged)

    def _scores(self, item: Segmented) -> Iterator[SentenceScore]:
        article, digest = item.article, self._means.checkpoint.digest
        for number, sentence in enumerate(item.sentences):
            judged = self._judged[key_of(sentence)]
            yield SentenceScore(
                source=article.source,
                article_id=article.id,
                title=article.title,
                published=article.published,
                url=article.url,
                sentence=number,
                start=sentence.start,
                end=sentence.end,
                text=sentence.text,
                quoted_share=judged.quoted_share,
                loaded=judged.loaded,
                own_loaded=judged.own_loaded,
                spans=judged.spans,
                frames=dict(zip(self._frames, judged.frames, strict=True)),
                checkpoint=digest,
            )
