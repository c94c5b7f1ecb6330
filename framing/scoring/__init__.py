"""Articles to the score table, streaming."""

from framing.scoring.group import ScoredArticle
from framing.scoring.output import Format, OutputOptions, ScoreWriter
from framing.scoring.run_file import Counts, RunInfo, decisions
from framing.scoring.scorer import Scorer
from framing.scoring.tally import SourceTally, Tally

__all__ = [
    "Counts",
    "Format",
    "OutputOptions",
    "RunInfo",
    "ScoreWriter",
    "ScoredArticle",
    "Scorer",
    "SourceTally",
    "Tally",
    "decisions",
]
