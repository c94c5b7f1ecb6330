"""``framing labels``: what the labels mean."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from framing.cli.terminal import harmless
from framing.labels import LABELS, Kind, Label
from framing.model.checkpoint import Checkpoint, Decision, load_checkpoint

WIDTH = 96
"""Columns of the text: longer lines are hard to read."""

_DECIDED = ("threshold", "chosen_for", "precision", "recall")


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """A label of a checkpoint.

    Attributes:
        name: Its name there.
        kind: Which set it belongs to.
        known: What it means; ``None`` for a label that this package does not define.
        decision: From which probability it counts; ``None`` where no checkpoint was asked for.
    """

    name: str
    kind: Kind
    known: Label | None
    decision: Decision | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the label as ``--json`` shows it, with the names that the API of ``framing serve`` has."""
        known = asdict(self.known) if self.known else dict.fromkeys(Label.__dataclass_fields__)
        decided = {name: getattr(self.decision, name, None) for name in _DECIDED}
        aims = [asdict(aim) for aim in self.decision.aims] if self.decision else []
        return {**known, "name": self.name, "kind": self.kind, **decided, "aims": aims}


def command(
    checkpoint: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CHECKPOINT]",
            help="A checkpoint directory, or 'default' for the shipped one: its labels, and from where "
            "each counts.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> int:
    """Print what each label means, with an example and where the definition comes from."""
    entries = own_labels() if checkpoint is None else labels_of(load_checkpoint(checkpoint))
    if as_json:
        typer.echo(json.dumps([entry.to_dict() for entry in entries], ensure_ascii=False, indent=2))
    else:
        typer.echo(describe_labels(entries))
    return 0


def own_labels() -> tuple[LabelEntry, ...]:
    """List the labels that this package defines."""
    return tuple(LabelEntry(label.name, label.kind, label) for label in LABELS)


def labels_of(checkpoint: Checkpoint) -> tuple[LabelEntry, ...]:
    """List the labels of a checkpoint.

    Args:
        checkpoint: The checkpoint.

    Returns:
        Sentence labels, then the word labels that are not sentence labels too.
    """
    # A label of sentences that is called like a role is not that role, and the other way round.
    frames = {label.name: label for label in LABELS if label.kind != "role"}
    roles = {label.name: label for label in LABELS if label.kind != "frame"}
    sentence = zip(checkpoint.sentence_labels, checkpoint.sentence_decisions, strict=True)
    words = zip(checkpoint.word_labels, checkpoint.word_decisions, strict=True)
    entries = [
        LabelEntry(name, "loaded" if name == "loaded" else "frame", frames.get(name), decision)
        for name, decision in sentence
    ]
    entries += [
        LabelEntry(name, "role", roles.get(name), decision)
        for name, decision in words
        if name not in checkpoint.sentence_labels
    ]
    return tuple(entries)


def describe_labels(entries: Sequence[LabelEntry]) -> str:
    """Describe labels.

    Args:
        entries: The labels.

    Returns:
        One paragraph per label, in their order.
    """
    return "\n\n".join("\n".join(_lines(entry)) for entry in entries)


def _lines(entry: LabelEntry) -> Iterator[str]:
    known = entry.known
    if known is None:
        yield harmless(f"{entry.name} ({entry.kind})")
        yield _indented("A label of this checkpoint's own: its model card says what it means.")
    else:
        yield f"{known.name} ({known.title}, {known.kind})"
        yield _indented(known.definition)
        yield _indented(f"Yes: {known.example}")
        yield _indented(f"No:  {known.counter_example}")
        yield _indented(f"From: {known.origin}")
    if entry.decision is not None:
        yield _indented(_decided(entry.decision))
        if entry.decision.aims:
            aims = ", ".join(f"{aim.aim:g} from {aim.threshold:.2f}" for aim in entry.decision.aims)
            yield _indented(f"With --precision: {aims}")


def _decided(decision: Decision) -> str:
    aim = "" if decision.chosen_for is None else f" ({decision.chosen_for})"
    counts = f"Counts from {decision.threshold:.2f}{aim}"
    if decision.precision is None or decision.recall is None:
        return counts
    return f"{counts}: precision {decision.precision:.2f}, recall {decision.recall:.2f} when trained"


def _indented(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="    ", subsequent_indent="         ")
