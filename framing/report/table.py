"""Opens a score table for aggregation, and refuses one that is absent, incomplete or mixed."""

import glob
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from framing.errors import ScoreTableError
from framing.report.options import ReportOptions
from framing.report.run import RunInfo, read_run
from framing.report.wording import counted
from framing.scores import ARTICLE_SCHEMA, ARTICLES_FILE, SCHEMA_VERSION, SCORES_FILE, score_schema

# Further columns of the input; tables made before they could be kept lack it.
_OPTIONAL = "kept"

_VERSION_KEY = b"framing.schema_version"
_JSONL_FILE = "scores.jsonl"
_CSV_FILE = "scores.csv"


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """An open score table.

    Attributes:
        connection: Database with the views ``scores`` and ``articles``, and ``all_articles`` with any
            further column of ``articles.parquet``. Rows stay in the files.
        run: The run that made it.
        frames: Names of the frames, in the table's order.
    """

    connection: duckdb.DuckDBPyConnection
    run: RunInfo
    frames: tuple[str, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Names of the roles, in the checkpoint's order: its labels of words but ``loaded``."""
        others = {*self.frames, "loaded", "word_loaded"}
        return tuple(name for name, _ in self.run.thresholds if name not in others)


@contextmanager
def open_table(out: Path, options: ReportOptions) -> Iterator[ScoreTable]:
    """Open and check the score table in a folder.

    Args:
        out: Folder that ``framing score`` wrote.
        options: Memory and threads for aggregation.

    Yields:
        The table, valid within the ``with`` block.

    Raises:
        ScoreTableError: The table is absent, incomplete, of another schema version, or mixes
            checkpoints.
    """
    run = read_run(out)
    files = _score_files(out)
    articles = _parts(out, ARTICLES_FILE)
    if not articles:
        raise ScoreTableError(f"{out / ARTICLES_FILE} is missing: the score table is incomplete")
    frames = _jsonl_frames(files[0]) if files[0].suffix == ".jsonl" else _parquet_frames(files)
    _check_versions(articles)
    with tempfile.TemporaryDirectory(prefix="framing-report-") as spill:
        connection = _connect(options, Path(spill))
        try:
            _create_views(connection, files, articles, frames)
            table = ScoreTable(connection, run, frames)
            _check_whole(table, out)
            yield table
        except duckdb.IOException as error:
            raise ScoreTableError(f"the score table in {out} cannot be read: {_line(error)}") from error
        except duckdb.InvalidInputException as error:
            raise ScoreTableError(f"the score table in {out} is damaged: {_line(error)}") from error
        finally:
            connection.close()


def _line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _connect(options: ReportOptions, spill: Path) -> duckdb.DuckDBPyConnection:
    # Nothing is fetched, and what does not fit into memory goes to a folder of our own.
    connection = duckdb.connect(
        config={
            "memory_limit": options.memory_limit,
            "threads": options.threads,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "preserve_insertion_order": "false",
        }
    )
    # On a terminal DuckDB would draw a bar of its own.
    connection.execute("SET enable_progress_bar = false")
    return connection


def _parts(out: Path, name: str) -> list[Path]:
    """Find a table that is one file or a folder of numbered parts."""
    single, folder = out / name, out / Path(name).stem
    parts = sorted(folder.glob("part-*.parquet")) if folder.is_dir() else []
    if single.is_file() and parts:
        raise ScoreTableError(f"{out} holds both {name} and {folder.name}/: remove the outdated one")
    return [single] if single.is_file() else parts


def _score_files(out: Path) -> list[Path]:
    parquet, jsonl = _parts(out, SCORES_FILE), out / _JSONL_FILE
    if parquet and jsonl.is_file():
        raise ScoreTableError(f"{out} holds both {SCORES_FILE} and {_JSONL_FILE}: remove the outdated one")
    if parquet:
        return parquet
    if jsonl.is_file():
        return [jsonl]
    if (out / _CSV_FILE).is_file():
        raise ScoreTableError(
            f"{out / _CSV_FILE} cannot be reported on: score again as Parquet or JSON Lines"
        )
    raise ScoreTableError(f"{out / SCORES_FILE} is missing: is {out} a folder that 'framing score' finished?")


def _read_schema(path: Path) -> pa.Schema:
    try:
        return pq.read_schema(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise ScoreTableError(f"{path} is not a readable Parquet file: {_line(error)}") from error


def _check_versions(files: list[Path]) -> None:
    for path in files:
        found = (_read_schema(path).metadata or {}).get(_VERSION_KEY, b"none").decode()
        if found != str(SCHEMA_VERSION):
            raise ScoreTableError(f"{path} has schema version {found}, this report reads {SCHEMA_VERSION}")


def _parquet_frames(files: list[Path]) -> tuple[str, ...]:
    _check_versions(files)
    first = _frame_names(files[0])
    for path in files:
        if _frame_names(path) != first:
            raise ScoreTableError(f"{path} has other frames than {files[0]}: scored by another checkpoint")
        schema = _read_schema(path)
        for wanted in score_schema(first):
            if wanted.name not in schema.names:
                raise ScoreTableError(f"{path} lacks the column '{wanted.name}'")
    return first


def _frame_names(path: Path) -> tuple[str, ...]:
    schema = _read_schema(path)
    if "frames" not in schema.names:
        # A checkpoint without frames: Parquet knows no empty struct.
        return ()
    if not pa.types.is_struct(schema.field("frames").type):
        raise ScoreTableError(f"{path}: the column 'frames' is no struct")
    return tuple(schema.field("frames").type.names)


def _jsonl_frames(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8") as lines:
        first = lines.readline()
    try:
        frames = json.loads(first)["frames"]
        return tuple(frames)
    except (ValueError, KeyError, TypeError) as error:
        raise ScoreTableError(f"{path}:1 is not a row of a score table") from error


def _create_views(
    connection: duckdb.DuckDBPyConnection, files: list[Path], articles: list[Path], frames: tuple[str, ...]
) -> None:
    names = [glob.escape(str(path)) for path in files]
    if files[0].suffix == ".jsonl":
        columns = {field.name: _sql_type(field.type) for field in score_schema(frames)}
        relation = connection.read_json(names[0], columns=columns, format="newline_delimited")
    else:
        relation = connection.read_parquet(names)
    relation.create_view("scores")
    columns_wanted = ", ".join(f'"{field.name}"' for field in ARTICLE_SCHEMA if field.name != _OPTIONAL)
    read = connection.read_parquet([glob.escape(str(path)) for path in articles])
    read.create_view("all_articles")
    try:
        read.project(columns_wanted).create_view("articles")
    except duckdb.BinderException as error:
        raise ScoreTableError(f"{articles[0]} lacks a column: {_line(error)}") from error


def _sql_type(kind: pa.DataType) -> str:
    if isinstance(kind, pa.StructType):
        fields = (kind.field(number) for number in range(kind.num_fields))
        return "STRUCT(" + ", ".join(f'"{field.name}" {_sql_type(field.type)}' for field in fields) + ")"
    if isinstance(kind, pa.ListType):
        return f"{_sql_type(kind.value_type)}[]"
    plain = {pa.string(): "VARCHAR", pa.date32(): "DATE", pa.int32(): "INTEGER", pa.float32(): "FLOAT"}
    return {**plain, pa.bool_(): "BOOLEAN"}[kind]


def _check_whole(table: ScoreTable, out: Path) -> None:
    digests = table.connection.sql("SELECT DISTINCT checkpoint FROM scores ORDER BY 1 LIMIT 3").fetchall()
    if len(digests) > 1:
        named = ", ".join(str(digest) for (digest,) in digests)
        raise ScoreTableError(f"the score table in {out} mixes checkpoints ({named}): score each on its own")
    if digests and digests[0][0] != table.run.checkpoint_digest:
        raise ScoreTableError(
            f"the score table in {out} was made by checkpoint {digests[0][0]}, "
            f"its run.json names {table.run.checkpoint_digest}"
        )
    if "loaded" not in dict(table.run.thresholds):
        raise ScoreTableError(
            f"{out} was scored by {table.run.checkpoint_name}, which does not judge loaded wording, "
            "and that is what a report compiles; read the score table itself"
        )
    for label in table.frames:
        table.run.threshold(label)
    _check_rows(table, out)


def _check_rows(table: ScoreTable, out: Path) -> None:
    rows, expected = table.connection.sql(
        "SELECT (SELECT count(*) FROM scores), (SELECT coalesce(sum(sentences), 0)::BIGINT FROM articles)"
    ).fetchall()[0]
    if rows != expected:
        raise ScoreTableError(
            f"the score table in {out} is incomplete: {counted(rows, 'sentence')}, "
            f"but its articles have {expected:,}"
        )
    if rows == 0:
        raise ScoreTableError(f"the score table in {out} has no sentence: nothing to report")
