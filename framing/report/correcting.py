"""What the model's measured errors mean for the report's shares, label by label and source by source."""

from collections.abc import Sequence
from dataclasses import replace

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
from framing.report.roles import counted_from
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
    places = {
        measure.label: _asked(measures, place) for place, measure in enumerate(measures) if measure.label
    }
    found = []
    for label, threshold in table.run.thresholds:
        correction: Correction = "undecided" if label in table.run.undecided else "unknown"
        if label in places:
            shares = [source.estimates[places[label]] for source in estimates]
            correction = correction_for(shares, table.run.rates_of(label))
        quality = table.run.quality_of(label) or LabelQuality(label, None, None, None, None, None, ())
        used_from = counted_from(threshold) if label in table.roles else threshold
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
        One per measure; ``None`` where there are no error rates, they tell nothing, there is no interval, or
        they do not hold for this source.
    """
    usable = {one.label for one in labels if one.correction in ("given", "contradicted")}
    return tuple(
        _corrected(table, source, place) if measure.label in usable else None
        for place, measure in enumerate(source.measures)
    )


def _asked(measures: Sequence[Measure], place: int) -> int:
    """Give the place of the same share among the sentences that the model was asked about.

    Where every word is quoted, a source has no words of its own, and no model is asked whether they are
    loaded: such sentences cannot raise a false alarm, and must not be corrected for any.
    """
    if measures[place].name != "own_share":
        return place
    return next(k for k, measure in enumerate(measures) if measure.name == "own_rate")


def _corrected(table: ScoreTable, source: SourceEstimates, place: int) -> Corrected | None:
    rates = table.run.rates_of(source.measures[place].label or "")
    asked = _asked(source.measures, place)
    if rates is None or not source.known.known[asked]:
        return None
    drawn = source.known.draw(asked, np.random.default_rng(0), DRAWS)
    found = correct(float(source.known.values[asked]), drawn, rates)
    part = source.estimates[asked].denominator / source.estimates[place].denominator
    if found is None or part == 1:
        return found
    value = None if found.value is None else found.value * part
    return replace(found, value=value, low=found.low * part, high=found.high * part)
