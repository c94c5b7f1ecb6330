"""What the page and the API share: texts in, outcomes out, within the limits."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import TypeVar

from framing.model.checkpoint import Checkpoint
from framing.scoring import Scorer
from framing.segmenting import sentence_spans
from framing.text import Article, Unscored
from framing.web.articles import FileFormat, Wording, as_it_stands, pasted, read_file
from framing.web.settings import Limits
from framing.web.work import FullError, Outcome, ScoringQueue

_Result = TypeVar("_Result")


class RefusedError(Exception):
    """A request that is not carried out.

    Args:
        status: HTTP status.
        detail: One sentence for a person, without any text of an article.
    """

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of the articles of a request.

    Attributes:
        outcomes: One per article, in their order.
        checkpoint: What scored them.
        engine: Name of the engine.
    """

    outcomes: tuple[Outcome, ...]
    checkpoint: Checkpoint
    engine: str


class Service:
    """Scores and reads for many clients at once.

    Args:
        scorer: Scores the articles.
        limits: How much a request may ask for.
    """

    def __init__(self, scorer: Scorer, limits: Limits) -> None:
        self.limits = limits
        self.queue = ScoringQueue(scorer, limits)
        # Texts and files apart: a text takes milliseconds, a file made for it many seconds.
        self._texts = _Thread("framing-reading", limits.waiting_requests)
        self._files = _Thread("framing-files", limits.waiting_files)
        self._answers = _Thread("framing-answers", limits.waiting_requests)

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint in use."""
        return self.queue.scorer.checkpoint

    @property
    def engine(self) -> str:
        """Name of the engine in use."""
        return self.queue.scorer.engine.name

    async def score(self, texts: Sequence[Wording]) -> Scored:
        """Score texts as they stand.

        Args:
            texts: The texts.

        Returns:
            One outcome per text.

        Raises:
            RefusedError: A limit is exceeded, or the server is busy.
        """
        self._check(texts)
        return await self._scored(await self._texts.run(lambda: self._as_they_stand(texts)))

    async def score_pasted(self, texts: Sequence[Wording]) -> Scored:
        """Score texts that were copied from pages: without the pages' furniture.

        Args:
            texts: The texts.

        Returns:
            One outcome per text.

        Raises:
            RefusedError: A limit is exceeded, or the server is busy.
        """
        self._check(texts)
        articles = await self._texts.run(lambda: self._pasted(texts))
        scored = await self._scored([article for article in articles if article is not None])
        found = iter(scored.outcomes)
        outcomes = tuple(_NOTHING if article is None else next(found) for article in articles)
        return Scored(outcomes, scored.checkpoint, scored.engine)

    async def read(self, data: bytes, file_format: FileFormat) -> tuple[Article | Unscored, ...]:
        """Read a file.

        Args:
            data: Its content.
            file_format: How it is read.

        Returns:
            Its articles, and what could not be read.

        Raises:
            RefusedError: The file holds too much, or the server is busy.
        """
        if len(data) > self.limits.file_bytes:
            raise RefusedError(413, f"The file is larger than {self.limits.file_bytes:,} bytes.")
        found = await self._files.run(lambda: read_file(data, file_format))
        if len(found) > self.limits.articles:
            raise RefusedError(
                422, f"The file holds more than {self.limits.articles} articles: 'framing score' reads those."
            )
        return found

    async def made(self, work: Callable[[], _Result]) -> _Result:
        """Make an answer in a thread of its own: others are answered meanwhile, and its time is limited.

        Args:
            work: Makes it.

        Returns:
            What was made.

        Raises:
            RefusedError: Too many answers wait to be made.
        """
        return await self._answers.run(work)

    def end(self) -> None:
        """Stop the threads."""
        self.queue.end()
        for thread in (self._texts, self._files, self._answers):
            thread.end()

    def _check(self, texts: Sequence[Wording]) -> None:
        limits = self.limits
        if len(texts) > limits.articles:
            raise RefusedError(422, f"{len(texts)} articles are more than the limit of {limits.articles}.")
        lengths = [len(text.text) for text in texts]
        if max(lengths, default=0) > limits.article_characters:
            raise RefusedError(422, f"An article is longer than {limits.article_characters:,} characters.")
        if sum(lengths) > limits.request_characters:
            raise RefusedError(
                422, f"The articles hold more than {limits.request_characters:,} characters together."
            )

    def _as_they_stand(self, texts: Sequence[Wording]) -> list[Article]:
        articles = [as_it_stands(text) for text in texts]
        self._check_sentences(articles)
        return articles

    def _pasted(self, texts: Sequence[Wording]) -> list[Article | None]:
        articles = [pasted(text) for text in texts]
        self._check_sentences(article for article in articles if article is not None)
        return articles

    def _check_sentences(self, articles: Iterable[Article]) -> None:
        most = self.limits.request_sentences
        count = sum(len(sentence_spans(article.text, article.language)) for article in articles)
        if count > most:
            raise RefusedError(
                422, f"The texts hold {count:,} sentences together, more than the limit of {most:,}."
            )

    async def _scored(self, articles: Sequence[Article]) -> Scored:
        try:
            outcomes = await asyncio.wrap_future(self.queue.submit(articles)) if articles else ()
        except FullError:
            raise _busy() from None
        return Scored(outcomes, self.checkpoint, self.engine)


class _Thread:
    """A thread that carries out what waits, and a bound on how much may wait."""

    def __init__(self, name: str, most: int) -> None:
        # One thread: more would only take turns with each other and crowd the scoring.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._room = BoundedSemaphore(most)

    async def run(self, work: Callable[[], _Result]) -> _Result:
        if not self._room.acquire(blocking=False):
            raise _busy()
        started = self._thread.submit(work)
        # It counts until it ends, though nobody may wait for it any more.
        started.add_done_callback(lambda _: self._room.release())
        return await asyncio.wrap_future(started)

    def end(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)


_NOTHING = Unscored("", "empty", "Nothing is left of the text without headline and page furniture.")


def _busy() -> RefusedError:
    return RefusedError(429, "Too many requests wait already; try again in some seconds.")
