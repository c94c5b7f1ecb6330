"""How long does a report take, how much memory, and how large is its page?

Makes a score table of made-up sentences, compiles its report in a process of its own, and prints a line for
each number of sentences. Words are drawn from 30,000 made-up ones as unevenly as real words are used (Zipf).
The table is written to a temporary folder and removed.

    python benchmarks/report_size.py 100000 1000000 [--sources 200] [--folder /tmp]

10,000,000 sentences take some minutes, and 2 GB of disk.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from framing.labels import FRAME_NAMES
from framing.report import ReportOptions, write_report
from framing.scores import ARTICLE_SCHEMA, SCHEMA_VERSION, score_schema

PER_ARTICLE = 40
WORDS = 30_000
POOL = 20_000
ROLES = ("villain", "victim", "hero")
CHECKPOINT = "made-up"


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Sentences to draw from: the first half plain, the second loaded."""

    texts: pa.Array
    spans: pa.Array


def made_pool(rng: np.random.Generator) -> Pool:
    """Make up sentences of 8 to 30 words; loaded ones hold a loaded word and cast a name in a role."""
    words = ["".join(rng.choice(list("aeiourstlnmkdp"), rng.integers(3, 10))) for _ in range(WORDS)]
    odds = 1 / np.arange(1, WORDS + 1)
    drawn = rng.choice(WORDS, (POOL, 30), p=odds / odds.sum())
    texts, spans = [], []
    for number, (places, length) in enumerate(zip(drawn, rng.integers(8, 31, POOL), strict=True)):
        chosen = [words[place] for place in places[:length]]
        chosen[0] = chosen[0].capitalize()
        loaded = len(chosen[0]) + 1
        texts.append(" ".join(chosen) + ".")
        spans.append(
            [
                made_span(0, len(chosen[0]), ROLES[number % 3], rng),
                made_span(loaded, loaded + len(chosen[1]), "loaded", rng),
            ]
            if number >= POOL // 2
            else []
        )
    return Pool(pa.array(texts), pa.array(spans, score_schema(FRAME_NAMES).field("spans").type))


def made_span(start: int, end: int, label: str, rng: np.random.Generator) -> dict[str, Any]:
    """Mark a word."""
    prob = float(rng.uniform(0.3, 0.95))
    return {"start": start, "end": end, "label": label, "prob": prob, "quoted": False}


def made_rows(pool: Pool, articles: range, sources: int, rng: np.random.Generator) -> pa.Table:
    """Draw the sentences of some articles, more of them loaded in some than in others."""
    shares = rng.beta(2, 10, len(articles))
    loaded = rng.random((len(articles), PER_ARTICLE)) < shares[:, None]
    drawn = rng.integers(0, POOL // 2, loaded.size) + (POOL // 2) * loaded.ravel()
    number = np.repeat(np.array(articles), PER_ARTICLE)
    probs: NDArray[np.float32] = np.where(loaded.ravel(), 0.8, 0.1).astype(np.float32)
    schema = score_schema(FRAME_NAMES)
    frames = {name: rng.random(len(drawn), np.float32) ** 4 for name in FRAME_NAMES}
    quoted = (rng.random(len(drawn)) < 0.2).astype(np.float32)
    about = article_columns(number, sources)
    columns = {
        **{name: about[name] for name in ("source", "article_id", "title", "published", "url")},
        "sentence": np.tile(np.arange(PER_ARTICLE), len(articles)),
        "start": np.tile(np.arange(PER_ARTICLE) * 200, len(articles)),
        "end": np.tile(np.arange(PER_ARTICLE) * 200 + 150, len(articles)),
        "text": pool.texts.take(drawn),
        "quoted_share": quoted,
        "loaded": probs,
        "own_loaded": np.where(quoted > 0, np.float32(0.05), probs),
        "spans": pool.spans.take(drawn),
        "frames": pa.StructArray.from_arrays(list(frames.values()), fields=list(schema.field("frames").type)),
        "checkpoint": pa.array([CHECKPOINT] * len(drawn)),
    }
    return pa.table(columns, schema=schema)


def article_columns(number: NDArray[np.int64], sources: int) -> dict[str, Any]:
    """Name articles by their number."""
    first = date(2023, 1, 1)
    days = [first + timedelta(days=k) for k in range(365)]
    return {
        "source": [f"Source {k % sources:03}" for k in number.tolist()],
        "article_id": [f"article-{k:07}" for k in number.tolist()],
        "title": [f"Headline of the article number {k}" for k in number.tolist()],
        "published": [days[k % 365] for k in number.tolist()],
        "url": [f"https://news.example/{k}" for k in number.tolist()],
    }


def chunks(articles: int, step: int = 5000) -> Iterator[range]:
    """Part the articles."""
    for start in range(0, articles, step):
        yield range(start, min(start + step, articles))


def make_table(out: Path, sentences: int, sources: int) -> None:
    """Write a score table."""
    rng = np.random.default_rng(0)
    pool = made_pool(rng)
    (out / "scores").mkdir(parents=True)
    with pq.ParquetWriter(out / "articles.parquet", ARTICLE_SCHEMA) as written:
        for part, articles in enumerate(chunks(sentences // PER_ARTICLE)):
            rows = made_rows(pool, articles, sources, rng)
            pq.write_table(rows, out / "scores" / f"part-{part:05}.parquet")
            written.write_table(made_articles(np.array(articles), sources))
    (out / "run.json").write_text(json.dumps(made_run()))


def made_articles(number: NDArray[np.int64], sources: int) -> pa.Table:
    """Make the rows of ``articles.parquet``."""
    n = len(number)
    rest = {
        "path": [f"{k}.txt" for k in number.tolist()],
        "language": ["en"] * n,
        "text_digest": [f"{k:064x}" for k in number.tolist()],
        "characters": [200 * PER_ARTICLE] * n,
        "sentences": [PER_ARTICLE] * n,
        "foreign": [[]] * n,
        "kept": [[]] * n,
    }
    columns = {**article_columns(number, sources), **rest}
    return pa.table({name: columns[name] for name in ARTICLE_SCHEMA.names}, schema=ARTICLE_SCHEMA)


def made_run() -> dict[str, Any]:
    """Make ``run.json``."""
    quality = {"precision": 0.8, "recall": 0.8, "positives": 300, "negatives": 3000}
    return {
        "schema_version": SCHEMA_VERSION,
        "framing_version": "made-up",
        "checkpoint": {
            "name": CHECKPOINT,
            "digest": CHECKPOINT,
            "thresholds": dict.fromkeys(("loaded", *ROLES, *FRAME_NAMES), 0.5),
            "quality": dict.fromkeys(("loaded", *FRAME_NAMES), quality),
        },
        "counts": {"errors": {}},
    }


def compile_once(out: Path) -> None:
    """Compile a report, and print what it took."""
    began = time.perf_counter()
    files = write_report(out, ReportOptions())
    took = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    page = files.html.stat().st_size if files.html else 0
    print(
        f"{took:7.1f} s  {used.ru_utime + used.ru_stime:7.1f} s of processor time  "
        f"{used.ru_maxrss / 1024**2:5.2f} GB  page {page / 1e6:.2f} MB"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each number of sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sentences", type=int, nargs="*")
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="where to put the tables")
    parser.add_argument("--compile", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.compile:
        compile_once(given.compile)
    for sentences in given.sentences:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            make_table(Path(folder) / "out", sentences, given.sources)
            print(f"{sentences:10,} sentences, {given.sources} sources: ", end="", flush=True)
            command = [sys.executable, __file__, "--compile", str(Path(folder) / "out")]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
