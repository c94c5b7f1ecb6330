"""Sentences a second of everything that could score them, on the same sentences and in the same run.

    python -m benchmarks.speed --data LABELLED.jsonl --sentences 4000 --rounds 5 --json speed.json

What is compared, in turns, so that a machine that slows down slows all of it:

- `pipeline_batch_1`, `pipeline_batch_32`: `transformers.pipeline("text-classification")` with a
  RoBERTa-base of random weights, as a user would call it. It takes --pipeline-sentences of the sentences,
  picked evenly over their lengths and left in their order, since all would take it many minutes.
- `torch`: our network in fp32, from batches that lie ready to logits.
- `engine`: the int8 engine alone, on the same batches: nothing before it and nothing behind it.
- `end_to_end`: what `framing score` does, from article files to a Parquet table, the scorer loaded.
- the ceiling: products of int8 matrices in the shapes of the encoder's linear layers, as many as the
  sentences need.

Printed and written are medians over the rounds; the ratios are of these. `engine_gops` counts the products
that the pieces of the sentences need (linear layers and attention), a multiplication and an addition as two
operations, and none for padding. Further: seconds from cold for one short article and for `framing --help`,
each a process of its own. Needs the extra `train`, and cores that nobody else uses.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

from benchmarks.machine import cores, describe
from benchmarks.speed_ceiling import openvino_products, torch_products
from benchmarks.speed_ways import (
    Way,
    batches_of,
    roberta_pipeline,
    run_engine,
    run_program,
    score_articles,
    write_scores,
)
from benchmarks.speed_work import Shape, as_article, deal, enough, spread
from framing.engines import Engine, load_engine
from framing.engines.batches import PIECE_BUDGET
from framing.engines.cpu import CpuEngine
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, load_checkpoint
from framing.model.pieces import Batch, PieceEncoder
from framing.reading import read_articles
from framing.scoring import Scorer
from framing.segmenting import segment
from framing.text import Article, Sentence

EXAMPLES: Final = Path(__file__).parent.parent / "examples" / "articles"
SENTENCES_PER_SECOND: Final = ("pipeline_batch_1", "pipeline_batch_32", "torch", "engine", "end_to_end")
CEILINGS: Final = ("ceiling_torch", "ceiling_openvino")
FROM_COLD: Final = ("start", "help")
SHORT_ARTICLE = 5
_REST = 0.5
"""Seconds between two ways, so that the threads of one sleep before the other begins."""

_NAMES: Final = {
    "pipeline_batch_1": "transformers pipeline, RoBERTa-base, batch 1",
    "pipeline_batch_32": "the same, batch 32",
    "torch": "framing, torch fp32 engine alone",
    "engine": "framing, int8 engine alone",
    "end_to_end": "framing score, article files to Parquet",
}


@dataclass(frozen=True, slots=True)
class Contest:
    """What is compared, loaded and warm.

    Attributes:
        ways: All ways; those of the ceiling count operations, those from cold count starts.
        windows: Pieces of each window that the engines read, padding left out.
        sentences: Sentences that the engines read; the pipelines take some of them.
        articles: Articles that they stand in.
    """

    ways: tuple[Way, ...]
    windows: tuple[int, ...]
    sentences: int
    articles: int


def read_texts(data: Path | None) -> Iterator[str]:
    """Read sentences from the ``text`` of JSON lines, or from the example articles."""
    if data is not None:
        with data.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines if line.strip())
        return
    for article in read_articles([str(EXAMPLES)]):
        if isinstance(article, Article):
            yield from (sentence.text for sentence in segment(article.text))


def prepare(checkpoint: Checkpoint, texts: Sequence[str], folder: Path, pipeline_sentences: int) -> Contest:
    """Load everything that is compared, and let each way run once.

    The sentences are those that `framing score` finds in the articles, so that all ways get the same.

    Args:
        checkpoint: The checkpoint.
        texts: Sentences to deal into articles.
        folder: Where articles and results are written.
        pipeline_sentences: How many sentences the pipelines take.
    """
    news = folder / "news"
    articles = deal(texts, news)
    scorer = Scorer(checkpoint, CpuEngine(checkpoint, streams=cores()))
    found = score_articles(scorer, news, folder / "scores")
    sentences = list(dict.fromkeys(found))
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    pieces = encoder.encode([Sentence(text, 0, len(text)) for text in sentences])
    windows = tuple(len(window.ids) for sentence in pieces for window in sentence.windows)
    ways = (
        *_pipelines(checkpoint, spread(sentences, pipeline_sentences)),
        *_engines(
            (load_engine(checkpoint, device="torch-cpu"), scorer.engine), batches_of(pieces), len(pieces)
        ),
        _end_to_end(scorer, folder, len(found)),
        *_ceilings(Shape.of(checkpoint.path), windows),
        *_from_cold(folder, texts[:SHORT_ARTICLE]),
    )
    return Contest(ways, windows, len(sentences), articles)


def _pipelines(checkpoint: Checkpoint, sentences: list[str]) -> Iterator[Way]:
    classify = roberta_pipeline(checkpoint.path / TOKENIZER_FILE)
    classify(sentences[:2], 2)
    for size in (1, 32):
        yield Way(f"pipeline_batch_{size}", len(sentences), partial(classify, sentences, size))


def _engines(engines: tuple[Engine, Engine], batches: Sequence[Batch], sentences: int) -> Iterator[Way]:
    for key, engine in zip(("torch", "engine"), engines, strict=True):
        run_engine(engine, batches[:4])
        yield Way(key, sentences, partial(run_engine, engine, batches))


def _end_to_end(scorer: Scorer, folder: Path, sentences: int) -> Way:
    numbers = count()
    return Way(
        "end_to_end",
        sentences,
        lambda: write_scores(scorer, folder / "news", folder / f"scores-{next(numbers)}"),
    )


def _ceilings(shape: Shape, windows: Sequence[int]) -> Iterator[Way]:
    threads = cores()
    once = threads * shape.linear(PIECE_BUDGET)
    times = max(1, round(sum(shape.operations(pieces) for pieces in windows) / once))
    for key, make in zip(CEILINGS, (torch_products, openvino_products), strict=True):
        products = make(shape, PIECE_BUDGET, threads)
        products(1)
        yield Way(key, times * once, partial(products, times))


def _from_cold(folder: Path, texts: Sequence[str]) -> Iterator[Way]:
    article = folder / "short.txt"
    article.write_text(as_article(texts), "utf-8")
    run_program("score", str(article))
    yield Way("start", 1, partial(run_program, "score", str(article)))
    yield Way("help", 1, partial(run_program, "--help"))


def in_turns(ways: Sequence[Way], rounds: int, rest: float = _REST) -> dict[str, list[float]]:
    """Measure all ways in each round, each round beginning with another way.

    Args:
        ways: The ways.
        rounds: How many rounds, at least 1.
        rest: Seconds between two ways.

    Returns:
        The rates of each way by its key, one per round.
    """
    rates: dict[str, list[float]] = {way.key: [] for way in ways}
    for number in range(rounds):
        first = number % len(ways)
        for way in (*ways[first:], *ways[:first]):
            time.sleep(rest)
            rates[way.key].append(way.rate())
    return rates


def figures_of(rates: Mapping[str, Sequence[float]], operations: float) -> dict[str, float]:
    """Give the medians over the rounds, and what follows from them.

    Args:
        rates: Rates by key, one per round: sentences, operations or starts per second.
        operations: Operations that a sentence needs on average.

    Returns:
        Sentences per second of each way; operations of the engine and of the ceiling in GOP/s; seconds
        from cold; ratios.
    """
    medians = {key: statistics.median(values) for key, values in rates.items()}
    figures = {key: round(medians[key], 1) for key in SENTENCES_PER_SECOND}
    engine, ceiling = medians["engine"] * operations, max(medians[key] for key in CEILINGS)
    return {
        **figures,
        "engine_gops": round(engine / 1e9, 1),
        "ceiling_gops": round(ceiling / 1e9, 1),
        **{f"{key}_gops": round(medians[key] / 1e9, 1) for key in CEILINGS},
        **{f"{key}_seconds": round(1 / medians[key], 3) for key in FROM_COLD},
        "end_to_end_per_pipeline_batch_32": round(medians["end_to_end"] / medians["pipeline_batch_32"], 1),
        "end_to_end_per_engine": round(medians["end_to_end"] / medians["engine"], 3),
        "engine_per_ceiling": round(engine / ceiling, 3),
    }


def table_of(figures: Mapping[str, float]) -> str:
    """Lay the figures out for a person."""
    slow = figures["pipeline_batch_32"]
    rows = (
        f"| {_NAMES[key]} | {figures[key]:,.1f} | {figures[key] / slow:.1f} |" for key in SENTENCES_PER_SECOND
    )
    torch, openvino = (f"{figures[f'{key}_gops']:,.0f}" for key in CEILINGS)
    return "\n".join(
        (
            "| way | sentences/s | times the pipeline at batch 32 |",
            "|---|---|---|",
            *rows,
            "",
            f"end to end / engine alone: {figures['end_to_end_per_engine']:.1%}",
            f"engine / ceiling: {figures['engine_per_ceiling']:.1%}, {figures['engine_gops']:,.0f} of "
            f"{figures['ceiling_gops']:,.0f} GOP/s (torch {torch}, OpenVINO {openvino})",
            f"from cold: a short article {figures['start_seconds']:.2f} s, "
            f"--help {figures['help_seconds']:.2f} s",
        )
    )


def content_of(contest: Contest, rates: Mapping[str, Sequence[float]], shape: Shape) -> dict[str, Any]:
    """Compose what ``--json`` writes, without the machine."""
    operations = sum(shape.operations(pieces) for pieces in contest.windows) / contest.sentences
    return {
        **figures_of(rates, operations),
        "sentences": contest.sentences,
        "articles": contest.articles,
        "pieces_per_sentence": round(sum(contest.windows) / contest.sentences, 2),
        "operations_per_sentence": round(operations),
        "by_round": {key: [float(f"{rate:.5g}") for rate in values] for key, values in rates.items()},
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, help="JSON lines with a text; by default the example articles")
    parser.add_argument("--sentences", type=int, default=4_000)
    parser.add_argument("--pipeline-sentences", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    checkpoint = load_checkpoint(given.model)
    texts = enough(read_texts(given.data), given.sentences)
    with tempfile.TemporaryDirectory() as folder:
        contest = prepare(checkpoint, texts, Path(folder), given.pipeline_sentences)
        rates = in_turns(contest.ways, given.rounds)
    content = content_of(contest, rates, Shape.of(checkpoint.path))
    machine = describe()
    print(f"{machine['processor']}, {machine['cores']} cores")
    print(f"{contest.sentences} sentences in {contest.articles} articles, {given.rounds} rounds\n")
    print(table_of(content))
    if given.json:
        whole = {"machine": machine, "checkpoint": checkpoint.digest, "rounds": given.rounds, **content}
        given.json.write_text(json.dumps(whole, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
