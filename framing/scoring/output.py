"""Writes the results of a run part by part, and goes on where an earlier run was broken off."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from framing.errors import OutputError, UsageError
from framing.scoring.admission import Copies
from framing.scoring.group import ScoredArticle
from framing.scoring.ledger import LEDGER_FILE, NOTHING, Ledger, added
from framing.scoring.locking import locked
from framing.scoring.marks import START, Mark
from framing.scoring.parts import OpenPart, Shape, remove_unnoted
from framing.scoring.publish import Format, Publication, old_results
from framing.scoring.run_file import Counts, RunInfo, run_content, run_file
from framing.scoring.stored import stored_copies, stored_results
from framing.text import Unscored

UNFINISHED = ".unfinished"
"""Folder within the output where a run under way keeps its parts and its ledger."""

PART_SENTENCES = 32_768
"""Sentences of a part, some 20 seconds of two cores: what a kill costs at most."""


def is_unfinished(out: Path) -> bool:
    """Find out whether a run was broken off in an output, be it while it cleared up behind itself.

    Args:
        out: The output directory.

    Returns:
        Whether the same command goes on there. A run that was killed in between may have left both its
        results and this.
    """
    return (out / UNFINISHED / LEDGER_FILE).is_file()


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How results are written.

    Attributes:
        format: Format of the score table. The other files have one format each.
        overwrite: Replace results that are there already, and begin anew where a run is unfinished;
            results are refused otherwise, and an unfinished run is gone on with.
        part_sentences: A part ends with the article that reaches so many sentences, at least 1.
    """

    format: Format = "parquet"
    overwrite: bool = False
    part_sentences: int = PART_SENTENCES


class ScoreWriter:
    """Writes the results of one run; works only inside its ``with`` block.

    Results are written in parts, into a folder of unfinished work inside the output. When the block ends,
    they take their places together. When the block raises, the parts that are whole stay for the next
    run with the same arguments to go on behind them; where there are none, nothing stays.

    Args:
        out: The output directory; made where it is not there.
        info: What makes the scores, for ``run.json``.
        options: How results are written.

    Raises:
        UsageError: The directory holds results and ``overwrite`` is off, or an unfinished run with other
            arguments, or another process writes there, or it is a file.
        OutputError: The directory cannot be written; raised on entering the block, in it or at its end.
    """

    def __init__(self, out: Path, info: RunInfo, options: OutputOptions | None = None) -> None:
        self._out = out
        self._info = info
        self._options = options or OutputOptions()
        self._folder = out / UNFINISHED
        self._shape = Shape(info.checkpoint.frames, "loaded" in info.checkpoint.sentence_labels)
        self._part: OpenPart | None = None
        self._pending = NOTHING
        self._size = 0
        self._mark = START
        self._kept = NOTHING
        if out.exists() and not out.is_dir():
            raise UsageError(f"{out} is a file; the output is a directory")

    @property
    def scores_file(self) -> Path:
        """Where the score table stands once the block has ended: a file, or a folder of parts."""
        return self._publication(max(1, self._ledger.parts)).table

    @property
    def counts(self) -> Counts:
        """What became of the inputs so far, in earlier runs too."""
        return added(self._ledger.counts, self._pending)

    @property
    def kept(self) -> Counts:
        """What is in parts that are whole: a run that is broken off now loses nothing of it."""
        return self._kept

    @property
    def mark(self) -> Mark:
        """Where the inputs go on behind the parts that are whole."""
        return self._ledger.mark

    @property
    def complete(self) -> bool:
        """Whether an earlier run had written every part, and was broken off in the last moment."""
        return self._ledger.complete

    @property
    def between_parts(self) -> bool:
        """Whether all that was written is in parts that are whole."""
        return self._part is None

    def copies(self) -> Copies:
        """Give the memory of the articles that earlier runs scored."""
        return stored_copies(self._folder, range(0 if self.complete else self._ledger.parts))

    def earlier(self) -> Iterator[ScoredArticle | Unscored]:
        """Give what earlier runs wrote, the articles without their text."""
        yield from stored_results(self._folder, range(0 if self.complete else self._ledger.parts))

    def write(self, item: ScoredArticle | Unscored, mark: Mark | None = None) -> None:
        """Write one result.

        Args:
            item: A scored article or an input that could not be scored.
            mark: Where the inputs go on behind it, for a run that shall be gone on with.

        Raises:
            OutputError: It cannot be written.
        """
        with _as_output_error(self._out):
            if self._part is None:
                self._part = OpenPart(self._folder, self._ledger.parts, self._shape)
            self._part.write(item)
            self._count(item)
            self._mark = mark or Mark(results=self.counts.articles_in)
            if self._size >= self._options.part_sentences:
                self._finish_part()

    def __enter__(self) -> Self:
        with _as_output_error(self._out):
            self._out.mkdir(parents=True, exist_ok=True)
            self._lock = locked(self._out)
            try:
                self._begin()
            except BaseException:
                self._lock.release()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                with _as_output_error(self._out):
                    self._publish()
        finally:
            self._leave()

    def _begin(self) -> None:
        _refuse_links(self._folder)
        if self._options.overwrite:
            shutil.rmtree(self._folder, ignore_errors=True)
        elif not is_unfinished(self._out):
            _refuse_old_results(self._out)
        self._folder.mkdir(exist_ok=True)
        self._ledger = Ledger(self._folder, self._job())
        self._kept = self._ledger.counts
        if not self._ledger.complete:
            remove_unnoted(self._folder, self._ledger.parts)

    def _job(self) -> dict[str, Any]:
        """Say what the run does: one that does something else must not go on with its parts.

        Files may have come behind those that were read, so the digest of all of them does not count.
        """
        return {
            **run_content(self._info),
            "inputs": list(self._info.inputs),
            "part_sentences": self._options.part_sentences,
        }

    def _count(self, item: ScoredArticle | Unscored) -> None:
        if isinstance(item, Unscored):
            one = Counts(1, 0, 0, ((item.reason, 1),), 0)
            self._size += 1
        else:
            one = Counts(1, 1, len(item.sentences), (), len(item.article.foreign))
            self._size += len(item.sentences)
        self._pending = added(self._pending, one)

    def _finish_part(self) -> None:
        part = self._part or OpenPart(self._folder, self._ledger.parts, self._shape)
        part.finish()
        self._ledger.add(self._mark, self._pending)
        self._part, self._pending, self._size = None, NOTHING, 0
        self._kept = self._ledger.counts

    def _publish(self) -> None:
        if not self._ledger.complete:
            if self._part is not None or not self._ledger.parts:
                self._finish_part()
            self._publication(self._ledger.parts).prepare(run_file(self._info, self.counts), self._shape)
            self._ledger.complete_run()
        self._publication(self._ledger.parts).carry_out()

    def _publication(self, parts: int) -> Publication:
        return Publication(self._folder, self._out, parts, self._options.format)

    def _leave(self) -> None:
        """Remove what is not whole; all where no part is."""
        if self._part is not None:
            self._part.abandon()
        if not self._ledger.parts:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.release()


def _refuse_links(folder: Path) -> None:
    """Refuse to work in a folder that leads elsewhere, or holds what does: nothing is written there."""
    for path in (folder, *(folder.rglob("*") if folder.is_dir() else ())):
        if path.is_symlink():
            raise UsageError(f"{path} is a link: results are written nowhere but in the output; remove it")


def _refuse_old_results(out: Path) -> None:
    old = old_results(out)
    if old:
        raise UsageError(f"{out} already holds {old[0].name}; --overwrite replaces it")


@contextmanager
def _as_output_error(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror or error}") from error
