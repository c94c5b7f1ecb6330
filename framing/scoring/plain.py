"""The score table as JSON lines and as CSV, for those who do not read Parquet."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.cells import harmless
from framing.scores import SentenceScore
from framing.scoring.parquet import span_dict


class JsonlScores:
    """Writes ``scores.jsonl``: one object per sentence, keys as the score table's columns.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, scores: Sequence[SentenceScore]) -> None:
        """Add rows.

        Args:
            scores: One line each.
        """
        for score in scores:
            self._file.write(json.dumps(_json_row(score), ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def abandon(self) -> None:
        """Close the file of a run that broke off; what is in it stays."""
        self.close()


class CsvScores:
    """Writes ``scores.csv``: ``spans`` as JSON, one column ``frame_<name>`` per frame.

    What a spreadsheet would run as a formula gets an apostrophe in front, as a spreadsheet itself marks a
    text; such a text is one code point longer than in the other formats.

    Args:
        path: The file.
        frames: Names of the checkpoint's frames.
    """

    def __init__(self, path: Path, frames: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._frames = tuple(frames)
        self._rows = csv.writer(self._file, lineterminator="\n")
        self._rows.writerow(self._header())

    def write(self, scores: Sequence[SentenceScore]) -> None:
        """Add rows.

        Args:
            scores: One row each.
        """
        for score in scores:
            row = _json_row(score)
            frames = row.pop("frames")
            row["spans"] = json.dumps(row["spans"], ensure_ascii=False)
            checkpoint = row.pop("checkpoint")
            cells = [*row.values(), *(frames[name] for name in self._frames), checkpoint]
            self._rows.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def abandon(self) -> None:
        """Close the file of a run that broke off; what is in it stays."""
        self.close()

    def _header(self) -> list[str]:
        plain = [name for name in SentenceScore.__slots__ if name not in ("frames", "checkpoint")]
        return [*plain, *(f"frame_{name}" for name in self._frames), "checkpoint"]


def _json_row(score: SentenceScore) -> dict[str, Any]:
    row = {name: getattr(score, name) for name in SentenceScore.__slots__}
    row["published"] = score.published.isoformat() if score.published else None
    row["spans"] = [span_dict(span) for span in score.spans]
    return row
