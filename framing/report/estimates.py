"""Turns a source's per-article sums into estimates, and the sources' estimates into differences."""

from dataclasses import dataclass, replace

import numpy as np

from framing.report.aggregate import SourceSums
from framing.report.bootstrap import (
    Estimate,
    Floats,
    degrees_of_freedom,
    ratios,
    resample,
    source_seed,
    standard_error,
)
from framing.report.clusters import added_by_event
from framing.report.differences import Compared, Pulls
from framing.report.measures import Measure
from framing.report.options import ReportOptions
from framing.report.uncertain import Uncertain, reach_of


@dataclass(frozen=True, slots=True, eq=False)
class SourceEstimates:
    """The estimates of one source.

    Attributes:
        sums: What they are made from.
        measures: What was estimated.
        enough: Whether enough was read to say anything but counts.
        estimates: One per measure; without a value where too little was read of what it is of.
        known: The same ratios with what their intervals are made from; NaN where too little was read.
    """

    sums: SourceSums
    measures: tuple[Measure, ...]
    enough: bool
    estimates: tuple[Estimate, ...]
    known: Uncertain

    def compared(self, chosen: list[int], articles: int) -> Compared:
        """Give what a comparison with other sources needs.

        Args:
            chosen: Positions of the measures to compare.
            articles: How many articles the sums are of.

        Returns:
            The source's estimates in those measures, and how far each event pulls them.
        """
        places = np.array(chosen, np.int64)
        known = self.known.of(places)
        return Compared(
            source=self.sums.source,
            articles=articles,
            sentences=tuple(self.estimates[k].denominator for k in chosen),
            known=known,
            pulls=_pulls(self.sums, [self.measures[k] for k in chosen], known.values),
        )


def estimate_source(
    sums: SourceSums, measures: tuple[Measure, ...], options: ReportOptions
) -> SourceEstimates:
    """Estimate every measure of a source, with intervals from resampling its articles.

    Args:
        sums: The source's per-article sums.
        measures: What to estimate.
        options: Resamples, seed, and how much is enough.

    Returns:
        The estimates; without values where the source is below the minimum.
    """
    counts = tuple(_counted(sums, measure) for measure in measures)
    enough = sums.articles >= options.min_articles and sums.total("sentences") >= options.min_sentences
    if not enough:
        unknown: Floats = np.full(len(measures), np.nan)
        return SourceEstimates(sums, measures, enough, counts, Uncertain(unknown, unknown, unknown, unknown))
    known = _known(sums, measures, counts, options)
    return SourceEstimates(sums, measures, enough, with_ends(counts, known), known)


def by_event(source: SourceEstimates, options: ReportOptions) -> SourceEstimates:
    """Estimate a source anew with its articles on one event drawn together, as comparisons need it.

    Args:
        source: Its estimates, articles drawn apart.
        options: Resamples, seed, and how much is enough: of events and lone articles as of articles.

    Returns:
        The estimates; the same where no event has two of its articles.
    """
    sums = added_by_event(source.sums)
    return source if sums is source.sums else estimate_source(sums, source.measures, options)


def _known(
    sums: SourceSums, measures: tuple[Measure, ...], counts: tuple[Estimate, ...], options: ReportOptions
) -> Uncertain:
    draws = resample(sums.sums, resamples=options.resamples, seed=source_seed(options.seed, sums.source))
    values = ratios(
        np.array([one.numerator for one in counts]), np.array([one.denominator for one in counts], float)
    )
    holding = [int((sums.column(one.denominator) > 0).sum()) for one in measures]
    told = [
        articles >= options.min_articles and one.denominator >= options.min_sentences
        for articles, one in zip(holding, counts, strict=True)
    ]
    return Uncertain(
        values=np.where(told, values, np.nan),
        errors=np.array(
            [
                standard_error(_ratio(sums, one, draws), articles)
                for one, articles in zip(measures, holding, strict=True)
            ]
        ),
        degrees=np.array(
            [degrees_of_freedom(sums.column(one.numerator), sums.column(one.denominator)) for one in measures]
        ),
        effective=np.full(len(measures), np.nan),
    )


def with_ends(counts: tuple[Estimate, ...], known: Uncertain) -> tuple[Estimate, ...]:
    """Put values and 95 % intervals to counts.

    Args:
        counts: Counts, one per measure.
        known: The ratios, and how well they are known.

    Returns:
        The estimates; without value or interval where there is none.
    """
    ends = np.stack(known.ends(reach_of(known.degrees), known.degrees), axis=1).tolist()
    return tuple(
        replace(
            one,
            value=None if np.isnan(value) else value,
            low=low if spread else None,
            high=high if spread else None,
        )
        for one, value, (low, high), spread in zip(
            counts, known.values.tolist(), ends, known.known.tolist(), strict=True
        )
    )


def _ratio(sums: SourceSums, measure: Measure, draws: Floats) -> Floats:
    return ratios(
        sums.column(measure.numerator, draws) / measure.scale, sums.column(measure.denominator, draws)
    )


def _counted(sums: SourceSums, measure: Measure) -> Estimate:
    numerator = sums.total(measure.numerator) / measure.scale
    return Estimate(None, None, None, numerator, sums.total(measure.denominator))


def _pulls(sums: SourceSums, measures: list[Measure], values: Floats) -> Pulls:
    """Give the influence of each article on each ratio, added up by event."""
    columns = [
        (sums.column(one.numerator) / one.scale - value * sums.column(one.denominator))
        / max(sums.total(one.denominator), 1)
        for one, value in zip(measures, np.nan_to_num(values).tolist(), strict=True)
    ]
    pulls = np.stack(columns, axis=1) if columns else np.empty((sums.articles, 0))
    shared = sums.events >= 0
    events, places = np.unique(sums.events[shared], return_inverse=True)
    by_event = np.zeros((len(events), len(measures)))
    np.add.at(by_event, places, pulls[shared])
    return Pulls(events, by_event, (pulls**2).sum(axis=0))
