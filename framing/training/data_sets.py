"""The data sets of a run, read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.evaluation.leaks import normalise
from framing.labelled.examples import Example
from framing.labelled.layouts import HUB, OWN, read_examples, read_table
from framing.training.inspection import Finding
from framing.training.noticed import table_findings
from framing.training.settings import DataSet, Settings

Examples = Sequence[Example]


def read_data_set(name: str, settings: Settings) -> tuple[Examples, tuple[Finding, ...]]:
    """Read one data set.

    Args:
        name: Its name.
        settings: The run.

    Returns:
        Its examples, and how a user's table was understood.

    Raises:
        TrainingDataError: The file is absent or garbled.
        ConfigError: Its layout is unknown.
    """
    data_set = settings.data[name]
    folder = data_set.folder or settings.data_folder
    file: Path | str = data_set.file if data_set.layout == HUB else folder / data_set.file
    if data_set.layout not in (OWN, HUB):
        return tuple(read_examples(name, file, data_set.layout)), ()
    table = read_table(name, file, data_set.layout, data_set.columns)
    return _alike_together(table.examples), table_findings(name, table)


def described(name: str, data_set: DataSet) -> str:
    """Name a data set in an error.

    Args:
        name: Its name.
        data_set: Its settings.

    Returns:
        Its name and its file.
    """
    return f"data set {name} ({data_set.file})"


def _alike_together(examples: Examples) -> Examples:
    """Give texts that stand alone the group of the first one that is the same but for case and signs."""
    first: dict[str, str] = {}
    return tuple(
        replace(example, group=first.setdefault(normalise(example.group), example.group))
        if example.group == example.sentence.text
        else example
        for example in examples
    )
