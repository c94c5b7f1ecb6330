"""Finds the group of each article, where a report compiles by a column beside the source."""

import glob
from pathlib import Path

import duckdb

from framing.errors import UsageError
from framing.report.options import ReportOptions
from framing.report.table import ScoreTable

# Names under which a table may hold what `articles.parquet` calls by the second.
_KEYS = (("article_id", "article_id"), ("id", "article_id"), ("url", "url"), ("path", "path"))


def register_groups(table: ScoreTable, options: ReportOptions) -> None:
    """Make the articles' groups known to the database, as ``groups`` (article_id, value).

    Args:
        table: An open score table.
        options: The column, and the table that has it. Without a column there are no groups.

    Raises:
        UsageError: There is no such column, the table cannot be read, or it names no article.
    """
    if options.by is None:
        table.connection.execute("CREATE OR REPLACE TEMP TABLE groups (article_id VARCHAR, value VARCHAR)")
        return
    if options.columns is None:
        _create(table, f"SELECT article_id, {_own_column(table, options.by)} AS value FROM all_articles")
        return
    given = _read(table.connection, options.columns)
    _require(options.by, given.columns, str(options.columns))
    key, ours = _key(given.columns, options.columns)
    given.create_view("given_columns", replace=True)
    _create(
        table,
        f"SELECT articles.article_id AS article_id, min(given_columns.{_name(options.by)}::VARCHAR) AS value "
        f"FROM articles JOIN given_columns ON given_columns.{_name(key)}::VARCHAR = articles.{ours} "
        "GROUP BY articles.article_id",
    )
    if not table.connection.sql("SELECT count(*) FROM groups").fetchall()[0][0]:
        raise UsageError(f"{options.columns} names no article of the score table in its column '{key}'")


def _own_column(table: ScoreTable, column: str) -> str:
    """Give the expression for a column of the articles: their own, or one kept from the input."""
    own = table.connection.table("all_articles").columns
    kept: list[str] = []
    if "kept" in own:
        query = "SELECT DISTINCT unnest(map_keys(kept)) AS name FROM all_articles ORDER BY name"
        kept = [name for (name,) in table.connection.sql(query).fetchall()]
    if column in kept:
        return "kept['" + column.replace("'", "''") + "']"
    there = ", ".join(name for name in (*own, *kept) if name != "kept")
    if column not in own:
        raise UsageError(
            f"articles.parquet has no column '{column}'; it has {there}. 'framing score --keep {column}' "
            "keeps one of the input, --columns FILE names another table that has it"
        )
    return _name(column)


def _create(table: ScoreTable, query: str) -> None:
    table.connection.execute(
        "CREATE OR REPLACE TEMP TABLE groups AS SELECT article_id, nullif(trim(value::VARCHAR), '') AS value "
        f"FROM ({query}) WHERE nullif(trim(value::VARCHAR), '') IS NOT NULL"
    )


def _read(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    if not path.is_file():
        raise UsageError(f"{path} is not a file")
    name, kind = glob.escape(str(path)), path.name.lower().removesuffix(".gz").rsplit(".", 1)[-1]
    try:
        match kind:
            case "parquet":
                return connection.read_parquet([name])
            case "csv" | "tsv":
                return connection.read_csv(name, all_varchar=True)
            case "json" | "jsonl" | "ndjson":
                return connection.read_json(name)
    except duckdb.Error as error:
        raise UsageError(f"{path} cannot be read: {str(error).splitlines()[0]}") from error
    raise UsageError(f"{path} is no table: .csv, .tsv, .json, .jsonl and .parquet are read")


def _key(columns: list[str], path: Path) -> tuple[str, str]:
    for theirs, ours in _KEYS:
        if theirs in columns:
            return theirs, ours
    raise UsageError(f"{path} has none of the columns that name an article: article_id, id, url, path")


def _require(column: str, columns: list[str], where: str) -> None:
    if column not in columns:
        raise UsageError(f"{where} has no column '{column}'; it has {', '.join(columns)}")


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
