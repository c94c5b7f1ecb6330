"""A directory of results that appears whole or not at all."""

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self, get_args

from framing.errors import OutputError, UsageError
from framing.model.checkpoint import Checkpoint
from framing.scores import ARTICLES_FILE, ERRORS_FILE, RUN_FILE, SCORES_FILE, SentenceScore
from framing.scoring.group import ScoredArticle
from framing.scoring.parquet import ParquetArticles, ParquetScores
from framing.scoring.plain import CsvScores, JsonlScores
from framing.scoring.run_file import Counts, RunInfo, run_file
from framing.text import Unscored

Format = Literal["parquet", "jsonl", "csv"]
PARTIAL = ".partial-"
"""How the name of a directory starts that holds unfinished files."""


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How results are written.

    Attributes:
        format: Format of the score table. The other files have one format each.
        overwrite: Replace results that are there already; they are refused otherwise.
    """

    format: Format = "parquet"
    overwrite: bool = False


class _ScoreTable(Protocol):
    def write(self, scores: tuple[SentenceScore, ...]) -> None: ...
    def close(self) -> None: ...
    def abandon(self) -> None: ...


class ScoreWriter:
    """Writes the results of one run; works only inside its ``with`` block.

    Everything is written into a directory of unfinished files inside the output and moved to its place
    when the block ends. When the block raises, nothing moves and the unfinished files are removed.

    Args:
        out: The output directory; made where it is not there.
        info: What makes the scores, for ``run.json``.
        options: How results are written.

    Raises:
        UsageError: The directory holds results and ``overwrite`` is off, or it is a file.
        OutputError: The directory cannot be written; raised on entering the block, in it or at its end.
    """

    def __init__(self, out: Path, info: RunInfo, options: OutputOptions | None = None) -> None:
        self._out = out
        self._info = info
        self._options = options or OutputOptions()
        self._counter = _Counter()
        _refuse_old_results(out, overwrite=self._options.overwrite)

    @property
    def scores_file(self) -> Path:
        """Where the score table stands once the block has ended."""
        return self._out / Path(SCORES_FILE).with_suffix(f".{self._options.format}")

    @property
    def counts(self) -> Counts:
        """What became of the inputs so far."""
        return self._counter.counts

    def write(self, item: ScoredArticle | Unscored) -> None:
        """Write one result.

        Args:
            item: A scored article or an input that could not be scored.

        Raises:
            OutputError: It cannot be written.
        """
        with _as_output_error(self._out):
            self._files.write(item)
        self._counter.add(item)

    def __enter__(self) -> Self:
        with _as_output_error(self._out):
            self._out.mkdir(parents=True, exist_ok=True)
            self._files = _UnfinishedFiles(self._out, self.scores_file.name, self._info.checkpoint)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                with _as_output_error(self._out):
                    self._files.finish(run_file(self._info, self.counts))
        finally:
            self._files.remove()


class _UnfinishedFiles:
    """The files of a run while it is under way."""

    def __init__(self, out: Path, table: str, checkpoint: Checkpoint) -> None:
        self._out = out
        self._names = (table, ARTICLES_FILE, ERRORS_FILE, RUN_FILE)
        self._folder = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=out))
        self._table = _open_table(self._folder / table, checkpoint)
        self._articles = ParquetArticles(self._folder / ARTICLES_FILE)
        # A path that is not UTF-8 comes out as JSON's own escape of it.
        self._errors = (self._folder / ERRORS_FILE).open(
            "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        )

    def write(self, item: ScoredArticle | Unscored) -> None:
        if isinstance(item, Unscored):
            self._errors.write(_error_line(item))
        else:
            self._table.write(item.sentences)
            self._articles.write(item)

    def finish(self, run: str) -> None:
        """Complete the files and move them to their place."""
        for file in (self._table, self._articles, self._errors):
            file.close()
        (self._folder / RUN_FILE).write_text(run, "utf-8")
        for name in self._names:
            _flush_to_disk(self._folder / name)
        # run.json goes first and comes last: a directory that has one is whole.
        for name in (RUN_FILE, *_result_names()):
            (self._out / name).unlink(missing_ok=True)
        for name in self._names:
            (self._folder / name).replace(self._out / name)
        _flush_to_disk(self._out)

    def remove(self) -> None:
        """Close what is open and remove what was not moved."""
        for close in (self._table.abandon, self._articles.abandon, self._errors.close):
            # The disk may be full, which must not hide what ended the run.
            with suppress(OSError):
                close()
        shutil.rmtree(self._folder, ignore_errors=True)


class _Counter:
    def __init__(self) -> None:
        self._articles = self._sentences = self._foreign = 0
        self._errors: Counter[str] = Counter()

    def add(self, item: ScoredArticle | Unscored) -> None:
        if isinstance(item, Unscored):
            self._errors[item.reason] += 1
        else:
            self._articles += 1
            self._sentences += len(item.sentences)
            self._foreign += len(item.article.foreign)

    @property
    def counts(self) -> Counts:
        return Counts(
            articles_in=self._articles + self._errors.total(),
            articles=self._articles,
            sentences=self._sentences,
            errors=tuple(sorted(self._errors.items())),
            foreign_paragraphs=self._foreign,
        )


def _open_table(path: Path, checkpoint: Checkpoint) -> _ScoreTable:
    if path.suffix == ".jsonl":
        return JsonlScores(path)
    if path.suffix == ".csv":
        return CsvScores(path, checkpoint.frames)
    return ParquetScores(path, checkpoint.frames, loaded="loaded" in checkpoint.sentence_labels)


def _result_names() -> tuple[str, ...]:
    tables = (Path(SCORES_FILE).with_suffix(f".{kind}").name for kind in get_args(Format))
    return (*tables, ARTICLES_FILE, ERRORS_FILE, RUN_FILE)


def _refuse_old_results(out: Path, *, overwrite: bool) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; the output is a directory")
    old = [name for name in _result_names() if (out / name).exists()]
    if old and not overwrite:
        raise UsageError(f"{out} already holds {old[0]}; --overwrite replaces it")


def _error_line(item: Unscored) -> str:
    content = {"path": item.path, "record": item.record, "reason": item.reason, "detail": item.detail}
    return json.dumps(content, ensure_ascii=False) + "\n"


def _flush_to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _as_output_error(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror or error}") from error
