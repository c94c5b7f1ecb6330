"""How figures are written for a person."""

import math
from collections.abc import Sequence

from framing.report.bootstrap import Estimate


def percent(share: float | None) -> str:
    """Write a share.

    Args:
        share: A share in [0, 1], or ``None``.

    Returns:
        Per cent to one decimal; a dash where undefined.

    >>> percent(0.1234), percent(None)
    ('12.3 %', '–')
    """
    return "–" if share is None else f"{100 * share:.1f} %"


def spread(estimate: Estimate) -> str:
    """Write an interval.

    Args:
        estimate: What it belongs to.

    Returns:
        Both ends in per cent, or a dash.

    >>> spread(Estimate(0.1, 0.05, 0.2, 10, 100))
    '5.0–20.0 %'
    """
    return ends(estimate.low, estimate.high)


def ends(low: float | None, high: float | None) -> str:
    """Write an interval from its ends.

    Args:
        low: Lower end, or ``None``.
        high: Upper end, or ``None``.

    Returns:
        Both ends in per cent, or a dash.
    """
    return "–" if low is None or high is None else f"{100 * low:.1f}–{100 * high:.1f} %"


def points(difference: float) -> str:
    """Write a difference of two shares.

    Args:
        difference: In [-1, 1].

    Returns:
        Percentage points with sign; zero has none.

    >>> points(-0.104), points(0.02), points(-0.0001)
    ('−10.4', '+2.0', '0.0')
    """
    return signed(100 * difference)


def signed(number: float) -> str:
    """Write a number with its sign.

    Args:
        number: Any finite number.

    Returns:
        One decimal; what rounds to zero has no sign.

    >>> signed(2.34), signed(-0.04)
    ('+2.3', '0.0')
    """
    if not math.isfinite(number):
        return "–"
    text = f"{number:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", "−")


def small_probability(p: float) -> str:
    """Write a probability of chance.

    Args:
        p: In [0, 1].

    Returns:
        Three decimals, or that it lies below or above what these can say.

    >>> small_probability(0.0321), small_probability(0.0001), small_probability(0.9999)
    ('.032', '< .001', '> .999')
    """
    if p < 0.001:
        return "< .001"
    return "> .999" if p > 0.999 else f"{p:.3f}".removeprefix("0")


def counted(number: float, one: str, several: str | None = None) -> str:
    """Write how many there are of something.

    Args:
        number: How many.
        one: Its name when there is one.
        several: Its name otherwise; with an s if left out.

    Returns:
        Number and name.

    >>> counted(1, "article"), counted(1200, "article"), counted(0, "copy", "copies")
    ('1 article', '1,200 articles', '0 copies')
    """
    whole = int(number)
    return f"{whole:,} {one if whole == 1 else several or one + 's'}"


def listed(names: Sequence[str], last: str) -> str:
    """Write names one after the other.

    Args:
        names: The names, at least one.
        last: What stands before the last of several, for instance ``or``.

    Returns:
        The names, parted by commas.

    >>> listed(["villain", "victim", "hero"], "or"), listed(["villain"], "or")
    ('villain, victim or hero', 'villain')
    """
    *before, end = names
    return f"{', '.join(before)} {last} {end}" if before else end


def times_in(times: int, articles: int) -> str:
    """Write how often something stands, and in how many articles: eight times in one are a single author's.

    Args:
        times: How often, at least 1.
        articles: In how many articles.

    Returns:
        Both; what stands once needs no number of articles.

    >>> times_in(8, 1), times_in(8, 3), times_in(1, 1)
    ('8 times, in 1 article', '8 times, in 3 articles', 'once')
    """
    return "once" if times == 1 else f"{times:,} times, in {counted(articles, 'article')}"
