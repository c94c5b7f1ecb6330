"""Figures from other runs of the same settings, beside a checkpoint: over all folds, one source left out.

They are of other checkpoints, made in the same way, so they stand apart from its own figures: in
``metrics.json`` under ``wider``, on the card in a section of their own.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.errors import CheckpointError, OutputError
from framing.evaluation.measure import Measure, Protocol

METRICS_FILE, CARD_FILE = "metrics.json", "README.md"
HEADLINES = ("macro_f1", "auc", "ece", "ece_if_perfect")
"""Last parts of the names of what the card shows of ``loaded`` and of all frames together."""

_BEGIN, _END = "<!-- wider figures -->", "<!-- end of wider figures -->"
_BEFORE = "## Thresholds"
_NONE = "Not measured: the figures above are of one fold."


def empty_section() -> str:
    """Give the place on a model card where figures of other runs go.

    Returns:
        The section, which says that there are none yet.
    """
    return _section(_NONE)


def add_wider(checkpoint: Path, runs: Sequence[Path], *, but: str = "") -> None:
    """Put the figures of other runs of the same settings beside a checkpoint.

    Args:
        checkpoint: Its directory; ``metrics.json`` and ``README.md`` are changed, the digest stays.
        runs: Directories that ``framing train --folds`` made, for instance one by group and one by source.
            They take the place of those that were there.
        but: In what their settings differ, as the card shall say it ("without teachers").

    Raises:
        CheckpointError: A directory holds no ``metrics.json`` in the right form.
        OutputError: The checkpoint has no model card.
    """
    card = checkpoint / CARD_FILE
    if not card.is_file():
        raise OutputError(f"{checkpoint} holds no model card to add figures to")
    metrics = _read(checkpoint)
    wider = [_read(run)["measures"] for run in runs]
    text = with_section(card.read_text("utf-8"), [[_measure(row) for row in rows] for rows in wider], but)
    metrics["wider"] = [row for rows in wider for row in rows]
    (checkpoint / METRICS_FILE).write_text(json.dumps(metrics, indent=1) + "\n", "utf-8")
    card.write_text(text, "utf-8")


def with_section(card: str, runs: Sequence[Sequence[Measure]], but: str = "") -> str:
    """Write the figures of other runs into a model card.

    Args:
        card: The card.
        runs: Figures by run.
        but: In what their settings differ.

    Returns:
        The card, its section of such figures replaced, or added before the thresholds.
    """
    section = _section("\n".join(_table(run) for run in runs) if runs else _NONE, but)
    if _BEGIN in card and _END in card:
        before, _, rest = card.partition(_BEGIN)
        return before + section + rest.partition(_END)[2]
    before, heading, rest = card.partition(_BEFORE)
    return f"{before}{section}\n\n{heading}{rest}"


def _section(content: str, but: str = "") -> str:
    way = f"in the same way but {but}" if but else "in the same way"
    about = (
        f"Of checkpoints made {way}, each measured on what it did not see, put together. "
        "This checkpoint is another one."
    )
    return f"{_BEGIN}\n## Over all folds, and sources left out\n\n{about}\n\n{content}\n{_END}"


def _table(run: Sequence[Measure]) -> str:
    rows = [
        f"| {figure.protocol.name} | {figure.name} | {figure.text()} | {figure.n:,} |"
        for figure in run
        if _is_headline(figure.name)
    ]
    return "\n".join(["| protocol | measure | value | n |", "|---|---|---|---|", *rows, ""])


def _is_headline(name: str) -> bool:
    of, _, kind = name.partition(".")
    if of in ("loaded", "own_loaded", "frames"):
        return kind in HEADLINES
    return of == "mirror" or (of == "word" and kind.endswith(".f1"))


def _read(folder: Path) -> dict[str, Any]:
    file = folder / METRICS_FILE
    try:
        content: dict[str, Any] = json.loads(file.read_text("utf-8"))
        if not isinstance(content["measures"], list):
            raise TypeError("its measures are no list")
    except OSError as error:
        raise CheckpointError(f"{folder} holds no figures: {error.strerror}: {file}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{file} is garbled: {error!r}") from error
    return content


def _measure(row: Mapping[str, Any]) -> Measure:
    protocol = Protocol(row["protocol"], row["seed"], row["checkpoint"])
    return Measure(row["name"], row["value"], row["low"], row["high"], row["n"], protocol)
