"""Do the report's intervals cover, and do its comparisons stay silent where nothing differs?

Articles are made, with effects of the article and, where sources share events, of the event; then the
report's own code estimates and compares. Prints the tables of docs/method.md.
Run: python benchmarks/report_coverage.py [shares|differences|corrected|few|calls]...
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from framing.report.aggregate import SourceSums
from framing.report.correction import DRAWS, Corrected, correct
from framing.report.differences import Compared, Difference, compare_sources
from framing.report.estimates import SourceEstimates, by_event, estimate_source
from framing.report.extremes import bound_extremes
from framing.report.measures import Measure
from framing.report.options import ReportOptions
from framing.report.quality import ErrorRates, measured_quality
from framing.report.same_events import compare_same_events
from framing.report.uncertain import Uncertain
from framing.training.calibrate import decide

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OPTIONS = ReportOptions()
"""The report's defaults, its minimum of articles and sentences among them."""

MEASURES, SOURCES = 50, 80
"""Each cell of a table is made of 4,000 runs: 50 measures, independent of each other, of 80 sources."""

BOUNDS = (0.05, 0.01, 0.002)
"""Of p before it is adjusted: a call after adjusting needs a small one."""

NO_EVENT = -1


def measures(number: int) -> tuple[Measure, ...]:
    """Make measures that count what `drawn_source` draws."""
    return tuple(Measure(f"m{k}", f"m{k}", "share", f"m{k}", "sentences", True) for k in range(number))


def drawn_source(
    rng: np.random.Generator, name: str, rates: Floats, events: Iterable[int] = (), sizes: Ints | None = None
) -> SourceSums:
    """Draw articles, of 10 to 40 sentences if not said otherwise, with these true shares.

    Shape of the shares: ``(n_articles, n_measures)``.
    """
    sizes = rng.integers(10, 41, len(rates)) if sizes is None else sizes
    counts = rng.binomial(sizes[:, None], rates)
    events = np.fromiter(events, np.int64)
    return SourceSums(
        source=name,
        columns=("sentences", *(f"m{k}" for k in range(rates.shape[1]))),
        sums=np.column_stack([sizes, counts]).astype(np.float64),
        events=events if len(events) else np.full(len(rates), NO_EVENT),
        borrowed=np.zeros(len(rates), bool),
        days=np.full(len(rates), -1),
        groups=(None,) * len(rates),
        repeated=0,
        first=None,
        last=None,
    )


def beta(rng: np.random.Generator, share: float, concentration: float, shape: tuple[int, int]) -> Floats:
    """Draw the true shares of articles."""
    return rng.beta(share * concentration, (1 - share) * concentration, shape)


def logistic_rates(logits: Floats) -> Floats:
    """Turn log-odds into shares."""
    return 1 / (1 + np.exp(-logits))


@dataclass
class Tally:
    """Counts how often an interval holds the truth."""

    held: int = 0
    made: int = 0
    above: int = 0
    below: int = 0

    def add(self, low: float | None, truth: float, high: float | None) -> None:
        """Count one interval; none is not counted."""
        if low is not None and high is not None:
            self.made += 1
            self.held += low <= truth <= high
            self.above += truth < low
            self.below += truth > high

    def __str__(self) -> str:
        """Give the share, and its standard error in the third digit."""
        return f"{self.held / self.made:.3f}" if self.made else "   – "

    def sides(self) -> str:
        """Give how often the interval lay wholly above the truth, and wholly below."""
        return f"{self.above / self.made:.3f} {self.below / self.made:.3f}" if self.made else "–"


def estimated(sources: list[SourceSums]) -> list[SourceEstimates]:
    """Estimate as the report does."""
    number = len(sources[0].columns) - 1
    return bound_extremes([estimate_source(one, measures(number), OPTIONS) for one in sources])


def shares() -> None:
    """Print how often the interval of a share holds the true one; a second source lends its spread."""
    print("\narticles  a+b  share    covers    too high  too low")
    rng = np.random.default_rng(1)
    for articles in (5, 8, 15, 40, 100):
        for concentration in (10, 40):
            for share in (0.02, 0.05, 0.1, 0.3):
                tally = Tally()
                for _ in range(SOURCES):
                    mine = drawn_source(rng, "a", beta(rng, share, concentration, (articles, MEASURES)))
                    other = drawn_source(rng, "b", beta(rng, share, concentration, (15, MEASURES)))
                    for one in estimated([mine, other])[0].estimates:
                        tally.add(one.low, share, one.high)
                print(f"{articles:8} {concentration:4} {share:6}    {tally}    {tally.sides()}", flush=True)


