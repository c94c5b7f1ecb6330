"""What ``framing evaluate`` found, as lines for a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.cli.figures import title
from framing.cli.terminal import harmless, numbered

if TYPE_CHECKING:
    from framing.evaluation.against import Against
    from framing.evaluation.difference import Difference
    from framing.evaluation.measure import Measure, Protocol
    from framing.evaluation.standing import Standing

DASH = "–"
"""What stands for a figure that is undefined."""

_OF_LABELS = ("macro_f1", "f1", "recall", "exact_f1", "overlap_f1")
"""Measures that are undefined only where no unit carries the label, or each does."""

_MANY = 20
"""Intervals of 95 % among which one leaves out 0 by chance alone."""


def figure_lines(figures: "Sequence[Measure]") -> Iterator[str]:
    """Lay figures out below how they came about.

    Args:
        figures: The figures.

    Yields:
        A line per protocol, with seed and checkpoint, then its figures; of a checkpoint also a line with what
        was not measured for want of rows.
    """
    for protocol in dict.fromkeys(figure.protocol for figure in figures):
        yield title(protocol)
        own = [figure for figure in figures if figure.protocol == protocol]
        wanting = _wanting(own)
        for figure in own:
            if figure.name not in wanting.names:
                text = DASH if figure.value is None else figure.text()
                yield harmless(f"  {figure.name:32} {text}  n={figure.n:,}")
        if wanting.line and not protocol.checkpoint.startswith("baseline"):
            yield wanting.line


def standing_lines(standings: "Sequence[Standing]", *, hint: bool) -> Iterator[str]:
    """Set a checkpoint beside the baselines, with a verdict only where that says something.

    Args:
        standings: The checkpoint beside baselines.
        hint: Whether to say how they would learn from more.

    Yields:
        A table per file and measure, then the honest lines.
    """
    for data, measure in dict.fromkeys((one.data, one.beside.name) for one in standings):
        rows = [one for one in standings if (one.data, one.beside.name) == (data, measure)]
        yield ""
        yield f"{data}, {measure}, beside what simple means reach (n={rows[0].beside.n:,}):"
        yield f"  {'this checkpoint':40} {_number(rows[0].beside.value)}"
        for one in rows:
            difference = f"difference {one.beside.difference_text()}"
            learned = f"learned from {numbered(one.learned, 'sentence')}"
            value = _number(one.beside.baseline_value)
            yield f"  {one.beside.baseline:40} {value}  {difference}; {learned}"
    yield from _verdicts(standings, hint=hint)


def against_lines(found: "Against", names: tuple[str, str]) -> Iterator[str]:
    """Set two checkpoints side by side.

    Args:
        found: What was measured.
        names: How the user named them.

    Yields:
        Who is who, a table per file, and what can be said.
    """
    for letter, name, digest, only in zip("AB", names, found.digests, found.only, strict=True):
        alone = f"; not compared, since it alone tells them: {', '.join(only)}" if only else ""
        yield f"{letter} is {name}, checkpoint {digest}{alone}"
    for part in found.files:
        if not part.measures:
            continue  # a note says why
        yield ""
        wanting = _wanting(part.measures)
        shown = [one for one in part.differences if one.name not in wanting.names]
        yield from _table(part.measures[0].protocol, shown)
        if wanting.line:
            yield wanting.line
        yield from _said(part.n, shown)
    yield from (f"note: {note}" for part in found.files for note in part.notes)


def _table(protocol: "Protocol", differences: "Sequence[Difference]") -> Iterator[str]:
    yield f"{protocol.name}; seed {protocol.seed}"
    yield f"  {'':32} {'A':>9} {'B':>9}  A - B"
    for one in differences:
        values = f"{_number(one.value):>9} {_number(one.other_value):>9}"
        bounds = "" if one.low is None or one.high is None else f" [{one.low:+.3f}, {one.high:+.3f}]"
        apart = DASH if one.difference is None else f"{one.difference:+.3f}{bounds}"
        better = ", lower is better" if one.lower_is_better else ""
        yield harmless(f"  {one.name:32} {values}  {apart}  n={one.n:,}{better}")


def _said(n: int, differences: "Sequence[Difference]") -> Iterator[str]:
    """Say in sentences what the intervals allow to say."""
    sentences = {
        "first": "A is better by more than chance explains",
        "second": "B is better by more than chance explains",
        "open": f"No difference that these {numbered(n, 'sentence')} could show",
        None: "Nothing can be said, for want of an interval",
    }
    for verdict, sentence in sentences.items():
        names = [one.name for one in differences if one.verdict == verdict]
        if names:
            yield harmless(f"{sentence}: {', '.join(names)}.")
    intervals = sum(one.verdict is not None for one in differences)
    if intervals >= _MANY:
        yield f"Of {intervals} such intervals about {round(intervals / _MANY)} leave out 0 by chance alone."


def _verdicts(standings: "Sequence[Standing]", *, hint: bool) -> Iterator[str]:
    doubted: dict[tuple[str, str, str], list[str]] = {}
    undefined = {(one.data, one.beside.name): one.beside.n for one in standings if one.beside.value is None}
    for (data, figure), n in undefined.items():
        yield f"Nothing can be said of {figure} on {data}: it is undefined of n={n:,}."
    for one in standings:
        data, figure, baseline = one.data, one.beside.name, f"'{one.beside.baseline}'"
        if one.beside.value is None:
            continue
        if one.doubts:
            doubted.setdefault((data, figure, " and ".join(one.doubts)), []).append(baseline)
        elif not one.beside.beaten:
            yield f"It does not clearly beat {baseline} on {data} ({figure})."
    for (data, figure, why), baselines in doubted.items():
        yield f"No verdict beside {', '.join(baselines)} on {data} ({figure}): {why}."
    if doubted and hint:
        yield "--baselines-from TABLE lets baselines learn from what the checkpoint learned from."


@dataclass(frozen=True, slots=True)
class _Wanting:
    """Figures that mean nothing, since no unit carries their label or each does.

    Attributes:
        names: Their names.
        line: What they are and of how many units; ``None`` where there is none.
    """

    names: frozenset[str]
    line: str | None


def _wanting(figures: "Sequence[Measure]") -> _Wanting:
    undefined = {figure.name for figure in figures if figure.value is None}
    short = {_of(name) for name in undefined if name.rpartition(".")[2] in _OF_LABELS}
    uncarried = {_of(name) for name in undefined if name.endswith(".recall")}
    # Without a place that carries the label, F1 is 0 whatever is found.
    uncarried |= {of.replace("word.", "span.", 1) for of in uncarried if of.startswith("word.")}
    names = {
        figure.name
        for figure in figures
        if _of(figure.name) in uncarried or (figure.name in undefined and _of(figure.name) in short)
    }
    kept = {_of(figure.name) for figure in figures if figure.name not in names}
    # A label of which nothing was measured is named once.
    parts = dict.fromkeys(
        f"{figure.name if _of(figure.name) in kept else _of(figure.name)} ({_units(figure)})"
        for figure in figures
        if figure.name in names
    )
    line = harmless(f"  not measured: {', '.join(parts)}") if parts else None
    return _Wanting(frozenset(names), line)


def _of(name: str) -> str:
    return name.rpartition(".")[0]


def _units(figure: "Measure") -> str:
    return numbered(figure.n, "word" if figure.name.startswith("word.") else "sentence")


def _number(value: float | None) -> str:
    return DASH if value is None else f"{value:.3f}"
