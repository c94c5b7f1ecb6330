"""Figures as lines for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.cli.terminal import harmless

if TYPE_CHECKING:
    from framing.evaluation.comparison import Beside
    from framing.evaluation.measure import Measure

HEADLINES = ("loaded.macro_f1", "loaded.auc", "loaded.ece", "frames.macro_f1", "word.loaded.f1")


def line(figure: "Measure") -> str:
    """Write one figure with its interval and n.

    Args:
        figure: The figure.

    Returns:
        One line.
    """
    value = "undefined" if figure.value is None else f"{figure.value:.3f}"
    bounds = "" if figure.low is None else f" [{figure.low:.3f}, {figure.high:.3f}]"
    return harmless(f"{figure.name:32} {value}{bounds}  n={figure.n:,}")


def by_protocol(figures: "Sequence[Measure]", *, only: Sequence[str] = ()) -> Iterator[str]:
    """Lay figures out below how they came about.

    Args:
        figures: The figures.
        only: Names to keep; none to keep all.

    Yields:
        A line per protocol, with seed and checkpoint, then its figures.
    """
    for protocol in dict.fromkeys(figure.protocol for figure in figures):
        yield harmless(f"{protocol.name}; checkpoint {protocol.checkpoint}, seed {protocol.seed}")
        own = (figure for figure in figures if figure.protocol == protocol)
        yield from (f"  {line(figure)}" for figure in own if not only or figure.name in only)


def summary(figures: "Sequence[Measure]") -> str:
    """Lay out the main figures of a checkpoint by protocol.

    Args:
        figures: Everything measured. Baselines are passed over: `comparison_lines` has them.

    Returns:
        Lines for a terminal; ``metrics.json`` and the model card hold the rest.
    """
    own = [figure for figure in figures if not figure.protocol.checkpoint.startswith("baseline")]
    names = {figure.name for figure in own}
    # Labels of one's own may have no figure among the usual headlines.
    only = HEADLINES if names & set(HEADLINES) else tuple(names)
    return "\n".join(by_protocol(own, only=only))


def comparison_lines(comparisons: "Sequence[tuple[str, Beside]]") -> Iterator[str]:
    """Set a checkpoint beside the baselines, and say plainly where it does not beat them.

    Args:
        comparisons: Data set, and the checkpoint beside one baseline.

    Yields:
        A table per data set and measure, then the honest lines.
    """
    tables = dict.fromkeys((name, one.name) for name, one in comparisons)
    for data_set, measure in tables:
        rows = [one for name, one in comparisons if (name, one.name) == (data_set, measure)]
        yield ""
        yield f"{data_set}, {measure}, beside what simple means reach:"
        yield f"  {'this checkpoint':30} {_number(rows[0].value)}"
        for one in rows:
            bounds = "" if one.low is None or one.high is None else f" [{one.low:+.3f}, {one.high:+.3f}]"
            yield f"  {one.baseline:30} {_number(one.baseline_value)}  difference {_difference(one)}{bounds}"
    for data_set, one in comparisons:
        if not one.beaten:
            yield f"It does not clearly beat '{one.baseline}' on {data_set} ({one.name})."


def collapse_lines(collapsed: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Say which labels were not learned.

    Args:
        collapsed: Data set, and a label of which the checkpoint says the same of every sentence or word.

    Yields:
        A line per label.
    """
    for data_set, label in collapsed:
        unit = "word" if label.startswith("word ") else "sentence"
        yield f"COLLAPSED: it says the same of every {unit} of {data_set} for {label}."


def _number(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"


def _difference(one: "Beside") -> str:
    if one.value is None or one.baseline_value is None:
        return "undefined"
    return f"{one.value - one.baseline_value:+.3f}"