@dataclass(frozen=True)
class Told:
    """What two sources tell: events that both do, events of their own, and articles on each.

    Attributes:
        shared: Events that both tell.
        alone: Events of its own that each tells.
        articles: Articles of each source on an event.
        effect: How far the first is above the second, in log-odds.
        middle: Log-odds of the second source on an event of no special subject.
        leaning: Whether the first writes at length about what is loaded anyway, the second about what is not.
    """

    shared: int
    alone: int
    articles: int = 1
    effect: float = 0.0
    middle: float = -1.7
    leaning: bool = False


def event_pair(rng: np.random.Generator, told: Told) -> tuple[list[SourceSums], float]:
    """Draw two sources on events whose subject moves all that is told of them, and their true difference."""
    subjects = rng.normal(0, 1, (told.shared, MEASURES))
    if told.leaning:
        # One subject for all measures, since a source's lengths follow one.
        subjects[:] = subjects[:, :1]
    events = told.shared + told.alone
    sources = []
    for place, middle in enumerate((told.middle + told.effect, told.middle)):
        moved = np.concatenate([subjects, rng.normal(0, 1, (told.alone, MEASURES))])
        logits = middle + np.repeat(moved, told.articles, axis=0)
        logits += rng.normal(0, 0.4, (events * told.articles, MEASURES))
        numbers = [*range(told.shared), *(1000 * (place + 1) + k for k in range(told.alone))]
        sizes = np.where((moved[:, 0] > 0) == (place == 0), 60, 20) if told.leaning else None
        names = np.repeat(numbers, told.articles).tolist()
        sources.append(drawn_source(rng, "ab"[place], logistic_rates(logits), names, sizes))
    return sources, mean_share(told.middle + told.effect) - mean_share(told.middle)


def mean_share(middle: float) -> float:
    """Average the share over the spread of `event_pair`."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    spread = np.sqrt(1 + 0.4**2)
    return float((logistic_rates(middle + spread * nodes) * weights).sum() / weights.sum())


DIFFERENCES = (
    *(
        Told(*sizes, effect=effect)
        for sizes in ((0, 12), (6, 6), (10, 0), (20, 10), (40, 40))
        for effect in (0, 1)
    ),
    *(Told(10, 0, 4, effect) for effect in (0, 1)),
    *(Told(0, 10, 4, effect) for effect in (0, 1)),
    Told(8, 8, 8),
    *(Told(shared, 0, middle=-4.0) for shared in (6, 20, 60)),
    Told(20, 0, leaning=True),
)


def differences() -> None:
    """Print how often the interval of a difference holds the true one, and how often p is small."""
    print(f"\nshared  alone  articles  effect  middle  leaning  covers, p <= {BOUNDS}: all, and same events")
    rng = np.random.default_rng(2)
    names = [measure.name for measure in measures(MEASURES)]
    for told in DIFFERENCES:
        everything, same = Tally(), Tally()
        p: tuple[list[float], list[float]] = ([], [])
        for _ in range(SOURCES):
            sources, truth = event_pair(rng, told)
            for which, tally, found in (
                (0, everything, compare_sources(ready(sources), names)),
                (1, same, compare_same_events(sources, measures(MEASURES), OPTIONS)),
            ):
                for one in found:
                    tally.add(one.low, truth, one.high)
                    p[which].append(one.p)
        print(
            f"{told.shared:6} {told.alone:6} {told.articles:9} {told.effect:7} {told.middle:7} "
            f"{told.leaning:8}"
            f"  {everything}, {below(p[0])}; {same}, {below(p[1])}",
            flush=True,
        )


def ready(sources: list[SourceSums]) -> list[Compared]:
    """Make sources ready for comparison, as the report does."""
    chosen = list(range(len(sources[0].columns) - 1))
    drawn = bound_extremes([by_event(one, OPTIONS) for one in estimated(sources)])
    return [one.compared(chosen, one.sums.articles) for one in drawn]


def below(p: list[float]) -> str:
    """Write how many of some probabilities are at most each bound, as a share of them."""
    return " ".join(f"{np.mean(np.array(p) <= bound):.4f}" for bound in BOUNDS) if p else "–"


def corrected() -> None:
    """Print how often the corrected share's interval holds the true one."""
    print("\narticles  true share  labelled  raw share  covers  given  widest twentieth")
    rng = np.random.default_rng(3)
    for articles in (10, 40):
        for share in (0.0, 0.01, 0.05, 0.2, 0.5):
            for labelled in (100, 300):
                tally, raw, widths = Tally(), [], []
                for _ in range(SOURCES):
                    shape = (articles, MEASURES)
                    rates = np.clip(beta(rng, share, 10, shape), 1e-6, 1) if share else np.zeros(shape)
                    seen = 0.86 * rates + (1 - 0.8) * (1 - rates)
                    one = estimated([drawn_source(rng, "a", seen)])[0]
                    for place in range(MEASURES):
                        found = corrected_once(rng, one, place, labelled)
                        raw.append(one.estimates[place].value or 0.0)
                        if found:
                            tally.add(found.low, share, found.high)
                            widths.append(found.high - found.low)
                measured = f"{np.mean(raw):10.3f}  {tally} {tally.made / len(raw):.3f}"
                wide = np.quantile(widths, 0.95)
                print(f"{articles:8} {share:11} {labelled:9} {measured} {wide:.3f}", flush=True)


