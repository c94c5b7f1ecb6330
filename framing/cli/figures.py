"""Figures as lines for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.cli.terminal import harmless

if TYPE_CHECKING:
    from framing.evaluation.behaviour import KindResult
    from framing.evaluation.comparison import Beside
    from framing.evaluation.measure import Measure, Protocol

HEADLINES = (
    "loaded.macro_f1",
    "loaded.auc",
    "loaded.ece",
    "loaded.ece_if_perfect",
    "frames.macro_f1",
    "word.loaded.f1",
    "word.villain.f1",
    "word.victim.f1",
    "word.hero.f1",
)


def line(figure: "Measure") -> str:
    """Write one figure with its interval and n.

    Args:
        figure: The figure.

    Returns:
        One line.
    """
    return harmless(f"{figure.name:32} {figure.text()}  n={figure.n:,}")


def by_protocol(figures: "Sequence[Measure]", *, only: Sequence[str] = ()) -> Iterator[str]:
    """Lay figures out below how they came about.

    Args:
        figures: The figures.
        only: Names to keep; none to keep all.

    Yields:
        A line per protocol, with seed and checkpoint, then its figures.
    """
    for protocol in dict.fromkeys(figure.protocol for figure in figures):
        yield title(protocol)
        own = (figure for figure in figures if figure.protocol == protocol)
        yield from (f"  {line(figure)}" for figure in own if not only or figure.name in only)


def summary(figures: "Sequence[Measure]") -> str:
    """Lay out the main figures of a checkpoint by protocol.

    Args:
        figures: Everything measured. Baselines are passed over: `comparison_lines` has them.

    Returns:
        Lines for a terminal, the behaviour cases last; ``metrics.json`` and the model card hold the rest.
    """
    # Here and not above, so that --help answers at once.
    from framing.evaluation.behaviour import PREFIX  # noqa: PLC0415

    own = [figure for figure in figures if not figure.protocol.checkpoint.startswith("baseline")]
    labelled = [figure for figure in own if not figure.name.startswith(PREFIX)]
    names = {figure.name for figure in labelled}
    # Labels of one's own may have no figure among the usual headlines.
    only = HEADLINES if names & set(HEADLINES) else tuple(names)
    return "\n".join([*by_protocol(labelled, only=only), *behaviour_lines(own)])


def behaviour_lines(figures: "Sequence[Measure]", results: "Sequence[KindResult]" = ()) -> Iterator[str]:
    """Lay out how often behaviour cases failed, with a mark where that is too often.

    Args:
        figures: Figures, of which those of behaviour cases are shown.
        results: What became of the same cases, for the reasons; none to leave them out.

    Yields:
        A line on how the cases came about, then a line per kind and variant; none without such figures.
    """
    # Here and not above, so that --help answers at once.
    from framing.evaluation.behaviour import PREFIX, remark  # noqa: PLC0415

    shown = [figure for figure in figures if figure.name.startswith(PREFIX)]
    if shown:
        yield title(shown[0].protocol)
        yield "  share of generated cases failed:"
    reasons = {one.name: ", ".join(f"{reason} {count}" for reason, count in one.reasons) for one in results}
    for figure in shown:
        name = figure.name.removeprefix(PREFIX)
        bounds = "" if figure.low is None else f" [{figure.low:.1%}, {figure.high:.1%}]"
        share = "undefined" if figure.value is None else f"{figure.value:6.1%}{bounds}"
        notes = "; ".join(note for note in (remark(figure), reasons.get(name, "")) if note)
        yield harmless(f"  {name:24} {share:22} n={figure.n:<5} {notes}".rstrip())


def comparison_lines(comparisons: "Sequence[tuple[str, Beside]]") -> Iterator[str]:
    """Set a checkpoint beside the baselines, and say plainly where it does not beat them.

    Args:
        comparisons: Data set, and the checkpoint beside one baseline.

    Yields:
        A table per data set and measure, then the honest lines.
    """
    # Here and not above, so that --help answers at once.
    from framing.evaluation.measure import number  # noqa: PLC0415

    tables = dict.fromkeys((name, one.name) for name, one in comparisons)
    for data_set, measure in tables:
        rows = [one for name, one in comparisons if (name, one.name) == (data_set, measure)]
        yield ""
        yield f"{data_set}, {measure}, beside what simple means reach (n={rows[0].n:,}):"
        yield f"  {'this checkpoint':40} {number(rows[0].value)}"
        for one in rows:
            yield f"  {one.baseline:40} {number(one.baseline_value)}  difference {one.difference_text()}"
    for data_set, measure in tables:
        rows = [one for name, one in comparisons if (name, one.name) == (data_set, measure)]
        if rows[0].value is None:
            yield f"Nothing can be said of {measure} on {data_set}: it is undefined of n={rows[0].n:,}."
    for data_set, one in comparisons:
        if not one.beaten and one.value is not None:
            yield f"It does not clearly beat '{one.baseline}' on {data_set} ({one.name})."


def collapse_lines(collapsed: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Say which labels were not learned.

    Args:
        collapsed: Data set, and a label that nearly all sentences, or words, get the same answer for.

    Yields:
        A line per label.
    """
    for data_set, label in collapsed:
        unit = "word" if label.startswith("word ") else "sentence"
        yield f"COLLAPSED: all or nearly all {unit}s of {data_set} get the same answer for {label}."


def title(protocol: "Protocol") -> str:
    """Write how figures came about.

    Args:
        protocol: The protocol.

    Returns:
        One line, with the checkpoint and the seed.
    """
    return harmless(f"{protocol.name}; checkpoint {protocol.checkpoint}, seed {protocol.seed}")
