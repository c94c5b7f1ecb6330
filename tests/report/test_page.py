import base64
import csv
import hashlib
import io
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from framing.errors import OutputError, UsageError
from framing.report import ReportFiles, ReportOptions, write_report
from framing.report.spreadsheet import to_csv
from framing.report.summary import REPORT_SCHEMA_VERSION, Report
from framing.report.wording import percent
from tests.report.conftest import OPTIONS
from tests.report.corpus import draw_articles, hostile_article, three_sources, write_table

VOID = {"meta", "br", "circle", "line", "rect", "input", "img", "link"}


class Tags(HTMLParser):
    """Reads a page as a browser would: which elements and attributes there really are."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.misnested: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.misnested.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def tags(page: str) -> Tags:
    parser = Tags()
    parser.feed(page)
    return parser


def test_the_page_is_well_nested(tags: Tags) -> None:
    assert tags.misnested == []
    assert tags.open == []


def test_hostile_text_makes_no_element(tags: Tags) -> None:
    assert tags.tags["script"] == tags.tags["style"] == tags.tags["title"] == 1
    assert tags.tags["img"] == tags.tags["iframe"] == 0
    assert not [name for _, name, _ in tags.attributes if name.startswith("on")]


def test_hostile_text_stands_on_the_page_as_text(tags: Tags) -> None:
    whole = "".join(tags.text)
    assert "<script>document.title='owned'</script></style><img src=x onerror=alert(1)>" in whole
    assert "<b onmouseover=alert(1)>mayor</b>" in whole
    assert "{{ 7 * 7 }}" in whole


def test_characters_that_turn_text_around_are_made_visible(page: str) -> None:
    assert "\u202e" not in page
    assert "\ufffdright-to-left" in page


def test_only_web_addresses_become_links(tags: Tags) -> None:
    targets = {value for tag, name, value in tags.attributes if (tag, name) == ("a", "href")}
    assert all(target.startswith(("#", "https://")) for target in targets)
    assert "https://free-tide.example/3" in targets


def test_every_inner_link_has_its_target_and_every_id_is_unique(tags: Tags) -> None:
    ids = Counter(value for _, name, value in tags.attributes if name == "id")
    targets = {value[1:] for _, name, value in tags.attributes if name == "href" and value.startswith("#")}
    assert targets <= set(ids)
    assert set(ids.values()) == {1}


def test_nothing_is_loaded_from_anywhere(tags: Tags) -> None:
    assert not [one for one in tags.attributes if one[1] in ("src", "srcset", "data", "style", "poster")]
    assert not tags.tags["link"]


def test_the_policy_allows_exactly_the_own_style_and_script(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    for tag in ("style", "script"):
        own = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert own
        digest = base64.b64encode(hashlib.sha256(own[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest.replace('+', '+')}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy[1]


def test_the_page_shows_the_figures_of_the_json(page: str, files: ReportFiles) -> None:
    document = json.loads(files.json.read_text("utf-8"))
    assert document["report_schema_version"] == REPORT_SCHEMA_VERSION
    for source in document["sources"]:
        if source["enough"]:
            assert percent(source["own_share"]["value"]) in page
            assert percent(source["quoted_share"]["value"]) in page


def test_a_source_too_small_has_no_share_in_any_file(page: str, files: ReportFiles) -> None:
    section = page[page.index('-title"><bdi>Small Gazette') :]
    section = section[: section.index("</section>")]
    assert "Too few to say" in section
    assert "%" not in section
    small = next(s for s in json.loads(files.json.read_text())["sources"] if s["source"] == "Small Gazette")
    assert small["own_share"]["value"] is small["frames"][0]["share"]["low"] is None
    row = next(row for row in read_csv(files) if row["source"] == "Small Gazette")
    assert (row["own_share"], row["enough"]) == ("", "no")


def read_csv(files: ReportFiles) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files.csv.read_text("utf-8"), newline="")))


def test_the_csv_runs_nothing_in_a_spreadsheet(files: ReportFiles) -> None:
    names = [row["source"] for row in read_csv(files)]
    assert "'" + hostile_article().source in names
    assert not [name for name in names if name.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_csv_has_the_estimates_of_the_report(files: ReportFiles, report: Report) -> None:
    row = next(row for row in read_csv(files) if row["source"] == "Free Tide")
    found = next(one for one in report.sources if one.source == "Free Tide")
    assert float(row["own_share"]) == pytest.approx(found.own_share.value, abs=1e-6)
    assert int(row["own_share.count"]) == found.own_share.numerator


def test_sums_in_the_csv_have_six_digits_after_the_point_and_counts_none(report: Report) -> None:
    rows = csv.DictReader(io.StringIO(to_csv(report), newline=""))
    for row, source in zip(rows, report.sources, strict=True):
        assert row["own_mean_prob.count"] == f"{source.own_mean_prob.numerator:.6f}"
        assert row["mean_prob.count"] == f"{source.mean_prob.numerator:.6f}"
        assert row["quoted_share.count"] == str(int(source.quoted_share.numerator))
    # So many that six digits in all would be fewer after the point.
    assert max(source.mean_prob.numerator for source in report.sources) > 10


def test_two_reports_of_one_table_are_the_same_bytes(big: Path, files: ReportFiles) -> None:
    before = [path.read_bytes() for path in (files.html, files.json, files.csv)]
    again = write_report(big, OPTIONS)
    assert [path.read_bytes() for path in (again.html, again.json, again.csv)] == before


def test_no_temporary_file_is_left(files: ReportFiles) -> None:
    assert not [path.name for path in files.html.parent.iterdir() if path.name.startswith(".")]


def test_a_small_table_says_too_few_and_shows_every_article(tmp_path: Path) -> None:
    page = write_report(write_table(tmp_path, three_sources(3)), OPTIONS).html.read_text("utf-8")
    assert "too few to say" in page
    assert page.count('<details class="article"') == 9
    assert '<mark class="own"' in page


def test_a_single_source_that_the_contents_leave_out_is_one(tmp_path: Path) -> None:
    articles = [one for k in range(13) for one in draw_articles(f"Paper {k:02}", 1, loaded=0.2)]
    page = write_report(write_table(tmp_path, articles), OPTIONS).html.read_text("utf-8")
    assert ">1 more source</a>" in page


def test_one_sentence_that_is_enough_is_one(tmp_path: Path) -> None:
    out = write_table(tmp_path, draw_articles("Post", 3, loaded=0.2))
    page = write_report(out, replace(OPTIONS, min_sentences=1)).html.read_text("utf-8")
    assert "Below 5 articles or 1 sentence</b>" in page
    assert "or 1 sentences" not in page


def test_the_adjusted_p_is_explained_as_a_false_discovery_rate(page: str) -> None:
    section = page[page.index('id="differences"') :]
    said = section[: section.index("</p>")]
    assert "false discovery rate" in said
    assert "one in twenty of the calls, on average" in said
    assert "each table is adjusted by itself" in said
    assert "chance alone" not in page


def test_where_no_difference_is_clear_none_is_ruled_out(tmp_path: Path) -> None:
    articles = [*draw_articles("One", 8, loaded=0.2), *draw_articles("Two", 8, loaded=0.2)]
    found = write_report(write_table(tmp_path, articles), OPTIONS).html.read_text("utf-8")
    assert (
        "None of them is clear: with these articles a difference can neither be told nor ruled out." in found
    )


def test_every_frame_has_its_mean_probability_beside_it(page: str, files: ReportFiles) -> None:
    document = json.loads(files.json.read_text("utf-8"))
    source = next(one for one in document["sources"] if one["source"] == "Free Tide")
    section = page[page.index('-title"><bdi>Free Tide') :]
    section = section[: section.index("</section>")]
    means = re.findall(r'<div class="mean wide"[^>]*>([^<]+)</div>', section)
    evoked = [one for one in source["frames"] if one["share"]["numerator"]]
    assert sorted(means) == sorted(percent(one["mean_prob"]["value"]) for one in evoked)


def test_inputs_that_were_not_scored_are_listed(page: str) -> None:
    assert "articles/kystbladet.txt" in page
    assert "empty: 1, language: 1" in page


def test_a_folder_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    out = write_table(tmp_path, three_sources(1))
    (out / "report.json").mkdir()
    with pytest.raises(OutputError, match=r"report\.json cannot be written"):
        write_report(out, OPTIONS)
    assert not [path.name for path in out.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("bad", [{"resamples": 10}, {"min_articles": 1}, {"threads": 0}])
def test_impossible_options_are_refused(bad: dict[str, int]) -> None:
    with pytest.raises(UsageError, match=next(iter(bad))):
        ReportOptions(**bad)  # type: ignore[arg-type]
