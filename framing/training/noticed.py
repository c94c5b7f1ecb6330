"""What is noticed while data are parted: what keeps sentences together, and what was left out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from framing.evaluation.leaks import normalise
from framing.labelled.examples import Example
from framing.labelled.grouping import FEWEST_GROUPS, Grouping
from framing.labelled.own import OwnTable
from framing.training.inspection import Finding

_MOST_NAMES = 5


def table_findings(name: str, table: OwnTable) -> tuple[Finding, ...]:
    """Say how a user's table was understood.

    Args:
        name: Name of the data set.
        table: The table.

    Returns:
        What keeps its sentences together, with a warning where that is little or nothing, and its notes.
    """
    notes = (Finding(name, note, warning=False) for note in table.notes)
    return (*(Finding(name, *told) for told in _grouped(table.grouping)), *notes)


def _grouped(grouping: Grouping) -> Iterator[tuple[str, bool]]:
    """Give lines, and whether each is a warning."""
    danger = "sentences of one article may be learned from and measured on, which flatters the figures"
    if grouping.column is None and not grouping.passed_over:
        yield (
            f"no column url, article or source keeps sentences together (--group-column names one): {danger}",
            True,
        )
    elif grouping.column is None:
        seen = ", ".join(f"{column} has {_values(number)}" for column, number in grouping.passed_over)
        yield f"no column keeps sentences together: {seen}, fewer than {FEWEST_GROUPS}; {danger}", True
    else:
        yield f"kept together by {grouping.column} ({_values(grouping.n_values)})", False
        if grouping.n_values < FEWEST_GROUPS:
            yield (
                f"{grouping.column} has only {_values(grouping.n_values)}, fewer than {FEWEST_GROUPS}: "
                "the parts may be of very different size",
                True,
            )


def _values(number: int) -> str:
    return "1 value" if number == 1 else f"{number:,} different values"


def held_out_source_finding(name: str, scored: Sequence[Example]) -> Finding:
    """Say which sources are held out.

    Args:
        name: Name of the reference data set.
        scored: What is held out of all data sets.

    Returns:
        The sources, in order of their names.
    """
    sources = sorted({one.source or "(none)" for one in scored if one.data_set == name})
    return Finding(name, f"sources held out: {_some(sources)}", warning=False)


def source_left_out_finding(name: str, n: int) -> tuple[Finding, ...]:
    """Say how many sentences of a data set are in no part, since their source is held out.

    Args:
        name: Name of the data set.
        n: How many.

    Returns:
        One line, or none where nothing was left out.
    """
    return (Finding(name, f"{n:,} left out: their source is held out", warning=False),) if n else ()


def left_out_findings(left: Sequence[Example], held_out: Sequence[Example]) -> tuple[Finding, ...]:
    """Say how many sentences were left out because the same text is held out.

    Args:
        left: What was left out.
        held_out: What is measured on or chooses thresholds.

    Returns:
        A line per data set that lost some, with the data sets for whose sake.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for example in held_out:
        holders[normalise(example.sentence.text)].add(example.data_set)
    lost: defaultdict[str, list[Example]] = defaultdict(list)
    for example in left:
        lost[example.data_set].append(example)
    return tuple(
        Finding(name, f"{len(examples):,} left out: {_held_where(examples, holders)}", warning=False)
        for name, examples in lost.items()
    )


def _held_where(examples: Sequence[Example], holders: Mapping[str, set[str]]) -> str:
    names = {name for one in examples for name in holders[normalise(one.sentence.text)]}
    return f"the same text is held out in {_some(sorted(names))}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
