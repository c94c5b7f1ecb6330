"""The figures of one source worked out anew from the score table, by nothing of the report's own code.

Only what `docs/method.md` says goes in: one row after the other is read, and no SQL.
"""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy import stats

from framing.languages import FUNCTION_WORDS

Array = NDArray[np.float64]
Row = dict[str, Any]

ROLES = ("villain", "victim", "hero")
_WORD = re.compile(r"\w+(?:['’.\-‐‑&,]\w+)*")


@dataclass
class Ratio:
    """A share or a mean, and the sums by article that it is made of."""

    above: Array
    below: Array

    @property
    def value(self) -> float:
        return float(self.above.sum() / self.below.sum())

    @property
    def spreads(self) -> bool:
        """Whether it has an interval from its spread."""
        pulls = self.above - self.value * self.below
        return 0 < self.value < 1 and float(np.abs(pulls).max()) > 1e-6

    @property
    def told(self) -> bool:
        """Whether enough was read of what it is of: five articles and a hundred sentences."""
        return int((self.below > 0).sum()) >= 5 and self.below.sum() >= 100

    @property
    def degrees(self) -> float:
        pulls = self.above - self.value * self.below
        n = len(pulls)
        return float(min(n - 1, 2 * n / (np.mean(pulls**4) / np.mean(pulls**2) ** 2 - 1)))

    def error(self, draws: int = 20_000) -> float:
        """Draw whole articles again."""
        n = len(self.above)
        drawn = np.random.default_rng(11).integers(0, n, (draws, n))
        ratios = self.above[drawn].sum(axis=1) / self.below[drawn].sum(axis=1)
        holding = int((self.below > 0).sum())
        return float(ratios.std() * np.sqrt(holding / (holding - 1)))

    def interval(self, degrees: float | None = None) -> tuple[float, float]:
        """Give Student's interval on the logit scale."""
        p = self.value
        reach = stats.t.isf(0.025, degrees or self.degrees) * self.error() / (p * (1 - p))
        ends = np.log(p / (1 - p)) + np.array([-reach, reach])
        low, high = 1 / (1 + np.exp(-ends))
        return float(low), float(high)


