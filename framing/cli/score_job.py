"""Carries out ``framing score``: apart from the command itself, so that ``--help`` need not load it."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path

import typer
from rich.console import Console

from framing import load_scorer
from framing.cli.progress import Meter, shown, total_bytes
from framing.cli.score_precision import check_precision
from framing.cli.stopping import StoppedError, Stopping
from framing.cli.summary import Outcome, already_complete, going_on, print_put_in_place, print_summary
from framing.cli.terminal import harmless
from framing.errors import ClusterError, OutputError, UsageError
from framing.reading import ReadOptions
from framing.reading.language import load_ahead
from framing.scores import RUN_FILE
from framing.scoring import (
    MarkedArticles,
    OutputOptions,
    RunInfo,
    ScoredArticle,
    Scorer,
    ScoreWriter,
    decisions,
    is_unfinished,
)
from framing.scoring.bundles import Result, worker_loader
from framing.scoring.finished import finished_run, inputs_digest
from framing.scoring.marks import places_behind
from framing.scoring.ray_runner import ClusterOptions, cluster, score_on_cluster
from framing.text import Unscored

ALL_SCORED, SOME_UNSCORED, NOTHING_SCORED = 0, 1, 3
INTERRUPTED = 130


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
        precision: Precision whose thresholds are used; ``None`` for the best F1.
        spread: The cluster that scores; ``None`` for this machine.
    """

    paths: tuple[str, ...]
    out: Path
    reading: ReadOptions
    output: OutputOptions
    model: Path | None = None
    device: str = "auto"
    precision: float | None = None
    spread: ClusterOptions | None = None


def score(job: ScoreJob) -> int:
    """Score articles and write the results.

    Args:
        job: What to do.

    Returns:
        The exit status: 0, 1 or 3; 0 where the same run was carried out before.

    Raises:
        UsageError: The output holds results already, or lies inside an input; or loaded sentences cannot
            keep the precision.
        CheckpointError: The checkpoint cannot be used.
        OutputError: The output cannot be written.
    """
    _refuse_output_inside_input(job)
    if job.spread is None:
        load_ahead()
    scorer = load_scorer(job.model, device=job.device, precision=job.precision)
    check_precision(scorer.checkpoint, job.precision)
    decided = decisions(scorer.checkpoint).get("loaded")
    outcome = Outcome(None if decided is None else decided.threshold)
    meter = Meter(total_bytes(job.paths))
    digest = inputs_digest(job.paths)
    info = RunInfo(scorer.checkpoint, scorer.engine.name, _settings(job), job.paths, digest)
    # A run that was killed while it cleared up has its results in place, and something to do.
    to_do = job.output.overwrite or is_unfinished(job.out)
    if (finished := None if to_do else finished_run(job.out, info)) is not None:
        typer.echo(already_complete(job.out, finished["counts"]))
        return ALL_SCORED
    writer = ScoreWriter(job.out, info, _replacing_nothing(job))
    with _kept(writer), writer:
        put_in_place = writer.complete
        for earlier in writer.earlier():
            outcome.add(earlier)
        for item in _shown(_written(job, scorer, writer), meter):
            outcome.add(item)
    if put_in_place:
        print_put_in_place(writer)
    else:
        print_summary(writer, outcome, meter.seconds, job.paths)
    return exit_status(writer.counts.articles, writer.counts.articles_in - writer.counts.articles)


def exit_status(scored: int, unscored: int) -> int:
    """Give the exit status of a run.

    Args:
        scored: Articles scored.
        unscored: Inputs that could not be.

    Returns:
        0 where all were scored, 1 where some were not, 3 where none was.
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
    empty = empty and not is_unfinished(job.out)
    return replace(job.output, overwrite=True) if empty else job.output


def _written(job: ScoreJob, scorer: Scorer, writer: ScoreWriter) -> Iterator[ScoredArticle | Unscored]:
    """Score and write what no earlier run has written."""
    if writer.complete:
        return
    # A cluster is reached first: Ray takes signals for itself when it connects.
    with _cluster(job), Stopping(partial(typer.echo, err=True)) as stopping:
        for item, mark in _results(job, scorer, writer):
            writer.write(item, mark)
            yield item
            if writer.between_parts:
                stopping.check()


def _cluster(job: ScoreJob) -> AbstractContextManager[None]:
    return nullcontext() if job.spread is None else cluster(job.spread)


def _results(job: ScoreJob, scorer: Scorer, writer: ScoreWriter) -> Iterator[Result]:
    """Score what comes behind the parts that are whole, here or on a cluster."""
    if job.spread is None:
        articles = MarkedArticles(job.paths, job.reading, stdin=sys.stdin.buffer, start=writer.mark)
        for item in scorer.score(articles, copies=writer.copies()):
            yield item, articles.next_mark()
        return
    gpu = not scorer.engine.name.startswith("openvino")
    load = worker_loader(scorer.checkpoint, gpu=gpu)
    places = places_behind(writer.mark, job.paths)
    spread = replace(job.spread, gpu=gpu)
    yield from score_on_cluster(places, job.reading, load, spread, writer.copies())


@contextmanager
def _kept(writer: ScoreWriter) -> Iterator[None]:
    """Say how to go on with a run that ends before its time."""
    try:
        yield
    except (KeyboardInterrupt, StoppedError) as stopped:
        status = stopped.status if isinstance(stopped, StoppedError) else INTERRUPTED
        typer.echo(harmless(f"framing: stopped; {going_on(writer)}"), err=True)
        raise typer.Exit(status) from stopped
    except (OutputError, ClusterError) as error:
        raise type(error)(f"{error}; {going_on(writer)}") from error


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


def _settings(job: ScoreJob) -> tuple[tuple[str, str | float | bool | None], ...]:
    columns = (
        (f"{field.name}_column", getattr(job.reading.columns, field.name))
        for field in fields(job.reading.columns)
        if field.name != "keep"
    )
    return (
        ("format", job.output.format),
        ("source", job.reading.source),
        ("by_folder", job.reading.by_folder),
        *columns,
        ("keep", ",".join(job.reading.columns.keep) or None),
        ("stdin_format", job.reading.stdin_format),
        ("day_first", job.reading.day_first),
        ("precision", job.precision),
    )
