"""Labels that no threshold decides at the precision asked for have no share, rather than one of 0 %."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.report import ReportFiles, write_report
from tests.report.conftest import OPTIONS
from tests.report.corpus import run_json, three_sources, write_table
from tests.report.telling.tellings import POST, TIDE, telling

SAID = "not decided at this precision"
SHARES = ("own_share", "quoted_share", "own_rate")


def report_without(folder: Path, undecided: Sequence[str]) -> ReportFiles:
    """Write the report of a run in which these labels are given at a probability of 1 only."""
    articles = [*three_sources(), telling("Post", POST), telling("Tide", TIDE)]
    out = write_table(folder, articles)
    run = run_json(articles)
    # The highest precision that was measured lies near, but is not the one asked for.
    near = {"threshold": 0.95, "precision": 0.9, "recall": 0.1}
    known = {"precision": None, "recall": None, "positives": 115, "negatives": 120, "aims": [near]}
    for label in undecided:
        run["checkpoint"]["thresholds"][label] = 1.0
        run["checkpoint"]["quality"][label] = known
    (out / "run.json").write_text(json.dumps(run))
    options = replace(OPTIONS, by="language", formats=("html", "json", "csv", "md"), charts=("svg",))
    return write_report(out, options)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """Give a report of a run in which neither loaded sentences nor loaded words are decided."""
    return report_without(tmp_path_factory.mktemp("loaded"), ("loaded", "word_loaded"))


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """Give a report of a run in which a frame and a role are not decided."""
    return report_without(tmp_path_factory.mktemp("others"), ("politics", "hero"))


def read(files: ReportFiles, form: str) -> str:
    return files.files[form].read_text("utf-8")


def document(files: ReportFiles) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read(files, "json"))
    return found


def rows(files: ReportFiles) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read(files, "csv"), newline="")))


def part(page: str, name: str) -> str:
    """Give the part of a page with this id."""
    start = page.index(f'id="{name}"')
    return page[start : page.index("</section>", start)]


def test_the_json_gives_no_share_and_keeps_the_mean_probabilities(loaded: ReportFiles) -> None:
    report = document(loaded)
    assert report["correction"] == "undecided"
    for source in report["sources"]:
        assert {source[name] for name in SHARES} == {None}
        assert (source["own_mean_prob"]["value"] is not None) == source["enough"]
    assert {one["name"] for one in report["measures"]}.isdisjoint(SHARES)
    assert report["periods"] is None
    assert {cell["own_share"] for cell in report["groups"]["cells"]} == {None}
    told = [one["own_loaded"] for event in report["events"]["shown"] for one in event["tellings"]]
    assert told
    assert set(told) == {None}


def test_the_csv_has_empty_cells(loaded: ReportFiles) -> None:
    for row in rows(loaded):
        for name in SHARES:
            assert {row[f"{name}{end}"] for end in ("", ".low", ".high", ".count", ".of")} == {""}
        assert row["own_mean_prob.count"] != ""


def test_the_page_says_that_loaded_sentences_are_not_decided(loaded: ReportFiles) -> None:
    page = read(loaded, "html")
    assert "Not decided at this precision: Loaded sentences, Loaded words." in part(page, "read")
    assert "of its sentences loaded" not in page
    table = part(page, "overview")
    assert table.count(f'<small class="few">{SAID}</small>') == 2 * len(document(loaded)["sources"])
    for source in ("source-1", "source-3"):
        section = part(page, source)
        assert "0.0 %" not in section.split("<h3>")[0]
        assert f"Loaded sentences: {SAID}." in section
        assert f"Loaded words: {SAID}." in section
        assert "No sentence reaches the threshold in" not in section
        assert "No loaded wording was found" not in section


def test_the_other_formats_say_so_too(loaded: ReportFiles) -> None:
    markdown = read(loaded, "md")
    assert "Not decided at this precision: Loaded sentences, Loaded words." in markdown
    assert "| not decided | not decided |" in markdown
    assert not {path.name for path in loaded.charts} & {"sources.svg", "groups.svg", "time.svg"}


def test_what_is_not_decided_is_not_compared(loaded: ReportFiles, others: ReportFiles) -> None:
    compared = {one["measure"] for one in document(loaded)["differences"]}
    assert compared
    assert compared.isdisjoint(SHARES)
    assert "in the shares of every frame and every role of which" in read(loaded, "html")
    measured = {one["measure"] for one in document(others)["differences"]}
    assert "own_share" in measured
    assert measured.isdisjoint({"frame.politics.share", "role.hero.share"})


def test_a_frame_and_a_role_that_are_not_decided_have_no_share(others: ReportFiles) -> None:
    for source in document(others)["sources"]:
        frames = {frame["name"]: frame for frame in source["frames"]}
        assert frames["politics"]["share"] is None
        assert frames["politics"]["mean_prob"] is not None
        assert frames["economic"]["share"] is not None
        assert {role["name"] for role in source["roles"] if role["share"] is None} == {"hero"}
        assert source["own_share"] is not None
    for row in rows(others):
        assert row["frame.politics"] == row["frame.politics.count"] == row["role.hero.count"] == ""
        assert row["frame.economic.count"] != ""


def test_the_page_says_so_where_they_would_stand(others: ReportFiles) -> None:
    page = read(others, "html")
    assert f"Hero: {SAID}." in part(page, "roles")
    assert "Hero: not counted" not in page
    assert f"Politics: {SAID}." in part(page, "source-1")
    assert f"Hero: {SAID}." in part(page, "source-1")
    assert "Loaded sentences: not decided" not in page


def test_no_precision_is_told_of_what_is_not_decided(others: ReportFiles) -> None:
    labels = {one["label"]: one for one in document(others)["labels"]}
    for name in ("politics", "hero"):
        assert (labels[name]["measured_at"], labels[name]["precision"]) == (None, None)
        assert labels[name]["correction"] == "undecided"
        assert labels[name]["used_from"] == 1.0


def test_where_nothing_is_decided_there_is_a_report_all_the_same(tmp_path: Path) -> None:
    everything = tuple(run_json([])["checkpoint"]["thresholds"])
    report = document(report_without(tmp_path, everything))
    assert report["differences"] == report["same_events"] == []
    assert all(source["quoting_share"] for source in report["sources"])
