"""Articles to the score table, streaming."""

from framing.scoring.group import ScoredArticle
from framing.scoring.marks import Mark, MarkedArticles
from framing.scoring.output import UNFINISHED, OutputOptions, ScoreWriter, is_unfinished
from framing.scoring.publish import Format
from framing.scoring.run_file import Counts, RunInfo, decisions
from framing.scoring.scorer import Scorer
from framing.scoring.tally import SourceTally, Tally

__all__ = [
    "UNFINISHED",
    "Counts",
    "Format",
    "Mark",
    "MarkedArticles",
    "OutputOptions",
    "RunInfo",
    "ScoreWriter",
    "ScoredArticle",
    "Scorer",
    "SourceTally",
    "Tally",
    "decisions",
    "is_unfinished",
]
