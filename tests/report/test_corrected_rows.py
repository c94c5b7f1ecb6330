"""The table of corrected shares on the page: which rows it has, and what stands where there is no figure."""

import csv
import io
from dataclasses import replace

import pytest

from framing.report.document import to_dict
from framing.report.markdown import to_markdown
from framing.report.remarks import interval_only
from framing.report.render import render_page
from framing.report.spreadsheet import to_csv
from framing.report.summary import Report
from tests.report.rated import compile_rated

NAMES = ("Free Tide", "Harbour Post", "Valley Courier")
DASH = '<td data-value="">–</td>'


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return compile_rated(tmp_path_factory.mktemp("corrected"), negatives=3000)


def undefined_for(report: Report, *names: str) -> Report:
    """Give the report as it would be where these sources had no corrected share of loaded sentences."""
    sources = (replace(one, own_corrected=None) if one.source in names else one for one in report.sources)
    return replace(report, sources=tuple(sources))


def corrected_rows(report: Report) -> list[str]:
    page = render_page(report, ())
    if "Table of corrected shares" not in page:
        return []
    table = page[page.index("Table of corrected shares") :]
    return table[: table.index("</table>")].split("<tr>")[2:]


def test_a_source_without_a_corrected_share_of_loaded_sentences_keeps_its_frames(compiled: Report) -> None:
    rows = corrected_rows(undefined_for(compiled, "Free Tide"))
    assert len(rows) == len(corrected_rows(compiled)) == 6
    (dashed,) = [row for row in rows if DASH in row]
    assert ">Free Tide<" in dashed
    assert "Loaded, own words" in dashed


def test_the_page_says_why_a_dash_stands(compiled: Report) -> None:
    assert "A dash stands where there is no figure: too little was read, or hardly any draw" in render_page(
        undefined_for(compiled, "Free Tide"), ()
    )


def test_frames_are_listed_where_no_source_has_a_corrected_share_of_loaded_sentences(
    compiled: Report,
) -> None:
    assert len(corrected_rows(undefined_for(compiled, *NAMES))) == 6


def test_a_label_that_cannot_be_corrected_has_no_row(compiled: Report) -> None:
    labels = (replace(one, correction="unknown") if one.label == "loaded" else one for one in compiled.labels)
    rows = corrected_rows(replace(undefined_for(compiled, *NAMES), labels=tuple(labels)))
    assert len(rows) == 3
    assert not [row for row in rows if "Loaded, own words" in row]


def test_each_row_says_on_how_many_labelled_sentences_the_errors_were_counted(compiled: Report) -> None:
    rows = corrected_rows(compiled)
    assert rows
    assert all("n = 300 + 3,000" in row for row in rows)


@pytest.fixture(scope="module")
def from_few(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Compile with error rates from 57 labelled sentences."""
    return compile_rated(tmp_path_factory.mktemp("few"), positives=30, negatives=27)


def test_errors_counted_on_few_give_no_single_figure_on_the_page(from_few: Report) -> None:
    for row in corrected_rows(from_few):
        cell = row.split("<td")[-1]
        assert "interval only" in cell
        assert "n = 30 + 27" in cell
        assert 'data-value=""' in cell
    page = render_page(from_few, ())
    assert interval_only(from_few) == ("loaded", "economic")
    assert page.count("yes, interval only") == 2
    source = page[page.index('id="source-1"') :]
    sentence = source[source.index("Corrected for the false alarms") : source.index("<h3>")]
    assert "made on 57 labelled sentences (30 loaded, 27 not), " in sentence
    assert "from so few labelled sentences no single figure is given" in sentence


def test_errors_counted_on_many_give_one(compiled: Report) -> None:
    assert interval_only(compiled) == ()
    page = render_page(compiled, ())
    assert "interval only" not in page
    assert "made on 3,300 labelled sentences (300 loaded, 3,000 not)" in page


def test_errors_counted_on_few_give_no_single_figure_in_the_other_formats(from_few: Report) -> None:
    markdown = to_markdown(from_few)
    assert (
        "made on 57 labelled sentences (30 loaded, 27 not); from so few there is the interval alone."
        in markdown
    )
    for row in csv.DictReader(io.StringIO(to_csv(from_few), newline="")):
        assert row["own_corrected"] == ""
        assert 0 <= float(row["own_corrected.low"]) < float(row["own_corrected.high"]) <= 1
        assert (row["own_corrected.positives"], row["own_corrected.negatives"]) == ("30", "27")
    for source in to_dict(from_few)["sources"]:
        assert source["own_corrected"]["value"] is None


def test_where_nothing_is_corrected_there_is_no_table(report: Report) -> None:
    assert corrected_rows(report) == []
