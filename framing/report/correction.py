"""Shares corrected for the model's false alarms and misses (Rogan & Gladen 1978)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from framing.report.bootstrap import Estimate, Floats
from framing.report.quality import ErrorRates

Correction = Literal["given", "unknown", "contradicted"]
"""Whether shares are corrected: the checkpoint may not tell its errors, or the articles contradict them."""

_DRAWS = 20_000

# A test hardly better than chance cannot be corrected for: the interval would be all of [0, 1].
_LEAST_INFORMATIVE = 0.1


@dataclass(frozen=True, slots=True)
class Corrected:
    """A share as it would be without the model's errors, if these are as they were measured.

    Attributes:
        value: The share, in [0, 1].
        low: Lower end of the 95 % interval: articles, and what is not known of the error rates.
        high: Upper end.
    """

    value: float
    low: float
    high: float


def correction_for(shares: Iterable[Estimate], rates: ErrorRates | None) -> Correction:
    """Tell whether a report's shares can be corrected for error rates measured elsewhere.

    Where a source has surely fewer sentences called loaded than the measured false alarms alone would
    call, false alarms are rarer in these articles than they were where they were measured: correcting
    for them would take away what is there, of every source.

    Args:
        shares: Shares of the sources that were read enough.
        rates: Error rates with their counts; ``None`` where the checkpoint does not tell them.

    Returns:
        ``given`` if they can, ``unknown`` without rates, or with rates too bad to correct for,
        ``contradicted`` if the shares show that the rates do not hold here.
    """
    if rates is None or rates.sensitivity + rates.specificity - 1 < _LEAST_INFORMATIVE:
        return "unknown"
    specificity = _drawn(np.random.default_rng(0), rates.specificity, rates.negatives)
    least = float(np.quantile(1 - specificity, 0.025))
    fewer = any(share.high is not None and share.high < least for share in shares)
    return "contradicted" if fewer else "given"


def correct(share: float, log_odds: tuple[float, float, int], rates: ErrorRates) -> Corrected:
    """Correct a share of sentences for the error rates measured at the same threshold.

    With sensitivity s and specificity c the corrected share is (share + c - 1) / (s + c - 1). Its
    interval draws the share (Student's t on the log-odds), s and c (beta distributions after Jeffreys)
    20,000 times, so that it is wider than that of the share.

    Args:
        share: Share of sentences that the model calls loaded, in [0, 1].
        log_odds: Log-odds of the share, their standard error, and the articles that it comes from.
        rates: Error rates with their counts.

    Returns:
        The corrected share.
    """
    rng = np.random.default_rng(0)
    middle, error, articles = log_odds
    shares = 1 / (1 + np.exp(-(middle + error * rng.standard_t(articles - 1, _DRAWS))))
    sensitivity = _drawn(rng, rates.sensitivity, rates.positives)
    specificity = _drawn(rng, rates.specificity, rates.negatives)
    low, high = np.quantile(_rogan_gladen(shares, sensitivity, specificity), (0.025, 0.975)).tolist()
    value = _rogan_gladen(np.array([share]), rates.sensitivity, rates.specificity).item()
    return Corrected(value, min(low, value), max(high, value))


def _drawn(rng: np.random.Generator, rate: float, n: int) -> Floats:
    return rng.beta(rate * n + 0.5, (1 - rate) * n + 0.5, _DRAWS)


def _rogan_gladen(shares: Floats, sensitivity: Floats | float, specificity: Floats | float) -> Floats:
    informative = np.maximum(sensitivity + np.asarray(specificity) - 1, 1e-9)
    corrected: Floats = np.clip((shares + specificity - 1) / informative, 0.0, 1.0)
    return corrected
