"""Do the report's intervals cover, and do its comparisons stay silent where nothing differs?

Articles of a source differ: each draws its share of loaded sentences from a beta distribution. Standard
errors are linearised instead of resampled, which is as good here and a thousand times faster.
Run: python benchmarks/report_coverage.py
"""

import math

import numpy as np

from framing.report.bootstrap import Floats, interval
from framing.report.differences import Compared, compare_sources
from framing.report.student import quantile

SHARES = (0.05, 0.1, 0.3)
CONCENTRATIONS = (10, 40)
ARTICLES = (5, 8, 15, 40)
RUNS = 4000


def draw_share(
    rng: np.random.Generator, articles: int, share: float, concentration: float
) -> tuple[float, float]:
    """Draw a source's articles; give its share of loaded sentences and the standard error."""
    rates = rng.beta(share * concentration, (1 - share) * concentration, articles)
    sizes = rng.integers(10, 40, articles)
    loaded = rng.binomial(sizes, rates)
    found = loaded.sum() / sizes.sum()
    residual = loaded - found * sizes
    spread = articles / (articles - 1) * (residual**2).sum()
    return float(found), math.sqrt(spread) / float(sizes.sum())


def coverage(
    rng: np.random.Generator, articles: int, share: float, concentration: float
) -> tuple[float, float]:
    """Give how often the symmetric and the logit interval hold the true share."""
    reach = float(quantile(0.025, articles - 1))
    plain = logit = defined = 0
    for _ in range(RUNS):
        found, error = draw_share(rng, articles, share, concentration)
        ends = interval(found, error, articles)
        if ends is None:
            continue
        defined += 1
        plain += abs(found - share) <= reach * error
        logit += ends[0] <= share <= ends[1]
    return plain / defined, logit / defined


def drawn_source(rng: np.random.Generator, articles: int, measures: int) -> Compared:
    """Draw one source with the same true share in every measure."""
    drawn = [draw_share(rng, articles, 0.15, 10) for _ in range(measures)]
    ends: Floats = np.array([interval(*one, articles) or (math.nan, math.nan) for one in drawn])
    values, errors = np.array(drawn).T
    return Compared(str(articles), articles, values, errors, (ends[:, 0], ends[:, 1]))


def false_calls(rng: np.random.Generator, runs: int) -> tuple[float, float]:
    """Give the share of comparisons called, and of reports with a call, where nothing differs."""
    called = made = reports = 0
    names = [f"measure {k}" for k in range(10)]
    for _ in range(runs):
        sources = [drawn_source(rng, articles, len(names)) for articles in (5, 8, 10, 12, 20, 30)]
        found = compare_sources(sources, names)
        calls = sum(one.p_adjusted <= 0.05 for one in found)
        called, made, reports = called + calls, made + len(found), reports + (calls > 0)
    return called / made, reports / runs


def main() -> None:
    """Print the tables of docs/method.md."""
    rng = np.random.default_rng(2)
    print("articles  a+b  true share  symmetric  logit")
    for articles in ARTICLES:
        for concentration in CONCENTRATIONS:
            for share in SHARES:
                plain, logit = coverage(rng, articles, share, concentration)
                print(f"{articles:8} {concentration:4} {share:11} {plain:10.3f} {logit:6.3f}", flush=True)
    called, reports = false_calls(rng, 1000)
    print(
        f"no true difference: {called:.4f} of the comparisons called, "
        f"{reports:.3f} of the reports with a call"
    )


if __name__ == "__main__":
    main()
