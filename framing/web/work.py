"""Scores the articles of many requests together, in turn, and takes no more than it can hold."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field, replace

from framing.scoring import ScoredArticle, Scorer
from framing.text import Article, Unscored
from framing.web.settings import Limits

BATCH_CHARACTERS = 40_000
"""Code points that are scored together: some 300 sentences, half a second of two cores. What comes in
meanwhile waits no longer than that for its turn."""

Outcome = ScoredArticle | Unscored


class FullError(Exception):
    """No more work can be taken now."""


@dataclass(eq=False, slots=True)
class _Job:
    articles: Sequence[Article]
    result: "Future[tuple[Outcome, ...]]"
    outcomes: list[Outcome] = field(default_factory=list)
    taken: int = 0
    characters: int = 0

    def take(self) -> Article:
        """Give the next article under a number for a name.

        The scorer refuses a text that the same source had before, and an id that was used before.
        Two people may well paste the same text, so here no two articles share a source or an id.
        """
        article = self.articles[self.taken]
        self.taken += 1
        name = f"{id(self)}.{self.taken}"
        return replace(article, id=name, source=name, path="")

    @property
    def waits(self) -> bool:
        """Whether some of its articles wait, and somebody waits for them."""
        return self.taken < len(self.articles) and not self.result.done()


class ScoringQueue:
    """Takes requests from any thread and scores them in one of its own.

    Articles of all requests take turns, so that a short text need not wait for a long list.

    Args:
        scorer: Scores the articles.
        limits: How many requests and code points may wait.
    """

    def __init__(self, scorer: Scorer, limits: Limits) -> None:
        self.scorer = scorer
        self._limits = limits
        self._jobs: deque[_Job] = deque()
        self._open: set[_Job] = set()
        self._characters = 0
        self._ended = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="framing-scoring", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many requests are not yet answered."""
        return len(self._open)

    @property
    def full(self) -> bool:
        """Whether one more request would be refused."""
        return self.waiting >= self._limits.waiting_requests

    def submit(self, articles: Sequence[Article]) -> "Future[tuple[Outcome, ...]]":
        """Take a request.

        Args:
            articles: What to score.

        Returns:
            A future of one outcome per article, in their order. Cancelling it takes the request back.

        Raises:
            FullError: Too many requests or code points wait.
        """
        job = _Job(tuple(articles), Future(), characters=sum(len(article.text) for article in articles))
        with self._changed:
            more = self._characters + job.characters
            if self._ended or self.full or (self._open and more > self._limits.waiting_characters):
                raise FullError
            self._jobs.append(job)
            self._open.add(job)
            self._characters = more
            self._changed.notify()
        job.result.add_done_callback(lambda _: self._close(job))
        return job.result

    def end(self) -> None:
        """Refuse further requests, drop those that wait and stop the thread."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join()
        for job in tuple(self._open):
            job.result.cancel()

    def _close(self, job: _Job) -> None:
        with self._changed:
            self._open.discard(job)
            self._characters -= job.characters

    def _run(self) -> None:
        while not self._ended:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs or self._ended)
                batch = [] if self._ended else list(self._turns())
            if batch:
                self._score(batch)

    def _turns(self) -> Iterator[tuple[_Job, Article]]:
        characters = 0
        while self._jobs and characters < BATCH_CHARACTERS:
            job = self._jobs.popleft()
            if not job.waits:
                continue
            article = job.take()
            characters += len(article.text)
            yield job, article
            if job.waits:
                self._jobs.append(job)

    def _score(self, batch: list[tuple[_Job, Article]]) -> None:
        try:
            outcomes = list(self.scorer.score(article for _, article in batch))
        except Exception as error:  # whatever it is, it must not end the thread that all wait for
            self._fail(batch, error)
            return
        for (job, _), outcome in zip(batch, outcomes, strict=True):
            job.outcomes.append(_named(outcome, job.articles[len(job.outcomes)]))
            if len(job.outcomes) == len(job.articles):
                # A request that was taken back meanwhile has no use for its result.
                with suppress(InvalidStateError):
                    job.result.set_result(tuple(job.outcomes))

    def _fail(self, batch: list[tuple[_Job, Article]], error: Exception) -> None:
        """Score one by one what failed together, so that one article cannot fail the others."""
        if len(batch) > 1:
            for one in batch:
                self._score([one])
            return
        with suppress(InvalidStateError):
            batch[0][0].result.set_exception(error)


def _named(outcome: Outcome, article: Article) -> Outcome:
    """Give an outcome the names that its article had before it got a number."""
    if isinstance(outcome, Unscored):
        return replace(outcome, path=article.path)
    sentences = (
        replace(sentence, source=article.source, article_id=article.id) for sentence in outcome.sentences
    )
    return ScoredArticle(article, tuple(sentences))
