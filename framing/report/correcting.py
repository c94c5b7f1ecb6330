"""What the model's measured errors mean for the report's shares, label by label and source by source."""

from collections.abc import Sequence

import numpy as np

from framing.report.correction import (
    DRAWS,
    Corrected,
    Correction,
    LabelErrors,
    correct,
    correction_for,
    label_errors,
)
from framing.report.estimates import SourceEstimates
from framing.report.measures import Measure
from framing.report.quality import LabelQuality
from framing.report.roles import CLEAR
from framing.report.table import ScoreTable


def errors_of_labels(
    table: ScoreTable, estimates: Sequence[SourceEstimates], measures: Sequence[Measure]
) -> tuple[LabelErrors, ...]:
    """Tell how often the model errs with each label, and whether its shares are corrected.

    Args:
        table: An open score table.
        estimates: Figures of its sources.
        measures: What was estimated.

    Returns:
        One per label with a threshold, in the checkpoint's order.
    """
    places = {measure.label: place for place, measure in enumerate(measures) if measure.label}
    found = []
    for label, threshold in table.run.thresholds:
        correction: Correction = "unknown"
        if label in places:
            shares = [source.estimates[places[label]] for source in estimates if source.enough]
            correction = correction_for(shares, table.run.rates_of(label))
        quality = table.run.quality_of(label) or LabelQuality(label, None, None, None, None, None, ())
        used_from = max(threshold, CLEAR) if label in table.roles else threshold
        found.append(label_errors(quality, threshold, used_from, correction))
    return tuple(found)


def corrected_shares(
    table: ScoreTable, source: SourceEstimates, labels: Sequence[LabelErrors]
) -> tuple[Corrected | None, ...]:
    """Correct a source's shares for the errors measured at the thresholds that were used.

    Args:
        table: The score table.
        source: Its figures.
        labels: How often the model errs.

    Returns:
        One per measure; ``None`` where there are no error rates, they tell nothing, or there is no interval.
    """
    usable = {one.label for one in labels if one.correction in ("given", "contradicted")}
    return tuple(
        _corrected(table, source, place) if measure.label in usable and source.known.known[place] else None
        for place, measure in enumerate(source.measures)
    )


def _corrected(table: ScoreTable, source: SourceEstimates, place: int) -> Corrected | None:
    rates = table.run.rates_of(source.measures[place].label or "")
    if rates is None:
        return None
    drawn = source.known.draw(place, np.random.default_rng(0), DRAWS)
    return correct(float(source.known.values[place]), drawn, rates)
