"""How far a training run has come: a bar on a terminal, a line every so often elsewhere."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from framing.cli.progress import duration
from framing.cli.terminal import harmless
from framing.training import Check, Inspected, Kept, Stage, Step

SECONDS_BETWEEN_LINES = 20.0

Report = TypeVar("Report")


def follow(reports: Iterable[Report], console: Console | None = None) -> Iterator[Report]:
    """Show what a run reports, and pass it on.

    Args:
        reports: The run.
        console: Where to show it; ``None`` for standard error.

    Yields:
        The reports.
    """
    console = console or Console(stderr=True)
    with _stepper(console) as stepper:
        for report in reports:
            if isinstance(report, Step):
                stepper(report)
            else:
                for line in _lines(report):
                    console.print(harmless(line), markup=False, highlight=False, soft_wrap=True)
            yield report


def _lines(report: object) -> Iterator[str]:
    if isinstance(report, Stage):
        yield f"{report.title} ..."
    elif isinstance(report, Inspected):
        for finding in report.findings:
            shown = f", for instance {finding.example!r}" if finding.example else ""
            yield f"  {'!' if finding.warning else ' '} {finding.data_set}: {finding.text}{shown}"
    elif isinstance(report, Kept):
        yield f"  {_kept(report)}"
    elif isinstance(report, Check):
        score = _ranking(report)
        flat = f"; says the same of everything: {', '.join(report.flat)}" if report.flat else ""
        yield f"  step {report.step}, inner split: loss {report.loss:.3f}{score}{flat}"


def _ranking(check: Check) -> str:
    return "" if check.score is None else f", ranking (mean AUC) {check.score:.3f}"


def _kept(report: Kept) -> str:
    """Say which weights are kept, and plainly where nothing that was learned made them better."""
    if report.check is None:
        return f"kept: the weights of the last step, {report.step}"
    best = f"loss {report.check.loss:.3f}{_ranking(report.check)}"
    if not report.step:
        return (
            f"kept: what the run began with, since none of {report.steps} steps did better on the inner "
            f"split ({best}); thresholds and probabilities are still fitted to these data"
        )
    return f"kept: step {report.step} of {report.steps}, the best on the inner split ({best})"


@contextmanager
def _stepper(console: Console) -> Iterator[Callable[[Step], None]]:
    if not console.is_terminal:
        yield _Lines(console).show
        return
    columns = (BarColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("learning", total=None, visible=False)
        clock = _Clock()

        def show(step: Step) -> None:
            text = clock.describe(step)
            bar.update(task, total=step.steps, completed=step.number, description=text, visible=True)
            if step.number == step.steps:
                bar.update(task, visible=False)

        yield show


class _Clock:
    """Knows how long the steps of this process took; a resumed run began elsewhere."""

    def __init__(self) -> None:
        self._begun: float | None = None
        self._first = 0

    def describe(self, step: Step) -> str:
        """Say in one line how far the run has come."""
        now = time.monotonic()
        if self._begun is None:
            self._begun, self._first = now, step.number
        text = f"step {step.number}/{step.steps}, loss {step.loss:.3f}"
        done = step.number - self._first
        if not done:
            return text
        left = (now - self._begun) / done * (step.steps - step.number)
        return f"{text}, at most {duration(left)} left"


class _Lines:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._clock = _Clock()
        self._shown = time.monotonic()

    def show(self, step: Step) -> None:
        text = self._clock.describe(step)
        if time.monotonic() - self._shown >= SECONDS_BETWEEN_LINES or step.number == step.steps:
            self._shown = time.monotonic()
            self._console.print(f"  {text}", markup=False, highlight=False, soft_wrap=True)
