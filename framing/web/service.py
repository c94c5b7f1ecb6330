"""What the page and the API share: texts in, outcomes out, within the limits."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from framing.model.checkpoint import Checkpoint
from framing.scoring import Scorer
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
        # Cleaning a page takes some milliseconds of one core; more threads would only crowd the scoring.
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="framing-reading")
        self._reading = 0

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
        articles = await self._in_reader(lambda: [as_it_stands(text) for text in texts])
        return await self._scored(articles)

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
        articles = await self._in_reader(lambda: [pasted(text) for text in texts])
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
        found = await self._in_reader(lambda: read_file(data, file_format))
        if len(found) > self.limits.articles:
            raise RefusedError(
                422, f"The file holds more than {self.limits.articles} articles: 'framing score' reads those."
            )
        return found

    def end(self) -> None:
        """Stop the threads."""
        self.queue.end()
        self._readers.shutdown(cancel_futures=True)

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

    async def _scored(self, articles: Sequence[Article]) -> Scored:
        try:
            outcomes = await asyncio.wrap_future(self.queue.submit(articles)) if articles else ()
        except FullError:
            raise _busy() from None
        return Scored(outcomes, self.checkpoint, self.engine)

    async def _in_reader(self, work: Callable[[], _Result]) -> _Result:
        if self._reading >= self.limits.waiting_requests:
            raise _busy()
        self._reading += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._readers, work)
        finally:
            self._reading -= 1


_NOTHING = Unscored("", "empty", "Nothing is left of the text without headline and page furniture.")


def _busy() -> RefusedError:
    return RefusedError(429, "Too many requests wait already; try again in some seconds.")
