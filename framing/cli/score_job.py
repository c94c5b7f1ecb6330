"""Carries out ``framing score``: apart from the command itself, so that ``--help`` need not load it."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from rich.console import Console

from framing import load_scorer
from framing.cli.progress import Meter, shown, total_bytes
from framing.cli.summary import Outcome, print_summary
from framing.errors import UsageError
from framing.model.checkpoint import Checkpoint
from framing.reading import ReadOptions, read_articles
from framing.scores import RUN_FILE
from framing.scoring import OutputOptions, RunInfo, ScoredArticle, ScoreWriter, decisions
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
    decided = decisions(scorer.checkpoint).get("loaded")
    outcome = Outcome(None if decided is None else decided.threshold)
    meter = Meter(total_bytes(job.paths))
    info = RunInfo(scorer.checkpoint, scorer.engine.name, _settings(job))
    with ScoreWriter(job.out, info, _replacing_nothing(job)) as writer:
        for item in _shown(scorer.score(_articles(job)), meter):
            writer.write(item)
            outcome.add(item)
    print_summary(writer, outcome, meter.seconds, job.paths)
    return exit_status(writer.counts.articles, writer.counts.articles_in - writer.counts.articles)


def _loaded_from(checkpoint: Checkpoint) -> float | None:
    """Give the probability from which a sentence is loaded, if the checkpoint tells that of sentences."""
    told = "loaded" in checkpoint.sentence_labels
    return decisions(checkpoint)["loaded"].threshold if told else None


def exit_status(scored: int, unscored: int) -> int:
    """Give the exit status of a run.

    Args:
        scored: Articles scored.
        unscored: Inputs that could not be.
    """
    if not scored:
        return NOTHING_SCORED
    return SOME_UNSCORED if unscored else ALL_SCORED


def _replacing_nothing(job: ScoreJob) -> OutputOptions:
    """Let a run that scored nothing be run again: there is nothing in its output to lose."""
    try:
        run = json.loads((job.out / RUN_FILE).read_text("utf-8"))
        empty = run["counts"]["articles"] == 0
    except (OSError, ValueError, KeyError, TypeError):
        return job.output
    return replace(job.output, overwrite=True) if empty else job.output


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
