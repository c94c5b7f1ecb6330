"""Two sources compared on the events that both tell, so that a difference in subject is no difference."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from framing.report.aggregate import SourceSums
from framing.report.clusters import chosen, of_own_events
from framing.report.differences import Difference, adjusted
from framing.report.measures import Measure
from framing.report.options import ReportOptions
from framing.report.paired import Counted, PairedDifference, paired_difference
from framing.report.student import two_sided_p
from framing.report.uncertain import reach_of

# Pairs with most shared events.
_MOST_PAIRS = 100


def compare_same_events(
    sources: Sequence[SourceSums], measures: Sequence[Measure], options: ReportOptions
) -> tuple[Difference, ...]:
    """Compare pairs of sources within each event that both tell in words of their own.

    Each source's articles on an event are added up. The estimate is the mean difference within an event
    (`framing.report.paired`), its interval Student's over the events. Articles that repeat another source's
    wording are left out. A pair needs as many events as a source needs articles for a share, and as many
    sentences on them. The 100 pairs with most shared events are compared.

    Args:
        sources: Per-article sums of the sources to compare.
        measures: What to compare.
        options: How much is enough.

    Returns:
        The differences, clearest first, adjusted over all of them.
    """
    telling = [told for source in sources if len((told := of_own_events(source)).events)]
    shared = [
        (len(np.intersect1d(one.events, other.events, assume_unique=True)), k, m)
        for (k, one), (m, other) in combinations(enumerate(telling), 2)
    ]
    most = sorted((-n, k, m) for n, k, m in shared if n >= options.min_articles)[:_MOST_PAIRS]
    pairs = (_on_both(telling[k], telling[m]) for _, k, m in most)
    return adjusted([one for pair in pairs for one in _compare(pair, measures, options)])


def _on_both(first: SourceSums, second: SourceSums) -> tuple[SourceSums, SourceSums]:
    _, mine, theirs = np.intersect1d(first.events, second.events, assume_unique=True, return_indices=True)
    return chosen(first, mine), chosen(second, theirs)


def _compare(
    pair: tuple[SourceSums, SourceSums], measures: Sequence[Measure], options: ReportOptions
) -> Iterator[Difference]:
    for measure in measures:
        first, second = (_counted(source, measure) for source in pair)
        both = (first.sentences > 0) & (second.sentences > 0)
        one, other = (Counted(of.counted[both], of.sentences[both]) for of in (first, second))
        sentences = int(one.sentences.sum()), int(other.sentences.sum())
        if both.sum() < options.min_articles or min(sentences) < options.min_sentences:
            continue
        found = paired_difference(one, other)
        if found is not None:
            yield _difference(found, measure.name, pair, sentences)


def _counted(source: SourceSums, measure: Measure) -> Counted:
    return Counted(source.column(measure.numerator) / measure.scale, source.column(measure.denominator))


def _difference(
    found: PairedDifference,
    measure: str,
    pair: tuple[SourceSums, SourceSums],
    sentences: tuple[int, int],
) -> Difference:
    reach = reach_of(np.array([found.degrees])).item() * found.error
    p = two_sided_p(found.value / found.error, found.degrees).item()
    events = pair[0].articles
    return Difference(
        measure=measure,
        first=pair[0].source,
        second=pair[1].source,
        articles=(events, events),
        sentences=sentences,
        value=found.value,
        low=max(found.value - reach, -1.0),
        high=min(found.value + reach, 1.0),
        shared=events,
        p=p,
        p_adjusted=p,
    )
