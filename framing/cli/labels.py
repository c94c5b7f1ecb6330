"""``framing labels``: what the labels mean."""

import textwrap

import typer

from framing.labels import LABELS

WIDTH = 96
"""Columns of the text: longer lines are hard to read."""


def command() -> int:
    """Print what each label means, with an example and where the definition comes from."""
    typer.echo(describe_labels())
    return 0


def describe_labels() -> str:
    """Describe the labels of the default checkpoint.

    Returns:
        One paragraph per label, in the order of the label sets.
    """
    return "\n\n".join(
        "\n".join(
            (
                f"{label.name} ({label.title}, {label.kind})",
                _indented(label.definition),
                _indented(f"Yes: {label.example}"),
                _indented(f"No:  {label.counter_example}"),
                _indented(f"From: {label.origin}"),
            )
        )
        for label in LABELS
    )


def _indented(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="    ", subsequent_indent="         ")