def corrected_once(
    rng: np.random.Generator, one: SourceEstimates, place: int, labelled: int
) -> Corrected | None:
    """Correct a share for error rates measured on some labelled sentences."""
    found = (rng.binomial(labelled, 0.86) / labelled, rng.binomial(labelled, 0.8) / labelled)
    drawn = one.known.draw(place, np.random.default_rng(0), DRAWS)
    return correct(float(one.known.values[place]), drawn, ErrorRates(*found, labelled, labelled))


def few(share: float = 0.3, error: float = 0.02, articles: int = 40) -> None:
    """Print how far a corrected share is off where errors come from few labelled sentences.

    The threshold is chosen on these very sentences, as in training.
    """
    print("\nlabelled of each  one in ten off by more than  covers  mean width")
    rng = np.random.default_rng(5)
    for labelled in (15, 25, 35, 50, 75, 100, 200):
        off, widths, held = [], [], []
        for _ in range(2_000):
            rates, true = chosen_on(rng, labelled)
            seen = share * true[0] + (1 - share) * (1 - true[1]) + error * rng.standard_normal()
            value = np.clip(seen, 0.005, 0.995)
            known = Uncertain(*(np.array([one]) for one in (value, error, articles - 1.0, np.nan)))
            found = correct(float(value), known.draw(0, rng, 2_000), rates)
            raw = (value + rates.specificity - 1) / (rates.sensitivity + rates.specificity - 1)
            off.append(abs(float(np.clip(raw, 0, 1)) - share))
            if found:
                widths.append(found.high - found.low)
                held.append(found.low <= share <= found.high)
        tenth = np.quantile(off, 0.9)
        print(f"{labelled:16} {tenth:27.3f} {np.mean(held):7.3f} {np.mean(widths):11.3f}", flush=True)


def chosen_on(rng: np.random.Generator, labelled: int, apart: float = 1.0) -> tuple[ErrorRates, Floats]:
    """Choose a threshold on labelled sentences, as many with the label as without.

    Gives the error rates counted on them and the true sensitivity and specificity there, about .84 each.
    """
    while True:
        logits = rng.standard_normal(2 * labelled) + np.repeat([apart, -apart], labelled)
        decided = decide(logits, np.repeat([1.0, 0.0], labelled), both=True)
        cut = (np.log(decided.threshold / (1 - decided.threshold)) - decided.offset) / decided.scale
        rates = measured_quality(
            "loaded",
            precision=decided.precision,
            recall=decided.recall,
            positives=labelled,
            negatives=labelled,
        ).rates
        if rates:
            return rates, np.array([NormalDist().cdf(apart - cut), NormalDist().cdf(apart + cut)])


def calls() -> None:
    """Print how often comparisons are called where no source differs."""
    print("\nno true difference: share, comparisons, called after adjustment, reports with a call")
    rng = np.random.default_rng(4)
    for share in (0.03, 0.15):
        made = called = reports = 0
        for _ in range(800):
            sources = [
                drawn_source(rng, f"s{articles}", beta(rng, share, 10, (articles, 10)))
                for articles in (5, 8, 10, 12, 20, 30)
            ]
            found = compare_sources(ready(sources), [f"m{k}" for k in range(10)])
            hits = clear(found)
            made, called, reports = made + len(found), called + hits, reports + (hits > 0)
        print(f"{share:6} {made:10} {called / made:8.4f} {reports / 800:8.3f}", flush=True)


def clear(found: Iterable[Difference]) -> int:
    """Count the differences that a report would call clear."""
    return sum(one.p_adjusted <= 0.05 for one in found)


PARTS: dict[str, Callable[[], None]] = {
    "shares": shares,
    "differences": differences,
    "corrected": corrected,
    "few": few,
    "calls": calls,
}


def main() -> None:
    """Print the tables asked for, or all."""
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
