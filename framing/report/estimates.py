"""Turns a source's per-article sums into estimates, and the sources' estimates into differences."""

from dataclasses import dataclass

import numpy as np

from framing.report.aggregate import SourceSums
from framing.report.bootstrap import Estimate, Floats, interval, ratios, resample, source_seed, standard_error
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
        ends = [(one.value, one.low, one.high) for one in (self.estimates[k] for k in chosen)]
        # Turns None into NaN.
        values, lows, highs = np.array(ends, float).reshape(-1, 3).T
        return Compared(self.sums.source, self.sums.articles, values, self.errors[chosen], (lows, highs))


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
    errors = np.array([standard_error(found, sums.articles) for found in resampled])
    estimates = tuple(
        _estimate(sums, measure, error) for measure, error in zip(measures, errors.tolist(), strict=True)
    )
    return SourceEstimates(sums, enough, estimates, errors)


def _ratio(sums: SourceSums, measure: Measure, draws: Floats) -> Floats:
    numerator = draws[:, sums.columns.index(measure.numerator)] / measure.scale
    return ratios(numerator, draws[:, sums.columns.index(measure.denominator)])


def _counted(sums: SourceSums, measure: Measure) -> Estimate:
    numerator = sums.total(measure.numerator) / measure.scale
    return Estimate(None, None, None, numerator, sums.total(measure.denominator))


def _estimate(sums: SourceSums, measure: Measure, error: float) -> Estimate:
    counted = _counted(sums, measure)
    if not counted.denominator:
        return counted
    value = counted.numerator / counted.denominator
    low, high = interval(value, error, sums.articles) or (None, None)
    return Estimate(value, low, high, counted.numerator, counted.denominator)
