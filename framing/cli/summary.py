"""What a run says when it has ended: the sources in a small table, and where to go on."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from framing.cli.progress import duration
from framing.cli.terminal import harmless
from framing.scores import ERRORS_FILE
from framing.scoring import Counts, ScoreWriter, SourceTally

MOST_ROWS = 25
WIDTH_OF_FILES = 120
TOO_FEW = "too few"


def print_summary(writer: ScoreWriter, sources: Sequence[SourceTally], seconds: float) -> None:
    """Print what came out of a run.

    Args:
        writer: Wrote the results; gives the counts and the places.
        sources: What was scored, by source.
        seconds: How long it took.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        # A file has no width; without one, Rich would fold at 80 columns.
        console.width = WIDTH_OF_FILES
    if sources:
        console.print(_table(sources))
    for line in _lines(writer, len(sources), seconds):
        # Text, not markup: paths may hold square brackets. Soft wrap: a path must stay one word.
        console.print(Text(line), soft_wrap=True)


def _table(sources: Sequence[SourceTally]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Source", overflow="fold")
    for heading in ("Articles", "Sentences", "Loaded, own words", "Loaded, quotes only"):
        table.add_column(heading, justify="right")
    largest = sorted(sources, key=lambda tally: (-tally.sentences, tally.source))[:MOST_ROWS]
    for tally in sorted(largest, key=lambda tally: tally.source):
        table.add_row(
            Text(harmless(tally.source)),
            f"{tally.articles:,}",
            f"{tally.sentences:,}",
            _percent(tally.own_share),
            _percent(tally.quoted_share),
        )
    return table


def _percent(share: float | None) -> str:
    return TOO_FEW if share is None else f"{share:.1%}"


def _lines(writer: ScoreWriter, n_sources: int, seconds: float) -> list[str]:
    counts, out = writer.counts, writer.scores_file.parent
    lines = [] if n_sources <= MOST_ROWS else [f"and {n_sources - MOST_ROWS:,} smaller sources"]
    lines += ["", _outcome(counts, seconds)]
    if counts.errors:
        reasons = ", ".join(f"{reason} {number:,}" for reason, number in counts.errors)
        lines.append(f"Not scored: {reasons} (see {out / ERRORS_FILE})")
    lines.append(f"Score table: {writer.scores_file}")
    # The report does not read CSV.
    if counts.articles and writer.scores_file.suffix != ".csv":
        lines.append(f"Next: framing report {out}")
    return [harmless(line) for line in lines]


def _outcome(counts: Counts, seconds: float) -> str:
    scored = f"Scored {counts.articles:,} of {counts.articles_in:,} inputs"
    return f"{scored}: {counts.sentences:,} sentences in {duration(seconds)}."
