"""Reports of checkpoints that lack some of the labels: scored by a fake network, written, compiled."""

from dataclasses import dataclass, replace
from pathlib import Path

from framing.report import ReportFiles, write_report
from framing.scoring import OutputOptions, RunInfo, Scorer, ScoreWriter
from framing.text import Article
from tests.report.conftest import OPTIONS
from tests.report.corpus import draw_articles
from tests.report.telling.tellings import POST, TIDE, telling
from tests.scoring.fakes import scorer_of

# What the fake network knows: a loaded word, a villain, a victim, two frames, and a quotation.
_HEATED = "The brutal bandits closed the port."
_QUOTED = "We said “the vicious bandits” to the families."
_PLAIN = "The court spoke of jobs."


@dataclass(frozen=True)
class Labels:
    """Which labels of the fake network a checkpoint has."""

    sentence: slice
    words: slice


LOADED_ONLY = Labels(slice(0, 1), slice(0, 0))
WITH_FRAMES = Labels(slice(0, 3), slice(0, 1))
WITH_ROLES = Labels(slice(0, 1), slice(0, 4))
ONE_OF_EACH = Labels(slice(0, 2), slice(0, 2))


def two_sources() -> list[Article]:
    """Give two sources that were read enough, and an event that both tell."""
    drawn = [*draw_articles("Post", 9, loaded=0.2), *draw_articles("Tide", 9, loaded=0.4)]
    made = []
    for number, one in enumerate(drawn):
        heated = [_HEATED] * (1 + number % 3) if one.source == "Tide" else [_HEATED] * (number % 2)
        lines = [*(sentence.text for sentence in one.sentences), *heated, _QUOTED, _PLAIN]
        made.append(_article(one.source, one.id, lines))
    for told in (telling("Post", POST), telling("Tide", TIDE)):
        made.append(_article(told.source, told.id, [sentence.text for sentence in told.sentences]))
    return made


def _article(source: str, name: str, lines: list[str]) -> Article:
    return Article(id=name, source=source, text=" ".join(lines), language="en")


def write_scores(out: Path, scorer: Scorer) -> Path:
    """Write the score table of the two sources."""
    with ScoreWriter(out, RunInfo(scorer.checkpoint, scorer.engine.name), OutputOptions()) as writer:
        for item in scorer.score(two_sources()):
            writer.write(item)
    return out


def report_of(folder: Path, labels: Labels) -> ReportFiles:
    """Score with a checkpoint of these labels and write the report in every format."""
    scorer = scorer_of(folder, sentence=labels.sentence, words=labels.words)
    out = write_scores(folder / "out", scorer)
    return write_report(out, replace(OPTIONS, formats=("html", "json", "csv", "md"), charts=("svg",)))
