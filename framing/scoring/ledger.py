"""The book of a run under way: which parts are whole, and where the run goes on."""

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.errors import UsageError
from framing.scoring.marks import START, Mark
from framing.scoring.parts import part_files
from framing.scoring.run_file import Counts

LEDGER_FILE = "ledger.jsonl"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What a ledger says of a part.

    Attributes:
        number: Its number, from 0.
        sizes: Bytes of its files, in the order of their kinds.
        mark: Where the inputs go on behind it.
        counts: What it holds.
    """

    number: int
    sizes: tuple[int, ...]
    mark: Mark
    counts: Counts


class Ledger:
    """The ledger of one run: a line of JSON when it begins, one for every part that is whole.

    What follows a line that was cut off, or a part that is not there as it was noted, counts for nothing:
    it is scored again.

    Args:
        folder: The run's folder, with ledger and parts.
        job: What the run does. A ledger that is there belongs to the same job, or it is refused.

    Attributes:
        parts: How many parts are whole.
        mark: Where the inputs go on behind them.
        counts: What they hold.
        complete: Whether there are no more to come.

    Raises:
        UsageError: The ledger belongs to another job, or was written by another version of this package.
    """

    parts: int
    mark: Mark
    counts: Counts
    complete: bool

    def __init__(self, folder: Path, job: Mapping[str, Any]) -> None:
        self._folder = folder
        self._file = folder / LEDGER_FILE
        self.parts = 0
        self.mark = START
        self.counts = NOTHING
        self.complete = False
        lines = _whole_lines(self._file)
        if lines:
            _refuse_other(json.loads(lines[0]), job)
            self._go_on(lines)
        else:
            self._file.unlink(missing_ok=True)
            self._append({"ledger": _VERSION, "job": job})

    def add(self, mark: Mark, counts: Counts) -> None:
        """Note that the next part is whole; when this returns, that is on the disk.

        Args:
            mark: Where the inputs go on behind it.
            counts: What it holds.
        """
        sizes = tuple(file.stat().st_size for file in part_files(self._folder, self.parts))
        content = {"part": self.parts, "sizes": sizes, "mark": mark.to_dict(), "counts": counts.to_dict()}
        self._append(content)
        self._note(PartRecord(self.parts, sizes, mark, counts))

    def complete_run(self) -> None:
        """Note that all parts are there, and what is made of them."""
        self._append({"complete": True})
        self.complete = True

    def _go_on(self, lines: list[bytes]) -> None:
        """Take up what an earlier run noted, as far as it holds."""
        contents = [json.loads(line) for line in lines]
        self.complete = "complete" in contents[-1]
        records = [_record(content) for content in contents[1:] if "part" in content]
        for record in records:
            # The parts of a complete run may stand among the results already.
            if not self.complete and not self._holds(record):
                break
            self._note(record)
        kept = lines if self.complete else lines[: self.parts + 1]
        os.truncate(self._file, sum(len(line) + 1 for line in kept))

    def _holds(self, record: PartRecord) -> bool:
        files = part_files(self._folder, record.number)
        there = [file.stat().st_size if file.is_file() else None for file in files]
        return record.number == self.parts and there == list(record.sizes)

    def _note(self, record: PartRecord) -> None:
        self.parts = record.number + 1
        self.mark = record.mark
        self.counts = added(self.counts, record.counts)

    def _append(self, content: Mapping[str, Any]) -> None:
        with self._file.open("ab") as stream:
            stream.write(json.dumps(content).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())


NOTHING = Counts(0, 0, 0, (), 0)


def added(first: Counts, second: Counts) -> Counts:
    """Add up what two parts hold."""
    errors = Counter(dict(first.errors)) + Counter(dict(second.errors))
    return Counts(
        articles_in=first.articles_in + second.articles_in,
        articles=first.articles + second.articles,
        sentences=first.sentences + second.sentences,
        errors=tuple(sorted(errors.items())),
        foreign_paragraphs=first.foreign_paragraphs + second.foreign_paragraphs,
    )


def _record(content: Mapping[str, Any]) -> PartRecord:
    counts = {**content["counts"], "errors": tuple(sorted(content["counts"]["errors"].items()))}
    mark, sizes = Mark.from_dict(content["mark"]), tuple(content["sizes"])
    return PartRecord(content["part"], sizes, mark, Counts(**counts))


def _refuse_other(head: Mapping[str, Any], job: Mapping[str, Any]) -> None:
    if head.get("ledger") != _VERSION:
        raise UsageError("an unfinished run of another version is there; --overwrite begins anew")
    # What went through JSON once: tuples are lists there.
    now, then = _flat(json.loads(json.dumps(job))), _flat(head["job"])
    for name in sorted(now.keys() | then.keys()):
        if now.get(name) != then.get(name):
            given = f"{name} {then.get(name)!r}, not {now.get(name)!r}"
            raise UsageError(f"the unfinished run there has {given}; --overwrite begins anew")


def _flat(content: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in content.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name} ")
        else:
            flat[f"{prefix}{name}"] = value
    return flat


def _whole_lines(file: Path) -> list[bytes]:
    lines = file.read_bytes().split(b"\n")[:-1] if file.is_file() else []
    whole = []
    for line in lines:
        try:
            json.loads(line)
        except ValueError:
            break
        whole.append(line)
    return whole
