"""Articles into sentences with exact places, and which of their words are quoted."""

from framing.segmenting.boundaries import sentence_spans
from framing.segmenting.quotations import quoted_spans
from framing.segmenting.sentences import quoted_share, segment

__all__ = ["quoted_share", "quoted_spans", "segment", "sentence_spans"]
