"""Turns a source's per-article sums into estimates, and the sources' estimates into differences."""

from dataclasses import dataclass

import numpy as np

from framing.report.aggregate import SourceSums
from framing.report.bootstrap import Estimate, Floats, interval, ratios, resample, source_seed
from framing.report.differences import Compared
from framing.report.measures import Measure
from framing.report.options import ReportOptions


@dataclass(frozen=True, slots=True, eq=False)
class SourceEstimates:
    """The estimates of one source.

    Attributes:
        sums: What they are made from.
        enough: Whether enough was read to say anything but counts.
        estimates: One per measure.
        errors: Bootstrap standard errors, NaN where too little was read. Shape: ``(n_measures,)``.
    """

    sums: SourceSums
    enough: bool
    estimates: tuple[Estimate, ...]
    errors: Floats

    def compared(self, chosen: list[int]) -> Compared:
        """Give what a comparison with other sources needs.

        Args:
            chosen: Positions of the measures to compare.

        Returns:
            The source's values and standard errors in those measures.
        """
        values = [self.estimates[k].value for k in chosen]
        known = np.array([np.nan if value is None else value for value in values], float)
        return Compared(self.sums.source, self.sums.articles, known, self.errors[chosen])


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
    enough = sums.articles >= options.min_articles and sums.total("sentences") >= options.min_sentences
    if not enough:
        counts = tuple(_counted(sums, measure) for measure in measures)
        return SourceEstimates(sums, enough, counts, np.full(len(measures), np.nan))
    seed = source_seed(options.seed, sums.source)
    draws = resample(sums.sums, resamples=options.resamples, seed=seed)
    resampled = [_ratio(sums, measure, draws) for measure in measures]
    estimates = tuple(
        _estimate(sums, measure, found) for measure, found in zip(measures, resampled, strict=True)
    )
    # The bootstrap divides by n where an unbiased variance divides by n - 1.
    widen = np.sqrt(sums.articles / (sums.articles - 1))
    errors = np.array([_spread(found) for found in resampled]) * widen
    return SourceEstimates(sums, enough, estimates, errors)


def _ratio(sums: SourceSums, measure: Measure, draws: Floats) -> Floats:
    numerator = draws[:, sums.columns.index(measure.numerator)] / measure.scale
    return ratios(numerator, draws[:, sums.columns.index(measure.denominator)])


def _spread(resampled: Floats) -> float:
    seen = resampled[~np.isnan(resampled)]
    return float(seen.std()) if len(seen) else float("nan")


def _counted(sums: SourceSums, measure: Measure) -> Estimate:
    numerator = sums.total(measure.numerator) / measure.scale
    return Estimate(None, None, None, numerator, sums.total(measure.denominator))


def _estimate(sums: SourceSums, measure: Measure, resampled: Floats) -> Estimate:
    counted = _counted(sums, measure)
    if not counted.denominator:
        return counted
    low, high = interval(resampled, sums.articles) or (None, None)
    value = counted.numerator / counted.denominator
    return Estimate(value, low, high, counted.numerator, counted.denominator)
