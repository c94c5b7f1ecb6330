import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from framing.scoring import ScoredArticle, Scorer
from framing.text import Article, Unscored
from framing.web import work
from framing.web.settings import Limits
from framing.web.work import FullError, ScoringQueue
from tests.scoring.fakes import article, make_scorer

SECONDS = 10


class Gated:
    """A scorer that waits to be let through, and remembers what it was given together."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self.open = threading.Event()
        self.begun = threading.Event()
        self.batches: list[list[str]] = []

    def score(self, articles: Iterable[Article]) -> Iterator[ScoredArticle | Unscored]:
        given = list(articles)
        self.batches.append([one.text for one in given])
        self.begun.set()
        assert self.open.wait(SECONDS)
        if any("poison" in one.text for one in given):
            raise ValueError("the text was: poison")
        yield from self._scorer.score(given)


@pytest.fixture
def gated(tmp_path: Path) -> Gated:
    return Gated(make_scorer(tmp_path))


@pytest.fixture
def queue(gated: Gated) -> Iterator[ScoringQueue]:
    queue = ScoringQueue(gated, Limits(waiting_requests=4, waiting_characters=2000))  # type: ignore[arg-type]
    yield queue
    gated.open.set()
    queue.end()


def held(queue: ScoringQueue, gated: Gated) -> None:
    """Give the queue something to be busy with."""
    queue.submit([article(0, "The port closed.")])
    assert gated.begun.wait(SECONDS)


def test_a_request_gets_its_own_articles_back_under_their_names(queue: ScoringQueue, gated: Gated) -> None:
    gated.open.set()
    given = [article(1, "The brutal raid."), article(2, "The port closed.", source="Herald")]
    first, second = queue.submit(given).result(SECONDS)
    assert isinstance(first, ScoredArticle)
    assert isinstance(second, ScoredArticle)
    assert [first.article, second.article] == given
    assert [(row.source, row.article_id) for row in first.sentences] == [("Post", "a1")]
    assert first.sentences[0].loaded > 0.5 > second.sentences[0].loaded


def test_requests_that_wait_are_scored_together(queue: ScoringQueue, gated: Gated) -> None:
    held(queue, gated)
    futures = [queue.submit([article(k, f"Port {k} closed.")]) for k in range(3)]
    gated.open.set()
    for future in futures:
        future.result(SECONDS)
    assert gated.batches[1] == ["Port 0 closed.", "Port 1 closed.", "Port 2 closed."]


def test_two_clients_may_send_the_same_text(queue: ScoringQueue, gated: Gated) -> None:
    held(queue, gated)
    same = article(1, "The brutal raid.")
    futures = [queue.submit([same]), queue.submit([same])]
    gated.open.set()
    assert all(isinstance(future.result(SECONDS)[0], ScoredArticle) for future in futures)


def test_a_short_request_does_not_wait_for_a_long_one(
    queue: ScoringQueue, gated: Gated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "BATCH_CHARACTERS", 30)
    held(queue, gated)
    long = queue.submit([article(k, f"Long list, item {k}.") for k in range(8)])
    short = queue.submit([article(9, "Short.")])
    gated.open.set()
    long.result(SECONDS)
    short.result(SECONDS)
    assert "Short." in gated.batches[1]


def test_more_requests_than_may_wait_are_refused(queue: ScoringQueue, gated: Gated) -> None:
    held(queue, gated)
    for k in range(3):
        queue.submit([article(k, "Port.")])
    assert queue.full
    with pytest.raises(FullError):
        queue.submit([article(9, "Port.")])


def test_more_text_than_may_wait_is_refused(queue: ScoringQueue, gated: Gated) -> None:
    held(queue, gated)
    with pytest.raises(FullError):
        queue.submit([article(1, "x" * 2000)])
    assert queue.waiting == 1


def test_what_is_answered_no_longer_waits(queue: ScoringQueue, gated: Gated) -> None:
    gated.open.set()
    for k in range(12):
        queue.submit([article(k, "Port closed.")]).result(SECONDS)
    assert queue.waiting == 0


def test_a_request_taken_back_makes_room_and_is_not_scored(queue: ScoringQueue, gated: Gated) -> None:
    held(queue, gated)
    futures = [queue.submit([article(k, f"Port {k}.")]) for k in range(3)]
    assert futures[1].cancel()
    gated.open.set()
    futures[2].result(SECONDS)
    assert gated.batches[1] == ["Port 0.", "Port 2."]


def test_an_article_that_breaks_the_scorer_breaks_only_its_own_request(
    queue: ScoringQueue, gated: Gated
) -> None:
    held(queue, gated)
    good, bad = queue.submit([article(1, "Port.")]), queue.submit([article(2, "poison")])
    gated.open.set()
    assert isinstance(good.result(SECONDS)[0], ScoredArticle)
    with pytest.raises(ValueError, match="poison"):
        bad.result(SECONDS)
    assert isinstance(queue.submit([article(3, "Port.")]).result(SECONDS)[0], ScoredArticle)


def test_an_unscored_article_stands_at_its_place(queue: ScoringQueue, gated: Gated) -> None:
    gated.open.set()
    given = [article(1, "Le port.", language="fr"), article(2, "The port closed.")]
    first, second = queue.submit(given).result(SECONDS)
    assert isinstance(first, Unscored)
    assert (first.reason, first.path) == ("language", "news/1.txt")
    assert isinstance(second, ScoredArticle)


def test_the_end_takes_back_what_waits(gated: Gated) -> None:
    queue = ScoringQueue(gated, Limits())  # type: ignore[arg-type]
    held(queue, gated)
    waiting = queue.submit([article(1, "Port.")])
    gated.open.set()
    queue.end()
    if not waiting.done() or waiting.cancelled():
        with pytest.raises(CancelledError):
            waiting.result(0)
    with pytest.raises(FullError):
        queue.submit([article(2, "Port.")])
