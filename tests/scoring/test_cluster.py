"""Whatever is lost of a cluster, the results are those of an undisturbed run on one machine."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from framing.errors import MissingExtraError, UsageError
from framing.reading import ReadOptions
from framing.scoring import MarkedArticles, OutputOptions, RunInfo, Scorer, ScoreWriter
from framing.scoring.bundles import Sizes, stretches
from framing.scoring.marks import START, Place, places_behind
from framing.scoring.ray_runner import ClusterOptions, cluster, score_on_cluster
from tests.faults.jobs import check_every_article_once, digests, write_corpus
from tests.scoring.clusters import telling_loader, two_nodes, wait_for_workers, workers
from tests.scoring.fakes import make_scorer

READING = ReadOptions()
SPREAD = ClusterOptions(workers=3, sizes=Sizes(stretch=4_000, bundle=1_500))


def on_cluster(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that starts a cluster; what Ray warns of is its own business."""
    for mark in (pytest.mark.cluster, pytest.mark.timeout(900), pytest.mark.filterwarnings("ignore")):
        test = mark(test)
    return test


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r'pip install "\.\[ray\]"'), cluster(SPREAD):
        pass


def test_standard_input_is_refused() -> None:
    with pytest.raises(UsageError, match="standard input"):
        list(stretches([Place(None, START)], READING, Sizes()))


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "news"
    write_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> Scorer:
    return make_scorer(tmp_path_factory.mktemp("checkpoint"))


def writer_of(out: Path, scorer: Scorer, news: Path) -> ScoreWriter:
    info = RunInfo(scorer.checkpoint, "fake", inputs=(str(news),))
    return ScoreWriter(out, info, OutputOptions(part_sentences=40))


@pytest.fixture(scope="module")
def undisturbed(news: Path, scorer: Scorer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the digests of what one process makes of the corpus."""
    out = tmp_path_factory.mktemp("local")
    articles = MarkedArticles([str(news)], READING)
    with writer_of(out, scorer, news) as writer:
        for item in scorer.score(articles):
            writer.write(item, articles.next_mark())
    check_every_article_once(out)
    return digests(out)


@pytest.fixture
def nodes() -> Iterator[Any]:
    pytest.importorskip("ray")
    with two_nodes() as made:
        yield made


class BrokenOffError(Exception):
    """Stands for whatever ends the process that started the run."""


@dataclass(frozen=True, slots=True)
class ClusterRun:
    """A run over the corpus on a cluster, into ``folder/out``."""

    folder: Path
    scorer: Scorer
    news: Path

    def carry_out(self, *, after: int = 0, happens: Callable[[], None] = lambda: None) -> dict[str, str]:
        """Score; after some results something happens."""
        load = telling_loader(self.folder)
        with writer_of(self.folder / "out", self.scorer, self.news) as writer:
            places = places_behind(writer.mark, [str(self.news)])
            results = score_on_cluster(places, READING, load, SPREAD, writer.copies())
            for item, mark in islice(results, after):
                writer.write(item, mark)
            happens()
            for item, mark in results:
                writer.write(item, mark)
        return digests(self.folder / "out")


@pytest.fixture
def run(nodes: Any, news: Path, scorer: Scorer, tmp_path: Path) -> ClusterRun:
    return ClusterRun(tmp_path, scorer, news)


@on_cluster
def test_a_worker_that_is_killed_costs_nothing(run: ClusterRun, undisturbed: dict[str, str]) -> None:
    def kill() -> None:
        os.kill(workers(run.folder)[0][1], signal.SIGKILL)

    assert run.carry_out(after=30, happens=kill) == undisturbed
    assert len(workers(run.folder)) >= 2


@on_cluster
def test_a_node_that_is_lost_costs_nothing(nodes: Any, run: ClusterRun, undisturbed: dict[str, str]) -> None:
    (lost,) = nodes.worker_nodes
    found: list[tuple[str, int]] = []

    def lose() -> None:
        wait_for_workers(run.folder, 3)
        found.extend(workers(run.folder))
        assert lost.node_id in {node for node, _ in found}
        nodes.remove_node(lost, allow_graceful=False)

    assert run.carry_out(after=30, happens=lose) == undisturbed
    assert len(workers(run.folder)) > len(found)


@on_cluster
def test_a_run_that_is_broken_off_goes_on(run: ClusterRun, undisturbed: dict[str, str]) -> None:
    def break_off() -> None:
        raise BrokenOffError

    with pytest.raises(BrokenOffError):
        run.carry_out(after=100, happens=break_off)
    assert not (run.folder / "out" / "run.json").exists()
    assert run.carry_out() == undisturbed
