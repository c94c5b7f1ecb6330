"""The table of corrected shares on the page: which rows it has, and what stands where there is no figure."""

from dataclasses import replace

import pytest

from framing.report.render import render_page
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


def test_where_nothing_is_corrected_there_is_no_table(report: Report) -> None:
    assert corrected_rows(report) == []
