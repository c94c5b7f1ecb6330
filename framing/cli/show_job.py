"""Carries out ``framing score`` without OUT: articles onto the terminal, or rows for a pipe."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import typer
from rich.console import Console

from framing import load_scorer
from framing.cli.faults import described
from framing.cli.score_job import exit_status
from framing.cli.score_precision import check_precision
from framing.cli.terminal import harmless
from framing.cli.terminal_article import STANDARD_INPUT, ArticleView
from framing.errors import UsageError
from framing.labels import ROLE_NAMES
from framing.reading import ReadOptions, read_articles
from framing.reading.language import load_ahead
from framing.scores import SentenceScore
from framing.scoring import ScoredArticle, Scorer
from framing.text import Unscored

STDIN = "-"


@dataclass(frozen=True, slots=True)
class ShowJob:
    """What ``framing score`` was asked to show.

    Attributes:
        paths: As given: without rows for a pipe, a single file or ``-`` for standard input.
        reading: How articles are read.
        model: Checkpoint directory; ``None`` for the one that ships with the package.
        device: ``auto``, ``cpu`` or ``cuda``.
        precision: Precision whose thresholds are used; ``None`` for the best F1.
        as_json: Write rows of the score table as JSON lines.
    """

    paths: tuple[str, ...]
    reading: ReadOptions
    model: Path | None = None
    device: str = "auto"
    precision: float | None = None
    as_json: bool = False


def show(job: ShowJob) -> int:
    """Score articles and show them on standard output.

    Args:
        job: What to do.

    Returns:
        The exit status: 0, 1 or 3.

    Raises:
        UsageError: More than a single file is to be shown, or loaded sentences cannot keep the precision.
        CheckpointError: The checkpoint cannot be used.
    """
    if not job.as_json:
        _refuse_many(job.paths)
    load_ahead()
    scorer = load_scorer(job.model, device=job.device, precision=job.precision)
    check_precision(scorer.checkpoint, job.precision)
    write = _write_rows if job.as_json else _drawing(scorer)
    scored = unscored = 0
    for item in _results(job, scorer):
        if isinstance(item, Unscored):
            unscored += 1
            typer.echo(harmless(f"framing: not scored: {described(item)}"), err=True)
        else:
            scored += 1
            write(item)
    return exit_status(scored, unscored)


def _results(job: ShowJob, scorer: Scorer) -> Iterator[ScoredArticle | Unscored]:
    # Nothing is compared here, so an article need not have a source: it bears its file's name.
    names = [path for path in job.paths if path != STDIN]
    fallback = Path(names[0]).name if len(job.paths) == len(names) == 1 else STANDARD_INPUT
    reading = replace(job.reading, fallback_source=fallback)
    return scorer.score(read_articles(job.paths, reading, stdin=sys.stdin.buffer))


def _refuse_many(paths: tuple[str, ...]) -> None:
    alone = paths[0] if len(paths) == 1 else ""
    if alone == STDIN or (alone and Path(alone).is_file()):
        return
    if alone and not Path(alone).exists() and not set("*?[") & set(alone):
        raise UsageError(f"{alone}: there is no such file")
    raise UsageError("name a directory for the results with -o OUT; without one, a single file is shown")


def _write_rows(item: ScoredArticle) -> None:
    for score in item.sentences:
        typer.echo(json.dumps(_row(score), ensure_ascii=False))


def _row(score: SentenceScore) -> dict[str, object]:
    published = score.published.isoformat() if score.published else None
    return {**asdict(score), "published": published}


def _drawing(scorer: Scorer) -> Callable[[ScoredArticle], None]:
    console = Console(highlight=False)
    checkpoint = scorer.checkpoint
    decided = zip(checkpoint.sentence_labels, checkpoint.sentence_decisions, strict=True)
    thresholds = {name: decision.threshold for name, decision in decided}
    roles = any(label in ROLE_NAMES for label in checkpoint.word_labels)
    words = "loaded" in checkpoint.word_labels
    view = ArticleView(thresholds, styled=console.is_terminal, roles=roles, words=words)
    if not console.is_terminal:
        # A file has no width: a paragraph stays one line.
        return lambda item: typer.echo(view.draw(item).plain)
    return lambda item: console.print(view.draw(item))
