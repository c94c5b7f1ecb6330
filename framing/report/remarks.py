"""What the page has to say about its own figures: contradicted, or resting on little."""

from dataclasses import dataclass

from framing.report.bootstrap import Estimate
from framing.report.correction import FEWEST_LABELLED
from framing.report.summary import Report, SourceSummary


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why a label's measured false alarms cannot hold in these articles.

    Attributes:
        label: Name of the label.
        negatives: Labelled sentences without the label that the false alarms were measured on.
        false_alarms: Share of them that were given it.
        source: The source whose share surely lies below that.
        share: Its share of sentences with the label; of loaded ones, among those with words of its own.
    """

    label: str
    negatives: int
    false_alarms: float
    source: str
    share: Estimate


def contradictions(report: Report) -> tuple[Contradiction, ...]:
    """Give the reason for each label whose corrected shares are not to be trusted.

    Args:
        report: A compiled report.

    Returns:
        One for each such label, in the report's order.
    """
    labels = [one.label for one in report.labels if one.correction == "contradicted"]
    return tuple(found for label in labels if (found := _contradiction(report, label)))


def interval_only(report: Report) -> tuple[str, ...]:
    """Name the labels whose errors were measured on so few examples that no corrected share is given.

    Args:
        report: A compiled report.

    Returns:
        The labels that are corrected by an interval alone, in the report's order.
    """
    return tuple(
        one.label
        for one in report.labels
        if one.correction in ("given", "contradicted")
        and min(one.positives or 0, one.negatives or 0) < FEWEST_LABELLED
    )


def _contradiction(report: Report, label: str) -> Contradiction | None:
    quality = report.run.quality_of(label)
    shares = [(share, source.source) for source in report.sources if (share := _share(source, label))]
    known = [(share.high, source, share) for share, source in shares if share.high is not None]
    if quality is None or quality.negatives is None or quality.false_alarms is None or not known:
        return None
    _, source, share = min(known, key=lambda one: one[:2])
    return Contradiction(label, quality.negatives, quality.false_alarms, source, share)


def _share(source: SourceSummary, label: str) -> Estimate | None:
    if label == "loaded":
        return source.own_rate
    return next((frame.share for frame in source.frames if frame.name == label), None)
