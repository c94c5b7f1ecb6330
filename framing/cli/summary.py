"""What a run says when it has ended: the sources in a small table, and where to go on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from framing.cli.faults import Faults
from framing.cli.mixed_folders import MixedFolders
from framing.cli.progress import duration
from framing.cli.terminal import harmless, numbered
from framing.scores import ERRORS_FILE
from framing.scoring import Counts, ScoredArticle, ScoreWriter, SourceTally, Tally
from framing.text import Unscored

MOST_ROWS = 25
WIDTH_OF_FILES = 120
TOO_FEW = "too few"
STDIN = "-"


@dataclass(slots=True)
class Outcome:
    """What a run came to, counted while it streams.

    Attributes:
        threshold: Probability from which a sentence is loaded, in [0, 1]; ``None`` where the checkpoint
            does not tell.
        faults: What could not be scored.
        dated: Articles with a day of publication.
        folders: Where articles lie, against what their sources are called.
        tally: Counts by source.
    """

    threshold: InitVar[float | None]
    faults: Faults = field(default_factory=Faults)
    dated: int = 0
    folders: MixedFolders = field(default_factory=MixedFolders)
    tally: Tally = field(init=False)

    def __post_init__(self, threshold: float | None) -> None:
        self.tally = Tally(threshold)

    def add(self, item: ScoredArticle | Unscored) -> None:
        """Count one result.

        Args:
            item: A scored article or an input that could not be scored.
        """
        self.tally.add(item)
        if isinstance(item, Unscored):
            self.faults.add(item)
        else:
            self.dated += item.article.published is not None
            self.folders.add(item.article)


def print_summary(writer: ScoreWriter, outcome: Outcome, seconds: float, paths: Sequence[str]) -> None:
    """Print what came out of a run.

    Args:
        writer: Wrote the results; gives the counts and the places.
        outcome: What was scored and what was not.
        seconds: How long it took.
        paths: What was read, as given by the user.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        # A file has no width; without one, Rich would fold at 80 columns.
        console.width = WIDTH_OF_FILES
    sources = outcome.tally.sources
    if sources:
        console.print(_table(sources))
    more = len(sources) - MOST_ROWS
    lines = [f"and {numbered(more, 'smaller source')}"] if more > 0 else []
    lines += ["", *_counted(writer.counts, outcome, seconds), *_named_after_folders(sources, paths)]
    lines += [mixed] if (mixed := outcome.folders.line()) else []
    _print(console, (*lines, *_unscored(writer, outcome), *_places(writer)))


def print_put_in_place(writer: ScoreWriter) -> None:
    """Print what came out of a run that only put in place what one broken off had scored.

    Args:
        writer: Put it in place.
    """
    scored = f"{_scored(writer.counts)}, all by the run that was broken off."
    _print(Console(highlight=False), (scored, *_not_scored(writer), *_places(writer)))


def _print(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        # Text, not markup: paths may hold square brackets. Soft wrap: a path must stay one word.
        console.print(Text(harmless(line)), soft_wrap=True)


def _table(sources: Sequence[SourceTally]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Source", overflow="fold")
    told = all(tally.told for tally in sources)
    for heading in ("Articles", "Sentences", *(("Loaded, own words", "Loaded, quotes only") if told else ())):
        table.add_column(heading, justify="right")
    largest = sorted(sources, key=lambda tally: (-tally.sentences, tally.source))[:MOST_ROWS]
    for tally in sorted(largest, key=lambda tally: tally.source):
        table.add_row(
            Text(harmless(tally.source)),
            f"{tally.articles:,}",
            f"{tally.sentences:,}",
            *((_percent(tally.own_share), _percent(tally.quoted_share)) if told else ()),
        )
    return table


def _percent(share: float | None) -> str:
    return TOO_FEW if share is None else f"{share:.1%}"


def _counted(counts: Counts, outcome: Outcome, seconds: float) -> Iterator[str]:
    yield f"{_scored(counts)} in {duration(seconds)}."
    if 0 <= outcome.dated < counts.articles:
        have = "has" if outcome.dated == 1 else "have"
        yield f"{outcome.dated:,} of {numbered(counts.articles, 'article')} {have} a day of publication."


def _scored(counts: Counts) -> str:
    articles = f"{counts.articles:,} of {numbered(counts.articles_in, 'input')}"
    return f"Scored {articles}: {numbered(counts.sentences, 'sentence')}"


def _named_after_folders(sources: Sequence[SourceTally], paths: Sequence[str]) -> Iterator[str]:
    names = {tally.source for tally in sources}
    for path in paths:
        folder = Path(path)
        if path != STDIN and folder.is_dir() and folder.resolve().name in names:
            name = folder.resolve().name
            yield f"The source is called {name} after its folder; --source NAME gives it another name."


def _unscored(writer: ScoreWriter, outcome: Outcome) -> Iterator[str]:
    yield from _not_scored(writer)
    yield from outcome.faults.lines()


def _not_scored(writer: ScoreWriter) -> Iterator[str]:
    total = writer.counts.articles_in - writer.counts.articles
    if total:
        file = writer.scores_file.parent / ERRORS_FILE
        yield f"Not scored: {numbered(total, 'input')} (each is in {file})"


def _places(writer: ScoreWriter) -> Iterator[str]:
    if not writer.counts.articles:
        return
    yield f"Score table: {writer.scores_file}"
    # The report does not read CSV.
    if writer.scores_file.suffix != ".csv":
        yield f"Next: framing report {writer.scores_file.parent}"


def already_complete(out: Path, counts: Mapping[str, Any]) -> str:
    """Say that there is nothing to do.

    Args:
        out: The output.
        counts: What its ``run.json`` counts.

    Returns:
        A line for a person.
    """
    there = f"{numbered(counts['articles'], 'article')} and {numbered(counts['sentences'], 'sentence')}"
    return f"{harmless(str(out))} is already complete: {there}. --overwrite scores them anew."


def going_on(writer: ScoreWriter) -> str:
    """Say what is kept of a run that was broken off, and how to go on.

    Args:
        writer: Its writer.

    Returns:
        The end of a sentence that says why the run ended.
    """
    if not writer.kept.articles_in:
        return "nothing is kept, so the same command begins anew"
    kept = f"{numbered(writer.kept.articles_in, 'input')} and {numbered(writer.kept.sentences, 'sentence')}"
    return f"{kept} are kept, and the same command goes on behind them"
