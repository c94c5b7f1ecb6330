"""Which sources are shown where not all can be."""

from collections.abc import Sequence

from framing.report.summary import SourceSummary


def most_read(sources: Sequence[SourceSummary], most: int) -> tuple[SourceSummary, ...]:
    """Choose the sources with most articles.

    Chosen by their shares, they would be those that chance has lifted most.

    Args:
        sources: Sources, in any order.
        most: How many to choose.

    Returns:
        The chosen ones in the order of ``sources``; of as many articles, those first by name are chosen.
    """
    largest = sorted(sources, key=lambda source: (-source.articles, source.source))
    names = {source.source for source in largest[:most]}
    return tuple(source for source in sources if source.source in names)
