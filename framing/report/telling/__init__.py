"""One event side by side: what its sources share, what only one of them says, and in which words."""

from framing.report.telling.comparing import compare_tellings
from framing.report.telling.values import (
    AlignedSentences,
    ArticleLine,
    Casting,
    CopiedArticle,
    EventComparison,
    Naming,
    Phrase,
    SharedQuote,
    Telling,
)

__all__ = [
    "AlignedSentences",
    "ArticleLine",
    "Casting",
    "CopiedArticle",
    "EventComparison",
    "Naming",
    "Phrase",
    "SharedQuote",
    "Telling",
    "compare_tellings",
]
