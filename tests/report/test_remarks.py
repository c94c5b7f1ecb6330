"""What the page says where its figures contradict each other, or the errors that were measured elsewhere."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from framing.report import write_report
from framing.report.bootstrap import Estimate
from framing.report.compiling import compile_report
from framing.report.remarks import contradictions, parted_ways
from framing.report.summary import Report, SourceSummary
from framing.report.table import open_table
from tests.report.conftest import OPTIONS
from tests.report.corpus import MadeArticle, marked, run_json, three_sources, uniform, write_table


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
    rows = [row for row in table.split("<tr>") if 'class="text">' in row and ">–<" not in row]
    daggers = {title: ["†" in row for row in rows if f">{title}<" in row] for title in ("Economic", "Policy")}
    assert daggers["Economic"]
    assert all(daggers["Economic"])
    assert not any(daggers["Policy"])
    assert "A dagger (†) marks" in method


def of(source: SourceSummary, share: tuple[float, float], mean: tuple[float, float]) -> SourceSummary:
    def estimate(low: float, high: float) -> Estimate:
        return Estimate((low + high) / 2, low, high, 20, 200)

    return replace(source, own_share=estimate(*share), own_mean_prob=estimate(*mean))


@pytest.mark.parametrize(
    ("share", "mean", "part"),
    [((0.1, 0.2), (0.21, 0.3), True), ((0.4, 0.5), (0.1, 0.3), True), ((0.1, 0.2), (0.2, 0.3), False)],
)
def test_two_ways_of_counting_part_where_their_intervals_have_nothing_in_common(
    report: Report, share: tuple[float, float], mean: tuple[float, float], *, part: bool
) -> None:
    source = of(report.sources[0], share, mean)
    assert parted_ways([source]) == ((source.source,) if part else ())


def test_a_source_too_small_for_intervals_parts_from_nothing(small: Report) -> None:
    assert parted_ways(small.sources) == ()


def doubtful(source: str) -> list[MadeArticle]:
    """Make articles of which half the sentences are nearly loaded, and hardly one is."""
    plain, nearly, loaded = (
        marked("It rained."),
        marked("It [L|poured].", prob=0.45),
        marked("[L|Vile] rain."),
    )
    return [
        MadeArticle(
            source, f"{source}-{k}", (*(nearly,) * (14 + k % 3), *(loaded,) * (k % 2), *(plain,) * 12)
        )
        for k in range(9)
    ]


def test_the_page_names_the_sources_whose_two_counts_part(tmp_path: Path) -> None:
    out = write_table(tmp_path, [*doubtful("Calm"), *doubtful("Still")])
    page = write_report(out, replace(OPTIONS, events=False)).files["html"].read_text("utf-8")
    assert "For <bdi>Calm</bdi> and <bdi>Still</bdi> the two ways of counting part:" in page


def test_where_none_part_nothing_is_said(page: str) -> None:
    assert "two ways of counting part" not in page
