"""What is written is what docs/ says is written: every key, every type, every column."""

import copy
import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from framing.labels import FRAME_NAMES
from framing.report import EVENTS_FILE, ReportFiles, write_report
from tests.report.conftest import OPTIONS
from tests.report.corpus import draw_articles, run_json, three_sources, write_table
from tests.report.events.conftest import SCHOOL, made
from tests.report.figures import missing, page_figures
from tests.report.telling.tellings import POST, TIDE, telling
from tests.report.test_near_copies import reprint

DOCS = Path(__file__).parents[2] / "docs"
Types = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a table from which a report has something to say in every part."""
    articles = [
        *three_sources(16),
        *draw_articles("Small Gazette", 2, loaded=0.2),
        telling("Post", POST),
        telling("Tide", TIDE),
        reprint("Agency", 0, day=0),
        reprint("Bay", 1, day=1),
        replace(made("bay", 1, SCHOOL), title=None),
    ]
    # One source casts a name in two roles.
    articles[0] = replace(
        articles[0], sentences=(*telling("Post", ("The [V|firm] lied.", "The [T|firm] wept.")).sentences,) * 9
    )
    out = write_table(tmp_path_factory.mktemp("schema"), articles)
    run = run_json(articles)
    counts = {"positives": 300, "negatives": 3000}
    run["checkpoint"]["quality"]["loaded"] |= counts
    run["checkpoint"]["quality"]["crime"] = {"precision": 0.9, "recall": 0.8, **counts}
    point = {"threshold": 0.52, "precision": 0.7, "recall": 0.4}
    run["checkpoint"]["quality"]["villain"] = {"precision": 0.6, "recall": 0.5, "aims": [point]}
    (out / "run.json").write_text(json.dumps(run))
    return out


@pytest.fixture(scope="module")
def files(out: Path) -> ReportFiles:
    return write_report(out, replace(OPTIONS, by="language", events_shown=60))


@pytest.fixture(scope="module")
def document(files: ReportFiles) -> dict[str, Any]:
    assert files.json is not None
    loaded: dict[str, Any] = json.loads(files.json.read_text("utf-8"))
    return loaded


def rows(text: str) -> list[list[str]]:
    """Read the rows of the tables of a page, without headings."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [cells for cells in lines if "`" in cells[0] or "*" in cells[0]]


@pytest.fixture(scope="module")
def documented() -> Types:
    parts = re.split(r"^### (\w+)$", (DOCS / "report-json.md").read_text("utf-8"), flags=re.MULTILINE)
    return {
        name: {cells[0].strip("`"): cells[1] for cells in rows(text)}
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


class Walk:
    """Compares values with the types that the page gives them, and notes which it met with a value."""

    def __init__(self, types: Types) -> None:
        self.types = types
        self.met: set[str] = set()
        self.faults: list[str] = []

    def check(self, value: Any, kind: str, where: str) -> None:
        if kind.endswith(" or null"):
            if value is not None:
                self.check(value, kind.removesuffix(" or null"), where)
        elif kind.startswith("list of ") and isinstance(value, list):
            for one in value:
                self.check(one, kind.removeprefix("list of "), f"{where}[]")
        elif kind.startswith("map of ") and isinstance(value, dict):
            for name, one in value.items():
                self.check(one, kind.removeprefix("map of "), f"{where}.{name}")
        elif kind in self.types and isinstance(value, dict):
            self.met.add(kind)
            if set(value) != set(self.types[kind]):
                self.faults.append(f"{where}: {sorted(set(value) ^ set(self.types[kind]))}")
            for name in set(value) & set(self.types[kind]):
                self.check(value[name], self.types[kind][name], f"{where}.{name}")
        elif not is_plain(value, kind):
            self.faults.append(f"{where} is {value!r}, not {kind}")


def is_plain(value: Any, kind: str) -> bool:
    plain = {"string": str, "int": int, "number": (int, float), "bool": bool}
    return (
        kind in plain and isinstance(value, plain[kind]) and (kind == "bool" or not isinstance(value, bool))
    )


def test_the_json_is_as_documented(document: dict[str, Any], documented: Types) -> None:
    walk = Walk(documented)
    walk.check(document, "Document", "")
    assert walk.faults == []
    assert walk.met == set(documented)


def test_the_page_names_the_schema_version(document: dict[str, Any]) -> None:
    page = (DOCS / "report-json.md").read_text("utf-8")
    assert f"describes version {document['report_schema_version']}." in page


def test_the_csv_has_the_documented_columns(files: ReportFiles) -> None:
    assert files.csv is not None
    header = next(csv.reader(io.StringIO(files.csv.read_text("utf-8"), newline="")))
    about = [
        name for cells in rows((DOCS / "sources-csv.md").read_text("utf-8")) for name in columns(cells[0])
    ]
    measures = ["own_share", "quoted_share", "own_rate", "quoting_share", "own_mean_prob", "mean_prob"]
    measures += ["quoting_mean_prob", *(f"frame.{name}" for name in FRAME_NAMES)]
    measures += ["role.villain", "role.victim", "role.hero"]
    parts = [name.removeprefix("*m*") for name in about if name.startswith("*m*")]
    assert parts == ["", ".low", ".high", ".count", ".of"]
    assert header == [name for name in about if not name.startswith("*m*")] + [
        measure + part for measure in measures for part in parts
    ]


def columns(cell: str) -> list[str]:
    return [name.replace("`", "") for name in cell.split(", ")]


def test_the_events_file_is_as_documented(out: Path, files: ReportFiles) -> None:
    schema = pq.read_schema(out / EVENTS_FILE)
    page = (DOCS / "events.md").read_text("utf-8")
    section = page[page.index("## `events.parquet`") : page.index("## What an event is")]
    stated = {name: cells[1] for cells in rows(section) for name in columns(cells[0])}
    types = {field.name: f"{field.type}{' or null' if field.nullable else ''}" for field in schema}
    assert {name: kind for name, kind in stated.items() if not name.startswith("framing.")} == types
    keys = {name for name in stated if name.startswith("framing.")}
    assert keys == {key.decode() for key in schema.metadata if key.startswith(b"framing.")}


def test_every_figure_of_the_page_stands_in_the_json(files: ReportFiles, document: dict[str, Any]) -> None:
    """Each in the very part of the report that its row, tile or bar is about."""
    assert files.html is not None
    figures = list(page_figures(files.html.read_text("utf-8"), document))
    wrong = [(one.where, " ".join(one.text.split()), found) for one in figures if (found := missing(one))]
    assert wrong == []
    counted = Counter(one.where for one in figures)
    assert {place for place, cells in counted.items() if cells > 3} >= FIGURES


FIGURES = {
    "tiles",
    "tiles of a source",
    "frames",
    "means of frames",
    "Loaded words",
    "Table of sources",
    "Table of roles",
    "Table of differences",
    "Table of less clear differences",
    "Table by language",
    "Table of the model's errors",
    "Table of corrected shares",
}


@pytest.mark.parametrize("name", ["own_share", "mean_prob", "quoting_share"])
def test_a_figure_that_is_not_in_the_json_is_found(
    files: ReportFiles, document: dict[str, Any], name: str
) -> None:
    assert files.html is not None
    changed = copy.deepcopy(document)
    for source in changed["sources"]:
        source[name] = {
            "value": 0.98765,
            "low": 0.98763,
            "high": 0.98767,
            "numerator": 7654,
            "denominator": 1,
        }
        source["own_mean_prob"] = source[name]
    figures = page_figures(files.html.read_text("utf-8"), changed)
    assert any(missing(one) for one in figures)
