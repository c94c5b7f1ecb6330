"""Turns a source's per-article sums into estimates, and the sources' estimates into differences."""

from dataclasses import dataclass

import numpy as np

from framing.report.aggregate import SourceSums
from framing.report.bootstrap import Estimate, Floats, interval, ratios, resample, source_seed, standard_error
from framing.report.differences import Compared, Pulls
from framing.report.measures import Measure
from framing.report.options import ReportOptions


@dataclass(frozen=True, slots=True, eq=False)
class SourceEstimates:
    """The estimates of one source. Shape of each array: ``(n_measures,)``.

    Attributes:
        sums: What they are made from.
        measures: What was estimated.
        enough: Whether enough was read to say anything but counts.
        estimates: One per measure.
        errors: Bootstrap standard errors, NaN where too little was read.
        effective: Independent sentences that the source's are worth, where none or all were counted and
            the articles cannot tell; NaN elsewhere. See `framing.report.extremes`.
    """

    sums: SourceSums
    measures: tuple[Measure, ...]
    enough: bool
    estimates: tuple[Estimate, ...]
    errors: Floats
    effective: Floats

    def compared(self, chosen: list[int]) -> Compared:
        """Give what a comparison with other sources needs.

        Args:
            chosen: Positions of the measures to compare.

        Returns:
            The source's estimates in those measures, and how far each event pulls them.
        """
        ends = [(one.value, one.low, one.high) for one in (self.estimates[k] for k in chosen)]
        # Turns None into NaN.
        values, lows, highs = np.array(ends, float).reshape(-1, 3).T
        logits, logit_errors = _log_odds(values, self.errors[chosen], self.effective[chosen])
        return Compared(
            source=self.sums.source,
            units=self.sums.articles,
            values=values,
            ends=(lows, highs),
            logits=logits,
            logit_errors=logit_errors,
            pulls=_pulls(self.sums, [self.measures[k] for k in chosen], values),
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
    undefined: Floats = np.full(len(measures), np.nan)
    enough = sums.articles >= options.min_articles and sums.total("sentences") >= options.min_sentences
    if not enough:
        counts = tuple(_counted(sums, measure) for measure in measures)
        return SourceEstimates(sums, measures, enough, counts, undefined, undefined)
    seed = source_seed(options.seed, sums.source)
    draws = resample(sums.sums, resamples=options.resamples, seed=seed)
    resampled = [_ratio(sums, measure, draws) for measure in measures]
    errors = np.array([standard_error(found, sums.articles) for found in resampled])
    estimates = tuple(
        _estimate(sums, measure, error) for measure, error in zip(measures, errors.tolist(), strict=True)
    )
    return SourceEstimates(sums, measures, enough, estimates, errors, undefined)


def _ratio(sums: SourceSums, measure: Measure, draws: Floats) -> Floats:
    return ratios(
        sums.column(measure.numerator, draws) / measure.scale, sums.column(measure.denominator, draws)
    )


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


def _log_odds(values: Floats, errors: Floats, effective: Floats) -> tuple[Floats, Floats]:
    """Give log-odds and their standard errors.

    Where none or all of ``effective`` independent sentences were counted, half a sentence is added on
    either side (Haldane 1956, Anscombe 1956).
    """
    extreme = np.isfinite(effective)
    counted = values * effective
    value = np.where(extreme, (counted + 0.5) / (effective + 1), values)
    with np.errstate(divide="ignore", invalid="ignore"):
        logits = np.log(value / (1 - value))
        inner = errors / (values * (1 - values))
        outer = np.sqrt(1 / (counted + 0.5) + 1 / (effective - counted + 0.5))
    return logits, np.where(extreme, outer, inner)


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
