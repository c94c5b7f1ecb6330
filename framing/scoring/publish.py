"""The parts of a finished run become its results."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import pyarrow.parquet as pq

from framing.errors import OutputError
from framing.scores import ARTICLES_FILE, ERRORS_FILE, RUN_FILE, SCORES_FILE
from framing.scoring.ledger import LEDGER_FILE
from framing.scoring.parts import Shape, flush_to_disk, part_file
from framing.scoring.plain import CsvScores, JsonlScores
from framing.scoring.stored import stored_scores

Format = Literal["parquet", "jsonl", "csv"]

MOST_JOINED = 32
"""So many parts become one file, some million sentences; more stay parts, in a folder."""

_PARTS = "part-*.parquet"


def old_results(out: Path) -> list[Path]:
    """Find what an earlier run left: tables in each format, whole or in parts.

    A folder that is named like one of parts but holds none is somebody's own, and so is one elsewhere that a
    link leads to: they are left alone.

    Args:
        out: The output directory.

    Returns:
        Their paths.
    """
    names = (*(table_file(kind) for kind in get_args(Format)), ARTICLES_FILE, ERRORS_FILE, RUN_FILE)
    files = [out / name for name in names if (out / name).is_file()]
    folders = (out / Path(name).stem for name in (SCORES_FILE, ARTICLES_FILE))
    return files + [folder for folder in folders if not folder.is_symlink() and any(folder.glob(_PARTS))]


def table_file(kind: Format) -> str:
    """Name the file of a score table that is not in parts.

    Args:
        kind: Its format.

    Returns:
        The name, without a folder.
    """
    return Path(SCORES_FILE).with_suffix(f".{kind}").name


@dataclass(frozen=True, slots=True)
class Publication:
    """The results of a run whose parts are all whole.

    Carrying it out may be broken off anywhere and done again.

    Attributes:
        folder: The run's folder.
        out: Where the results go.
        parts: How many parts there are, at least one.
        format: Format of the score table.
    """

    folder: Path
    out: Path
    parts: int
    format: Format

    @property
    def joined(self) -> bool:
        """Whether the parts become one file."""
        return self.parts <= MOST_JOINED

    @property
    def table(self) -> Path:
        """Where the score table stands in the end: a file, or a folder of parts."""
        whole = self.format != "parquet" or self.joined
        return self.out / (table_file(self.format) if whole else Path(SCORES_FILE).stem)

    def prepare(self, run: str, shape: Shape) -> None:
        """Write what is made of the parts, within the run's folder.

        Args:
            run: Text of ``run.json``.
            shape: What the rows look like.
        """
        self._join_errors()
        # A setting that is not UTF-8 comes out as JSON's own escape of it.
        (self.folder / RUN_FILE).write_text(run, "utf-8", "backslashreplace")
        if self.joined:
            for name in self._parquet():
                self._join(name)
        if self.format != "parquet":
            self._render(self.folder / self.table.name, shape)
        for made in self._moves().values():
            flush_to_disk(made)

    def carry_out(self) -> None:
        """Put the results in the place of older ones.

        Raises:
            OutputError: Something else stands where a folder of parts belongs.
        """
        moves = self._moves()
        self._refuse_others(moves)
        if moves[RUN_FILE].exists():
            # Else the one that stands there is this run's: only the clearing up was broken off.
            (self.out / RUN_FILE).unlink(missing_ok=True)
        for old in old_results(self.out):
            # What has no successor any more was put there by a run that was broken off here.
            if old.name not in moves or moves[old.name].exists():
                _remove(old)
        # run.json comes last: a directory that has one is whole.
        for name, made in moves.items():
            if made.exists():
                made.replace(self.out / name)
        flush_to_disk(self.out)
        _clear(self.folder)

    def _parquet(self) -> tuple[str, ...]:
        """Name the tables that are wanted as Parquet."""
        return (ARTICLES_FILE, *([SCORES_FILE] if self.format == "parquet" else []))

    def _moves(self) -> dict[str, Path]:
        """Give the names of the results, and where each lies until it takes its place."""
        tables = [name if self.joined else Path(name).stem for name in self._parquet()]
        rendered = [] if self.format == "parquet" else [self.table.name]
        return {name: self.folder / name for name in (*rendered, *tables, ERRORS_FILE, RUN_FILE)}

    def _refuse_others(self, moves: dict[str, Path]) -> None:
        for name, made in moves.items():
            there = self.out / name
            if made.is_dir() and there.is_dir() and not any(there.glob(_PARTS)) and any(there.iterdir()):
                raise OutputError(
                    f"{there} is in the way of the results; move it and give the same command again"
                )

    def _join_errors(self) -> None:
        with (self.folder / ERRORS_FILE).open("wb") as errors:
            for number in range(self.parts):
                with part_file(self.folder, "errors", number).open("rb") as part:
                    shutil.copyfileobj(part, errors)

    def _join(self, name: str) -> None:
        parts = [part_file(self.folder, Path(name).stem, number) for number in range(self.parts)]
        if len(parts) == 1:
            # It is the whole table. A copy, since the part must stay until the run is noted as complete.
            shutil.copyfile(parts[0], self.folder / name)
            return
        with pq.ParquetWriter(self.folder / name, pq.read_schema(parts[0]), compression="zstd") as table:
            for part in parts:
                with pq.ParquetFile(part) as rows:
                    for group in range(rows.num_row_groups):
                        table.write_table(rows.read_row_group(group))

    def _render(self, file: Path, shape: Shape) -> None:
        table = _RENDERED[self.format](file, shape)
        try:
            for score in stored_scores(self.folder, range(self.parts)):
                table.write((score,))
        finally:
            table.close()


_RENDERED: Mapping[str, Callable[[Path, Shape], JsonlScores | CsvScores]] = {
    "jsonl": lambda file, _: JsonlScores(file),
    "csv": lambda file, shape: CsvScores(file, shape.frames),
}
"""Formats that are made of the finished table."""


def _clear(folder: Path) -> None:
    """Remove the run's folder, its ledger last: while that is there, the same command goes on here."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != LEDGER_FILE:
            path.unlink()
    shutil.rmtree(folder)


def _remove(old: Path) -> None:
    if old.is_dir():
        for part in old.glob(_PARTS):
            part.unlink()
        if not any(old.iterdir()):
            old.rmdir()
    else:
        old.unlink()
