"""Rows a second on a Ray cluster with one scorer and with two, and what the second one brings.

    python -m benchmarks.scale --articles 2000 --workers 1 2 --json scale.json

Writes made-up articles into JSON lines shards, scores them with `--engine ray` once per number of
scorers, and prints sentences per second without the start of the cluster and of the scorers: the time counts
from the first result. The efficiency is the rate per scorer against that of the first number given. Last
comes what the process that gathers and writes can take, which bounds all clusters: the same results
written again without any scoring. Needs the extra `ray`, and cores that nobody else uses.
"""

import argparse
import json
import os
import platform
import random
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from framing import load_scorer
from framing.reading import ReadOptions
from framing.scoring import MarkedArticles, RunInfo, ScoreWriter
from framing.scoring.admission import Copies
from framing.scoring.bundles import Sizes, worker_loader
from framing.scoring.marks import START, places_behind
from framing.scoring.ray_runner import ClusterOptions, cluster, score_on_cluster

SHARDS = 8
WORDS = (
    *("the", "a", "port", "mayor", "court", "said", "on", "monday", "families", "jobs", "strike", "talks"),
    *("closed", "opened", "brutal", "regime", "vote", "law", "police", "city", "river", "bridge", "workers"),
    *("after", "before", "without", "new", "old", "first", "report", "price", "rise", "minister", "army"),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """What a run came to.

    Attributes:
        workers: Scorers at work; 0 for writing alone.
        sentences: Sentences that count.
        seconds: How long they took.
    """

    workers: int
    sentences: int
    seconds: float

    @property
    def rate(self) -> float:
        """Sentences a second."""
        return self.sentences / self.seconds


def write_articles(folder: Path, articles: int) -> int:
    """Write articles of twenty sentences, no sentence twice, into shards; give their bytes."""
    rng = random.Random(0)
    for shard in range(SHARDS):
        with (folder / f"part-{shard}.jsonl").open("w", encoding="utf-8") as lines:
            for number in range(shard, articles, SHARDS):
                text = " ".join(made_up_sentence(rng) for _ in range(20))
                lines.write(json.dumps({"id": str(number), "source": f"s{number % 5}", "text": text}) + "\n")
    return sum(file.stat().st_size for file in folder.iterdir())


def made_up_sentence(rng: random.Random) -> str:
    """Give a sentence of eight to thirty words that hardly comes twice."""
    words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(8, 30)))
    return f"{words.capitalize()} {rng.randrange(10**6)}."


def measure(folder: Path, workers: int) -> Rate:
    """Score the shards with some scorers; results count from the second bundle on."""
    options = ClusterOptions(workers=workers, sizes=Sizes(bundle=1 << 17))
    load = worker_loader(load_scorer(device="cpu").checkpoint, gpu=False)
    with cluster(options):
        places = places_behind(START, [str(folder)])
        results = score_on_cluster(places, ReadOptions(), load, options, Copies())
        next(results)
        began, sentences = time.monotonic(), 0
        for item, _ in results:
            sentences += len(getattr(item, "sentences", ()))
    return Rate(workers, sentences, time.monotonic() - began)


def measure_writing(folder: Path, out: Path) -> Rate:
    """Write results that are there already, as the process that gathers them does."""
    scorer = load_scorer(device="cpu")
    articles = MarkedArticles([str(folder / "part-0.jsonl")], ReadOptions())
    results = [(item, articles.next_mark()) for item in scorer.score(articles)]
    began = time.monotonic()
    with ScoreWriter(out, RunInfo(scorer.checkpoint, "none")) as writer:
        for item, mark in results:
            writer.write(item, mark)
    return Rate(0, writer.counts.sentences, time.monotonic() - began)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "news")
        folder.mkdir()
        size = write_articles(folder, given.articles)
        rates = [measure(folder, workers) for workers in given.workers]
        writing = measure_writing(folder, Path(made, "out"))
        out = sum(file.stat().st_size for file in Path(made, "out").iterdir())
    alone = rates[0].rate / rates[0].workers
    print("scorers  sentences/s  efficiency")
    for rate in rates:
        print(f"{rate.workers:7}  {rate.rate:11,.0f}  {rate.rate / rate.workers / alone:10.0%}")
    print(f"gathering and writing alone: {writing.rate:,.0f} sentences/s")
    per_in, per_out = size / (20 * given.articles), out / writing.sentences
    print(f"bytes a sentence: {per_in:.0f} in, {per_out:.0f} out")
    if given.json:
        machine = {"processor": platform.processor(), "cores": os.cpu_count()}
        content = {"machine": machine, "rates": [asdict(rate) for rate in (*rates, writing)]}
        given.json.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
