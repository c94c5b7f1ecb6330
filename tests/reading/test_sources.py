"""Where the source of an article comes from."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from framing.reading import ReadOptions
from framing.reading.sites import registered_domain
from framing.text import Article
from tests.reading.files import BODY, jsonl, only, read, reasons, refusal, write


def test_source_given_overrules_the_record(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl({"text": BODY, "source": "Gazette"}))
    assert only(path).source == "The Lantern"


@pytest.mark.parametrize(
    ("record", "source"),
    [
        ({"source": "Gazette", "url": "https://news.lantern.co.uk/1"}, "Gazette"),
        ({"source": {"id": None, "name": "Gazette"}}, "Gazette"),
        ({"source": " ", "url": "https://news.lantern.co.uk/1"}, "lantern.co.uk"),
        ({"url": "file:///a"}, "folder"),
        ({}, "folder"),
    ],
)
def test_source_is_looked_for_in_order(tmp_path: Path, record: dict[str, object], source: str) -> None:
    write(tmp_path / "folder" / "deep" / "a.jsonl", jsonl({"text": BODY, **record}))
    assert only(tmp_path, options=ReadOptions()).source == source


def test_file_alone_has_no_source(tmp_path: Path) -> None:
    result = refusal(write(tmp_path / "lantern" / "a.txt", BODY), options=ReadOptions())
    assert result.reason == "no_source"
    assert "folder directly below the path given" in result.detail
    assert "--source" in result.detail


def test_folder_of_articles_and_nothing_else_is_their_source(tmp_path: Path) -> None:
    write(tmp_path / "The Lantern" / "a.txt", BODY)
    assert only(tmp_path / "The Lantern", options=ReadOptions()).source == "The Lantern"


def test_loose_article_beside_folders_has_no_source(tmp_path: Path) -> None:
    write(tmp_path / "lantern" / "a.txt", BODY)
    write(tmp_path / "b.txt", BODY)
    assert reasons(read(tmp_path, options=ReadOptions())) == [("no_source", None), ("article", None)]


def test_folder_of_tables_is_no_source_since_a_column_is_missing(tmp_path: Path) -> None:
    write(tmp_path / "shards" / "a.csv", f'text,outlet\n"{BODY}",Gazette\n')
    result = refusal(tmp_path / "shards", options=ReadOptions())
    assert result.reason == "no_source"
    assert "--source-column" in result.detail
    assert "text, outlet" in result.detail


def test_fallback_is_taken_only_where_nothing_names_a_source(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / "gazette" / "b.txt", BODY)
    results = read(tmp_path, options=ReadOptions(fallback_source="a text"))
    assert [r.source for r in results if isinstance(r, Article)] == ["a text", "gazette"]


def test_files_that_a_shell_made_of_a_pattern_take_the_folder_below_the_one_they_share(
    tmp_path: Path,
) -> None:
    files = [write(tmp_path / "news" / name / "deep" / "1.txt", BODY) for name in ("Gazette", "Lantern")]
    results = read(*files, options=ReadOptions())
    assert [r.source for r in results if isinstance(r, Article)] == ["Gazette", "Lantern"]


def test_folders_of_a_partitioned_data_set_are_columns(tmp_path: Path) -> None:
    write(tmp_path / "date=2031-05-01" / "source=The%20Lantern" / "part-0.jsonl", jsonl({"text": BODY}))
    article = only(tmp_path, options=ReadOptions())
    assert (article.source, article.published) == ("The Lantern", date(2031, 5, 1))


def test_folder_of_a_partition_is_no_source_by_another_columns_name(tmp_path: Path) -> None:
    write(tmp_path / "year=2031" / "part-0.jsonl", jsonl({"text": BODY}))
    assert refusal(tmp_path, options=ReadOptions()).reason == "no_source"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("news.lantern.co.uk", "lantern.co.uk"),
        ("www.Lantern.com", "lantern.com"),
        ("https://lantern.com/", "lantern.com"),
        ("The Lantern", "The Lantern"),
        ("St. Orm Post", "St. Orm Post"),
        ("lantern.example", "lantern.example"),
    ],
)
def test_site_that_bears_only_its_host_for_a_name_is_called_by_its_domain(name: str, source: str) -> None:
    page = (
        f'<html><head><meta property="og:site_name" content="{name}"></head><body><p>{BODY}</p></body></html>'
    )
    found = only("-", options=ReadOptions(), stdin=page.encode())
    assert found.source == source


def test_site_is_called_alike_by_its_name_and_by_its_address(tmp_path: Path) -> None:
    named, addressed = (
        f"<html><head>{head}</head><body><article><p>{BODY}</p></article></body></html>"
        for head in (
            '<meta property="og:site_name" content="news.lantern.co.uk">',
            '<link rel="canonical" href="https://news.lantern.co.uk/1">',
        )
    )
    write(tmp_path / "a.html", named)
    write(tmp_path / "b.html", addressed)
    assert {r.source for r in read(tmp_path, options=ReadOptions()) if isinstance(r, Article)} == {
        "lantern.co.uk"
    }


@pytest.mark.parametrize("url", ["http://[::1", "http://a..b", "//", "\udcff", "http://é", "x" * 70_000])
def test_address_that_cannot_be_taken_apart_has_no_domain(url: str) -> None:
    assert registered_domain(url) is None


def test_pattern_takes_the_source_from_below_its_fixed_part(tmp_path: Path) -> None:
    write(tmp_path / "Gazette" / "1.txt", BODY)
    write(tmp_path / "Lantern" / "2.txt", BODY)
    results = read(tmp_path / "*" / "*.txt", options=ReadOptions())
    assert [r.source for r in results if isinstance(r, Article)] == ["Gazette", "Lantern"]


@pytest.mark.parametrize(
    "title",
    ["Growth slows in Dec.", "Growth slows in the U.S. | The Lantern", "U.S. growth slows - The Lantern"],
)
def test_title_with_a_full_stop_is_no_site(tmp_path: Path, title: str) -> None:
    body = f"<body><article><h1>Growth</h1><p>{BODY}</p></article></body>"
    page = f"<html><head><title>{title}</title></head>{body}</html>"
    write(tmp_path / "Lantern" / "a.html", page)
    assert only(tmp_path, options=ReadOptions()).source == "Lantern"


def test_headline_that_a_page_declares_as_its_name_is_no_site(tmp_path: Path) -> None:
    declared = '{"@context": "https://schema.org", "@type": "WebPage", "name": "Growth slows"}'
    script = f'<script type="application/ld+json">{declared}</script>'
    page = (
        f"<html><head><title>Growth slows</title>{script}</head>"
        f"<body><article><h1>Growth slows</h1><p>{BODY}</p></article></body></html>"
    )
    write(tmp_path / "Lantern" / "a.html", page)
    assert only(tmp_path, options=ReadOptions()).source == "Lantern"


def test_folders_name_sources_where_the_caller_says_so(tmp_path: Path) -> None:
    head = '<head><meta property="og:site_name" content="Gazette"></head>'
    page = f"<html>{head}<body><p>{BODY}</p></body></html>"
    write(tmp_path / "Lantern" / "a.html", page)
    write(tmp_path / "b.html", page)
    results = read(tmp_path, options=ReadOptions(by_folder=True))
    assert [r.source for r in results if isinstance(r, Article)] == ["Lantern", "Gazette"]


def test_table_without_a_column_for_the_source_is_refused_once(tmp_path: Path) -> None:
    rows = pa.table({"text": [BODY] * 3, "outlet": ["Gazette"] * 3, "title": ["Port"] * 3})
    parquet.write_table(rows, tmp_path / "a.parquet")
    write(tmp_path / "b.csv", "text,outlet\n" + f'"{BODY}",Gazette\n' * 3)
    for file, there in (("a.parquet", "text, outlet, title"), ("b.csv", "text, outlet")):
        result = refusal(tmp_path / file, options=ReadOptions())
        assert (result.reason, result.record) == ("no_source", None)
        assert f"there are: {there})" in result.detail


def test_row_whose_source_is_missing_does_not_end_its_table(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f'text,source\n"{BODY}",\n"{BODY}",Gazette\n')
    assert reasons(read(path, options=ReadOptions())) == [("no_source", 1), ("article", None)]
