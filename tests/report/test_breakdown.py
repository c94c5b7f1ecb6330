import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.errors import UsageError
from framing.report import ReportOptions, write_report
from framing.report.breakdown import Breakdown
from framing.report.compiling import compile_report
from framing.report.summary import Report
from framing.report.table import open_table
from tests.report.corpus import MadeArticle, uniform, write_table

OPTIONS = ReportOptions(resamples=200, events=False)


def spread_over(days: int, source: str = "Post", number: int = 12) -> list[MadeArticle]:
    """Make articles at even distances; those of the first half have a loaded sentence in four."""
    half = number // 2
    articles = uniform(source, [(20, 4 + k % 3) for k in range(half)] + [(20, k % 2) for k in range(half)])
    return [
        replace(one, published=date(2023, 1, 2) + timedelta(days=days * k // (number - 1)))
        for k, one in enumerate(articles)
    ]


def compiled(out: Path, articles: list[MadeArticle], options: ReportOptions = OPTIONS) -> Report:
    with open_table(write_table(out, articles), options) as table:
        return compile_report(table, options)


def periods(report: Report) -> Breakdown:
    assert report.periods is not None
    return report.periods


@pytest.mark.parametrize(
    ("days", "unit", "first"),
    [
        (5, "day", "2023-01-02"),
        (60, "week", "2023-W01"),
        (300, "month", "2023-01"),
        (1500, "quarter", "2023-Q1"),
        (4000, "year", "2023"),
    ],
)
def test_the_unit_suits_the_span(tmp_path: Path, days: int, unit: str, first: str) -> None:
    found = periods(compiled(tmp_path, spread_over(days, number=120)))
    assert (found.by, found.groups[0]) == (unit, first)
    assert list(found.groups) == sorted(found.groups)


def test_too_few_articles_for_calendar_units_are_parted_into_halves(tmp_path: Path) -> None:
    found = periods(compiled(tmp_path, spread_over(60)))
    assert (found.by, found.groups) == ("half", ("2023-01-02 to 2023-01-29", "2023-02-03 to 2023-03-03"))
    assert [(cell.articles, cell.enough) for cell in found.cells] == [(6, True), (6, True)]
    assert found.cells[0].own_share.value > found.cells[1].own_share.value


def test_articles_of_one_day_stay_in_one_half(tmp_path: Path) -> None:
    days = [date(2023, 1, 2)] * 7 + [date(2023, 1, 3)] * 5
    articles = [replace(one, published=day) for one, day in zip(spread_over(60), days, strict=True)]
    assert [cell.articles for cell in periods(compiled(tmp_path, articles)).cells] == [7, 5]


def test_where_halves_are_too_few_as_well_there_are_counts_by_the_calendar(tmp_path: Path) -> None:
    found = periods(compiled(tmp_path, spread_over(60, number=6)))
    assert found.by == "week"
    assert not any(cell.enough for cell in found.cells)


def test_periods_add_up_to_the_source(tmp_path: Path) -> None:
    report = compiled(tmp_path, [*spread_over(300), *spread_over(200, "Tide", 14)])
    for source in report.sources:
        cells = [cell for cell in periods(report).cells if cell.source == source.source]
        assert sum(cell.articles for cell in cells) == source.articles
        assert sum(cell.own_share.numerator for cell in cells) == source.own_share.numerator


def test_a_period_with_enough_articles_has_its_own_share(tmp_path: Path) -> None:
    articles = spread_over(1)
    first, second = periods(compiled(tmp_path, articles)).cells
    assert (first.enough, second.enough) == (True, False)
    loaded = sum(sentence.loaded >= 0.5 for one in articles[:11] for sentence in one.sentences)
    assert first.own_share.value == pytest.approx(loaded / 220)
    assert first.own_share.low is not None
    assert second.own_share.value is None


def test_undated_articles_are_counted_as_left_out(tmp_path: Path) -> None:
    articles = spread_over(300)
    articles[3] = replace(articles[3], published=None)
    assert periods(compiled(tmp_path, articles)).unplaced == 1


@pytest.mark.parametrize("day", [None, date(2024, 1, 1)])
def test_without_time_passing_there_are_no_periods(tmp_path: Path, day: date | None) -> None:
    articles = [replace(one, published=day) for one in spread_over(30)]
    assert compiled(tmp_path, articles).periods is None


def add_column(out: Path, name: str, values: list[str | None]) -> None:
    articles = pq.read_table(out / "articles.parquet")
    pq.write_table(articles.append_column(name, pa.array(values, pa.string())), out / "articles.parquet")


def test_a_column_of_the_articles_groups_them(tmp_path: Path) -> None:
    out = write_table(tmp_path, spread_over(300))
    add_column(out, "section", ["world"] * 7 + ["sport"] * 4 + [None])
    options = replace(OPTIONS, by="section")
    with open_table(out, options) as table:
        groups = compile_report(table, options).groups
    assert groups is not None
    assert (groups.by, groups.groups, groups.unplaced) == ("section", ("world", "sport"), 1)
    assert [(cell.articles, cell.enough) for cell in groups.cells] == [(7, True), (4, False)]


@pytest.mark.parametrize("key", ["article_id", "id", "url", "path"])
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_table_of_its_own_may_hold_the_column(tmp_path: Path, key: str, kind: str) -> None:
    articles = [replace(one, url=f"https://post.example/{k}") for k, one in enumerate(spread_over(300))]
    keys = {
        "url": [one.url for one in articles],
        "path": [f"articles/{one.id}.txt" for one in articles],
    }.get(key, [one.id for one in articles])
    rows = [{key: name, "desk": "night" if k < 6 else "day"} for k, name in enumerate(keys)]
    path = tmp_path / f"desks.{kind}"
    match kind:
        case "csv":
            lines = [f"{key},desk", *(f"{row[key]},{row['desk']}" for row in rows)]
            path.write_text("\n".join(lines) + "\n")
        case "jsonl":
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        case _:
            pq.write_table(pa.Table.from_pylist(rows), path)
    report = compiled(tmp_path / "out", articles, replace(OPTIONS, by="desk", columns=path))
    assert report.groups is not None
    assert [(report.groups.groups[cell.group], cell.articles) for cell in report.groups.cells] == [
        ("day", 6),
        ("night", 6),
    ]


def refusal(out: Path, options: ReportOptions) -> str:
    with pytest.raises(UsageError) as caught:
        compiled(out, spread_over(30), options)
    return str(caught.value)


def test_an_unknown_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    said = refusal(tmp_path, replace(OPTIONS, by="desk"))
    assert "no column 'desk'" in said
    assert "language" in said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "name,desk\nx,night\n", "none of the columns that name an article"),
        ("a.csv", "id,desk\nnobody,night\n", "names no article"),
        ("a.jsonl", '{"id": "x"', "cannot be read"),
        ("a.txt", "id desk", "is no table"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content)
    options = replace(OPTIONS, by="desk", columns=tmp_path / name)
    assert said in refusal(tmp_path / "out", options)


def test_the_page_draws_the_line_and_the_groups(tmp_path: Path) -> None:
    out = write_table(tmp_path, spread_over(40, number=60))
    add_column(out, "<section>", ["world & more"] * 60)
    page = write_report(out, replace(OPTIONS, by="<section>")).html.read_text("utf-8")
    assert 'id="time"' in page
    assert 'aria-label="2023-W' in page
    assert "By <bdi>&lt;section&gt;</bdi>" in page
    assert "world &amp; more" in page
