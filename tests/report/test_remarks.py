"""What the page says where its figures contradict each other, or the errors that were measured elsewhere."""

import json
from pathlib import Path

import pytest

from framing.report import write_report
from framing.report.compiling import compile_report
from framing.report.remarks import contradictions
from framing.report.summary import Report
from framing.report.table import open_table
from tests.report.conftest import OPTIONS
from tests.report.corpus import run_json, three_sources, uniform, write_table


@pytest.fixture(scope="module")
def contradicted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a table of which one source surely has too few sentences of two labels for their errors."""
    articles = [*three_sources(), *uniform("Calm Courier", [(30, k % 2) for k in range(12)])]
    out = write_table(tmp_path_factory.mktemp("contradicted"), articles)
    run = run_json(articles)
    wrong = {"precision": 0.5, "recall": 0.8, "positives": 300, "negatives": 900}
    right = {"precision": 0.99, "recall": 0.9, "positives": 300, "negatives": 90_000}
    run["checkpoint"]["quality"] = {"loaded": wrong, "economic": wrong, "policy": right}
    (out / "run.json").write_text(json.dumps(run))
    return out


@pytest.fixture(scope="module")
def compiled(contradicted: Path) -> Report:
    with open_table(contradicted, OPTIONS) as table:
        return compile_report(table, OPTIONS)


@pytest.fixture(scope="module")
def method(contradicted: Path) -> str:
    page = write_report(contradicted, OPTIONS).files["html"].read_text("utf-8")
    return page[page.index('id="method"') : page.index('id="run"')]


def test_each_contradicted_label_has_its_reason(compiled: Report) -> None:
    found = contradictions(compiled)
    assert [one.label for one in found] == ["loaded", "economic"]
    for one in found:
        assert one.negatives == 900
        assert one.false_alarms == pytest.approx(240 / 900)
        assert one.share.high is not None
        assert one.share.high < one.false_alarms
    assert found[0].source == "Calm Courier"


def test_labels_whose_errors_may_hold_have_none(report: Report) -> None:
    assert contradictions(report) == ()


def test_the_page_gives_the_reason_label_by_label(method: str) -> None:
    reasons = method[method.index('id="correction"') : method.index("</ul>", method.index('id="correction"'))]
    assert "<b>Loaded sentences:</b> of 900 labelled sentences" in reasons
    assert "<b>Economic:</b> of 900 labelled sentences" in reasons
    assert "Policy" not in reasons
    assert reasons.count("26.7 %") == 2


def test_shares_that_cannot_be_trusted_have_a_dagger(method: str) -> None:
    table = method[method.index("Table of corrected shares") :]
    rows = [row for row in table.split("<tr>") if 'class="text wide">' in row and ">–<" not in row]
    daggers = {title: ["†" in row for row in rows if f">{title}<" in row] for title in ("Economic", "Policy")}
    assert daggers["Economic"]
    assert all(daggers["Economic"])
    assert not any(daggers["Policy"])
    assert "A dagger (†) marks" in method


def test_counting_and_averaging_are_said_to_answer_two_questions(page: str) -> None:
    assert "an estimate of how many are loaded, if the probabilities hold for such articles" in page
    assert "The two need not agree" in page
