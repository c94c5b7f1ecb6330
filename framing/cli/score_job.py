"""Carries out ``framing score``: apart from the command itself, so that ``--help`` need not load it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from rich.console import Console

from framing import load_scorer
from framing.cli.progress import Meter, shown, total_bytes
from framing.cli.summary import print_summary
from framing.errors import UsageError
from framing.reading import ReadOptions, read_articles
from framing.scoring import OutputOptions, RunInfo, ScoredArticle, ScoreWriter, Tally, decisions
from framing.text import Article, Unscored

ALL_SCORED, SOME_UNSCORED, NOTHING_SCORED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class ScoreJob:
    """What ``framing score`` was asked to do.

    Attributes:
        paths: Files, folders, patterns, ``-`` for standard input.
        out: The output directory.
        reading: How articles are read.
        output: How results are written.
        model: Checkpoint directory; ``None`` for the one that ships with the package.
        device: ``auto``, ``cpu`` or ``cuda``.
    """

    paths: tuple[str, ...]
    out: Path
    reading: ReadOptions
    output: OutputOptions
    model: Path | None = None
    device: str = "auto"


def score(job: ScoreJob) -> int:
    """Score articles and write the results.

    Args:
        job: What to do.

    Returns:
        The exit status: 0, 1 or 3.

    Raises:
        UsageError: The output holds results already, or lies inside an input.
        CheckpointError: The checkpoint cannot be used.
        OutputError: The output cannot be written.
    """
    _refuse_output_inside_input(job)
    scorer = load_scorer(job.model, device=job.device)
    tally = Tally(decisions(scorer.checkpoint)["loaded"].threshold)
    meter = Meter(total_bytes(job.paths))
    info = RunInfo(scorer.checkpoint, scorer.engine.name, _settings(job))
    with ScoreWriter(job.out, info, job.output) as writer:
        for item in _shown(scorer.score(_articles(job)), meter):
            writer.write(item)
            tally.add(item)
    print_summary(writer, tally.sources, meter.seconds)
    if not writer.counts.articles:
        return NOTHING_SCORED
    return SOME_UNSCORED if writer.counts.errors else ALL_SCORED


def _articles(job: ScoreJob) -> Iterator[Article | Unscored]:
    return read_articles(job.paths, job.reading, stdin=sys.stdin.buffer)


def _shown(results: Iterator[ScoredArticle | Unscored], meter: Meter) -> Iterator[ScoredArticle | Unscored]:
    """Pass results on while showing how far they have come."""
    with shown(Console(stderr=True), meter) as show:
        for item in results:
            meter.count(item)
            show()
            yield item


def _refuse_output_inside_input(job: ScoreJob) -> None:
    """Refuse an output that the next run would read as articles."""
    out = job.out.resolve()
    for path in job.paths:
        if Path(path).is_dir() and out.is_relative_to(Path(path).resolve()):
            raise UsageError(f"the output {job.out} lies inside the input {path}; choose a place beside it")


def _settings(job: ScoreJob) -> tuple[tuple[str, str | bool | None], ...]:
    columns = (
        (f"{field.name}_column", getattr(job.reading.columns, field.name))
        for field in fields(job.reading.columns)
    )
    return (
        ("format", job.output.format),
        ("source", job.reading.source),
        *columns,
        ("stdin_format", job.reading.stdin_format),
        ("day_first", job.reading.day_first),
    )
