"""Shares corrected for the model's false alarms and misses (Rogan & Gladen 1978)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from framing.report.bootstrap import Estimate, Floats
from framing.report.quality import ErrorRates, LabelQuality, QualityPoint

Correction = Literal["given", "unknown", "undecided", "uninformative", "contradicted"]
"""Whether shares are corrected: the checkpoint may not tell its errors, the label may not be decided, it may
err too often for it, or the articles may contradict the rates, so that the corrected shares are not to be
trusted."""

FEWEST_LABELLED = 50
"""Labelled sentences with the label, and as many without it, from which error rates give a corrected share.
From fewer they give its interval alone: a single figure is then far off too often."""

DRAWS = 10_000
"""Draws that the interval of a corrected share is made from."""

# A test hardly better than chance cannot be corrected for: the interval would be all of [0, 1].
_LEAST_INFORMATIVE = 0.1

# Of the draws: fewer are the tail of what is not there.
_FEWEST_POSSIBLE = 0.025

_TAILS = (0.025, 0.975)

# Farther off, precision and recall are others.
_NEAR = 0.1


@dataclass(frozen=True, slots=True)
class Corrected:
    """A share as it would be without the model's errors, if these are as they were measured.

    Attributes:
        value: The share, in [0, 1]; ``None`` where the error rates come from so few examples that only the
            interval says something.
        low: Lower end of the 95 % interval: articles, and what is not known of the error rates.
        high: Upper end.
        cut_off: Whether the formula gave less than 0 or more than 1: then the rates do not hold here, or
            there is hardly any.
        positives: Labelled examples with the label that the error rates come from.
        negatives: Labelled examples without it.
    """

    value: float | None
    low: float
    high: float
    cut_off: bool
    positives: int
    negatives: int


@dataclass(frozen=True, slots=True)
class LabelErrors:
    """How often the model errs with one label, where the report draws its line.

    Attributes:
        label: Name of the label; ``word_loaded`` for loaded words.
        used_from: Probability from which the report counts the label.
        measured_at: Nearest threshold at which it was measured; ``None`` where none lies within .1.
        precision: Share of given labels that were right there; ``None`` where not measured.
        recall: Share of true labels that were given there; ``None`` where not measured.
        correction: Whether shares of sentences with the label are corrected.
        positives: Examples with the label that it was measured on, sentences or words; ``None`` where not
            recorded.
        negatives: Examples without it.
    """

    label: str
    used_from: float
    measured_at: float | None
    precision: float | None
    recall: float | None
    correction: Correction
    positives: int | None
    negatives: int | None


def label_errors(
    quality: LabelQuality, threshold: float, used_from: float, correction: Correction
) -> LabelErrors:
    """Find how often a label errs at the threshold that is used for it.

    Args:
        quality: What is known of the label.
        threshold: The run's threshold for it, where its first figures were measured.
        used_from: Probability from which the report counts it.
        correction: Whether its shares are corrected.

    Returns:
        Precision and recall at the nearest threshold that they were measured at.
    """
    points = list(quality.elsewhere)
    if quality.precision is not None and quality.recall is not None:
        points.insert(0, QualityPoint(threshold, quality.precision, quality.recall))
    # What is not decided is given by no threshold, however near the highest one that was measured lies.
    used = () if correction == "undecided" else points
    near = [point for point in used if abs(point.threshold - used_from) <= _NEAR]
    best = min(near, key=lambda point: abs(point.threshold - used_from), default=None)
    return LabelErrors(
        label=quality.label,
        used_from=used_from,
        measured_at=best.threshold if best else None,
        precision=best.precision if best else None,
        recall=best.recall if best else None,
        correction=correction,
        positives=quality.positives,
        negatives=quality.negatives,
    )


def correction_for(shares: Iterable[Estimate], rates: ErrorRates | None) -> Correction:
    """Tell whether a report's shares can be corrected for error rates measured elsewhere.

    Where a source has surely fewer sentences with the label than the measured false alarms alone would
    give, false alarms are rarer in these articles than they were where they were measured: the correction
    takes away what is there, of every source.

    Args:
        shares: Shares of the sources that were read enough.
        rates: Error rates with their counts; ``None`` where the checkpoint does not tell them.

    Returns:
        ``given`` if they can, ``unknown`` without rates, ``uninformative`` with rates hardly better than
        chance, ``contradicted`` if the shares show that the rates do not hold here: then corrected shares are
        given all the same, but are not to be trusted.
    """
    if rates is None:
        return "unknown"
    if rates.sensitivity + rates.specificity - 1 < _LEAST_INFORMATIVE:
        return "uninformative"
    specificity = _drawn(np.random.default_rng(0), rates.specificity, rates.negatives, DRAWS)
    least = float(np.quantile(1 - specificity, 0.025))
    fewer = any(share.high is not None and share.high < least for share in shares)
    return "contradicted" if fewer else "given"


def correct(share: float, shares: Floats, rates: ErrorRates) -> Corrected | None:
    """Correct a share of sentences for the error rates measured at the same threshold.

    With sensitivity s and specificity c the corrected share is (share + c - 1) / (s + c - 1), cut off at
    0 and 1. Its interval is made of as many draws of s and c (beta distributions, Jeffreys) as there are of
    the share: the middle 95 % of those that give a share from 0 to 1, as if any true share were as likely as
    any other beforehand. Draws that give less than 0 say that rates and share do not go together, not that
    the share is exactly 0; but where one in forty does, 0 belongs to the interval, and 1 likewise. Where they
    are most, what is left is the far tail of the share; so the interval goes no higher than the upper ends of
    the share and of c and the lower end of s lead to, taken together.

    Args:
        share: Share of sentences that the model gives the label, in [0, 1].
        shares: Draws of what the share may be.
        rates: Error rates with their counts.

    Returns:
        The corrected share; ``None`` where hardly any draw gives a share, or not even those ends do: then the
        rates do not hold here.
    """
    sensitivity, specificity = _drawn_rates(rates, len(shares))
    drawn = _rogan_gladen(shares, sensitivity, specificity)
    possible = drawn[(drawn >= 0) & (drawn <= 1)]
    utmost = (np.quantile(shares, [0.975]), np.quantile(sensitivity, 0.025), np.quantile(specificity, 0.975))
    highest = _rogan_gladen(*utmost).item()
    if len(possible) < _FEWEST_POSSIBLE * len(drawn) or highest < 0:
        return None
    low, high = np.quantile(possible, _TAILS).tolist()
    least, most = np.clip(np.quantile(drawn, _TAILS), 0, 1).tolist()
    low, high = min(low, least), max(min(high, highest), most)
    raw = _rogan_gladen(np.array([share]), rates.sensitivity, rates.specificity).item()
    value = min(max(raw, 0.0), 1.0)
    told = min(rates.positives, rates.negatives) >= FEWEST_LABELLED
    return Corrected(
        value=value if told else None,
        low=min(low, value),
        high=max(high, value),
        cut_off=value != raw,
        positives=rates.positives,
        negatives=rates.negatives,
    )


@lru_cache(maxsize=64)
def _drawn_rates(rates: ErrorRates, draws: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(1)
    return (
        _drawn(rng, rates.sensitivity, rates.positives, draws),
        _drawn(rng, rates.specificity, rates.negatives, draws),
    )


def _drawn(rng: np.random.Generator, rate: float, n: int, draws: int) -> Floats:
    return rng.beta(rate * n + 0.5, (1 - rate) * n + 0.5, draws)


def _rogan_gladen(shares: Floats, sensitivity: Floats | float, specificity: Floats | float) -> Floats:
    informative = np.maximum(sensitivity + np.asarray(specificity) - 1, 1e-9)
    corrected: Floats = (shares + specificity - 1) / informative
    return corrected