@dataclass
class ByHand:
    """A folder that `framing report` wrote to, and what its figures should be."""

    out: Path
    rows: list[Row] = field(init=False)
    run: Row = field(init=False)
    report: Row = field(init=False)
    placed: dict[str, Row] = field(init=False)

    def __post_init__(self) -> None:
        self.run, self.report = (
            json.loads((self.out / f"{name}.json").read_text()) for name in ("run", "report")
        )
        rows = pq.read_table(self.out / "scores.parquet").to_pylist()
        self.placed = {
            row["article_id"]: row for row in pq.read_table(self.out / "events.parquet").to_pylist()
        }
        left_out = self._repeats()
        self.rows = [row for row in rows if row["article_id"] not in left_out]

    def _repeats(self) -> set[str]:
        """Of the articles of a source that are one wording the original stays, else the earliest."""
        about = {row["article_id"]: row for row in pq.read_table(self.out / "articles.parquet").to_pylist()}
        wordings = defaultdict(list)
        for name, row in self.placed.items():
            order = (row["copy_of"] is not None, str(about[name]["published"] or "~"), name)
            wordings[row["source"], row["copy_of"] or name].append((order, name))
        return {name for several in wordings.values() for _, name in sorted(several)[1:]}

    @cached_property
    def borrowed(self) -> set[str]:
        """Give the articles that repeat the wording of another source."""
        source = {name: row["source"] for name, row in self.placed.items()}
        copies = ((name, row["copy_of"]) for name, row in self.placed.items() if row["copy_of"])
        return {name for name, original in copies if source[name] != source[original]}

    def threshold(self, label: str) -> np.float32:
        return np.float32(self.run["checkpoint"]["thresholds"][label])

    def of(self, source: str) -> list[Row]:
        return [row for row in self.rows if row["source"] == source]

    def ratio(self, source: str, measure: str, *, by_event: bool = False) -> Ratio:
        """Add a measure up by article; or by event, articles that stand alone apart."""
        sums: dict[object, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for row in self.of(source):
            event = self.placed[row["article_id"]]["event"] if by_event else None
            unit = row["article_id"] if event is None else event
            above, below = self._counted(row, measure)
            sums[unit][0] += above
            sums[unit][1] += below
        above, below = np.array(list(sums.values()), float).T
        return Ratio(above, below)

    def on_same_events(self, first: str, second: str, measure: str) -> tuple[float, float, float]:
        """Give the mean difference within an event and its interval."""
        counted: list[dict[int, list[float]]] = []
        for source in (first, second):
            sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
            for row in self.of(source):
                event = self.placed[row["article_id"]]["event"]
                if event is not None and row["article_id"] not in self.borrowed:
                    above, below = self._counted(row, measure)
                    sums[event][0] += above
                    sums[event][1] += below
            counted.append(sums)
        both = sorted(counted[0].keys() & counted[1].keys())
        (x, m), (y, n) = (np.array([sums[event] for event in both]).T for sums in counted)
        w = m * n / (m + n) / (m * n / (m + n)).sum()
        d = float((w * (x / m - y / n)).sum())
        pulls = w * (x / m - y / n - d)
        error = np.sqrt((pulls**2 / (1 - w)).sum())
        kurtosis = np.mean(pulls**4) / np.mean(pulls**2) ** 2
        reach = float(stats.t.isf(0.025, min(len(both) - 1, 2 * len(both) / (kurtosis - 1))) * error)
        return d, d - reach, d + reach

    def _counted(self, row: Row, measure: str) -> tuple[float, float]:
        own = row["own_loaded"] >= self.threshold("loaded")
        quotes = row["quoted_share"] > 0
        simple = {
            "own_share": (own, 1),
            "quoted_share": (row["loaded"] >= self.threshold("loaded") and not own, 1),
            "own_rate": (own, row["quoted_share"] < 1),
            "quoting_share": (quotes, 1),
            "own_mean_prob": (row["own_loaded"], 1),
            "mean_prob": (row["loaded"], 1),
            "quoting_mean_prob": (row["loaded"] if quotes else 0, quotes),
        }
        if measure in simple:
            return simple[measure]
        kind, name, what = measure.split(".")
        if kind == "role":
            return any(self._casts(span, name) for span in row["spans"]), 1
        prob = row["frames"][name]
        return prob >= self.threshold(name) if what == "share" else prob, 1

    @staticmethod
    def _casts(span: Row, role: str) -> bool:
        return span["label"] == role and not span["quoted"] and span["prob"] >= 0.5

    def corrected(self, label: str, ratio: Ratio) -> tuple[float, float, float] | None:
        """Correct a share for the model's errors: Rogan & Gladen's value and the ends of its interval."""
        rates = self.run["checkpoint"]["quality"].get(label) or {}
        if not {"precision", "recall", "positives", "negatives"} <= set(rates):
            return None
        s, positives, negatives = rates["recall"], rates["positives"], rates["negatives"]
        # Given rightly are s of the positives, and that is a share of `precision` of all that were given.
        c = 1 - s * positives * (1 / rates["precision"] - 1) / negatives
        rng = np.random.default_rng(5)
        n, p = 200_000, ratio.value
        drawn_s = rng.beta(s * positives + 0.5, (1 - s) * positives + 0.5, n)
        drawn_c = rng.beta(c * negatives + 0.5, (1 - c) * negatives + 0.5, n)
        logit = np.log(p / (1 - p)) + ratio.error() / (p * (1 - p)) * rng.standard_t(ratio.degrees, n)
        drawn = (1 / (1 + np.exp(-logit)) + drawn_c - 1) / (drawn_s + drawn_c - 1)
        value = float(np.clip((p + c - 1) / (s + c - 1), 0, 1))
        low, high = np.quantile(drawn[(drawn >= 0) & (drawn <= 1)], (0.025, 0.975))
        return value, min(float(low), value), max(float(high), value)

    def difference(self, first: str, second: str, measure: str) -> tuple[float, float, float]:
        """Give how far two sources lie apart, with the interval of Zou (2007), events drawn whole."""
        one, other = (self.ratio(source, measure, by_event=True) for source in (first, second))
        degrees = min(one.degrees, other.degrees)
        (low, high), (other_low, other_high) = one.interval(degrees), other.interval(degrees)
        r = self._together(first, second, measure)
        below, above = one.value - low, high - one.value
        other_below, other_above = other.value - other_low, other_high - other.value
        down = np.sqrt(below**2 + other_above**2 - 2 * r * below * other_above)
        up = np.sqrt(above**2 + other_below**2 - 2 * r * above * other_below)
        value = one.value - other.value
        return value, float(value - down), float(value + up)

    def _together(self, first: str, second: str, measure: str) -> float:
        """Give how far the errors of two sources hang together through the events that both tell."""
        pulls: list[dict[int, float]] = []
        squares = 1.0
        for source in (first, second):
            ratio = self.ratio(source, measure, by_event=True)
            influence = (ratio.above - ratio.value * ratio.below) / ratio.below.sum()
            names = list(dict.fromkeys(row["article_id"] for row in self.of(source)))
            events = [self.placed[name]["event"] for name in names]
            units = list(
                dict.fromkeys(
                    name if event is None else event for name, event in zip(names, events, strict=True)
                )
            )
            pulls.append(
                {
                    unit: float(one)
                    for unit, one in zip(units, influence, strict=True)
                    if isinstance(unit, int)
                }
            )
            squares *= float((influence**2).sum())
        joint = sum(pulls[0][event] * pulls[1][event] for event in pulls[0].keys() & pulls[1].keys())
        return float(np.clip(joint / np.sqrt(squares), -0.95, 0.95))

    def words(self, *, once: bool = False) -> dict[str, Counter[str]]:
        """Count the loaded words of each source's own, without those of borrowed articles.

        Each use, or each word once an article.
        """
        found: dict[str, Counter[str]] = defaultdict(Counter)
        seen: set[tuple[str, str]] = set()
        for row in self.rows:
            if row["article_id"] in self.borrowed:
                continue
            for span in row["spans"]:
                if span["label"] != "loaded" or span["quoted"]:
                    continue
                for word in _loaded_words(row["text"][span["start"] : span["end"]]):
                    if not once or (row["article_id"], word) not in seen:
                        found[row["source"]][word] += 1
                    seen.add((row["article_id"], word))
        return found

    def word_p(self, source: str) -> dict[str, float]:
        """Give the adjusted p of each word in two articles or more, counted once an article."""
        z = self.word_z(source, once=True)
        tried = [word for word, found in z.items() if found[0] > 1]
        p = [2 * stats.norm.sf(abs(z[word][3])) for word in tried]
        return dict(zip(tried, stats.false_discovery_control(p).tolist(), strict=True))

    def word_z(self, source: str, *, once: bool = False) -> dict[str, tuple[int, int, float, float]]:
        """Give uses, uses elsewhere, log-odds and z of each word (Monroe, Colaresi & Quinn 2008)."""
        words = self.words(once=once)
        here, there = words[source], Counter[str]()
        for name, counted in words.items():
            if name != source:
                there.update(counted)
        n, m = sum(here.values()), sum(there.values())
        a = (n + m) / len(words)
        found = {}
        for word, y in here.items():
            alpha = a * (y + there[word]) / (n + m)
            one, other = y + alpha, there[word] + alpha
            delta = np.log(one / (n + a - one)) - np.log(other / (m + a - other))
            found[word] = (y, there[word], float(delta), float(delta / np.sqrt(1 / one + 1 / other)))
        return found


def _loaded_words(wording: str) -> list[str]:
    words = (re.sub(r"['’]s$", "", word) for word in _WORD.findall(wording.lower()))
    return [word for word in words if len(re.findall(r"[^\W\d_]", word)) > 1 and word not in FUNCTION_WORDS]
