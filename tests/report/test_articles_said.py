"""What many articles say comes before what one article repeats, and how many say it stands beside it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from framing.report import ReportFiles, ReportOptions, write_report
from framing.report.compiling import compile_report
from framing.report.summary import SourceSummary
from framing.report.table import open_table
from tests.report.corpus import MadeArticle, MarkedSentence, marked, write_table

OPTIONS = ReportOptions(resamples=100, events=False, formats=("html", "json", "md"))

# One article repeats itself; two further ones say something else once each.
HARPING = [marked("[V|Ogre Ltd] [L|butchered] it.")] * 8
SPREAD = [marked("[V|Mill Board] [L|bungled] it.")]
ARTICLES = (HARPING, SPREAD, SPREAD)


def post(articles: Sequence[Sequence[MarkedSentence]]) -> list[MadeArticle]:
    return [MadeArticle("Post", f"p{k}", tuple(sentences)) for k, sentences in enumerate(articles)]


def summary(out: Path, articles: Sequence[Sequence[MarkedSentence]]) -> SourceSummary:
    with open_table(write_table(out, post(articles)), OPTIONS) as table:
        return compile_report(table, OPTIONS).sources[0]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    return write_report(write_table(tmp_path_factory.mktemp("said"), post(ARTICLES)), OPTIONS)


@pytest.fixture(scope="module")
def page(files: ReportFiles) -> str:
    return files.files["html"].read_text("utf-8")


def test_what_stands_in_more_articles_comes_first(tmp_path: Path) -> None:
    found = summary(tmp_path, ARTICLES)
    assert [(one.text, one.count, one.articles) for one in found.wordings] == [
        ("bungled", 2, 2),
        ("butchered", 8, 1),
    ]
    assert [(one.name, one.own, one.own_articles) for one in found.mentions] == [
        ("Mill Board", 2, 2),
        ("Ogre Ltd", 8, 1),
    ]


def test_of_as_many_articles_the_more_frequent_comes_first(tmp_path: Path) -> None:
    found = summary(tmp_path, (HARPING, SPREAD))
    assert [one.text for one in found.wordings] == ["butchered", "bungled"]
    assert [one.name for one in found.mentions] == ["Ogre Ltd", "Mill Board"]


def test_doubtful_castings_in_many_articles_come_after_a_clear_one(tmp_path: Path) -> None:
    doubtful = [marked("[V|Fog Ltd] left.", prob=0.4)]
    found = summary(tmp_path, (doubtful, [*doubtful, *SPREAD], doubtful))
    assert [(one.name, one.own_articles, one.articles) for one in found.mentions] == [
        ("Mill Board", 1, 1),
        ("Fog Ltd", 0, 3),
    ]


def test_a_casting_tells_apart_in_how_many_articles_it_is_clear(tmp_path: Path) -> None:
    doubtful = [marked("[V|Mill Board] left.", prob=0.4)]
    (mention,) = summary(tmp_path, (SPREAD, doubtful)).mentions
    assert (mention.own, mention.own_articles, mention.doubtful, mention.articles) == (1, 1, 1, 2)


def test_the_json_tells_the_articles_of_each_wording(files: ReportFiles) -> None:
    (source,) = json.loads(files.files["json"].read_text("utf-8"))["sources"]
    assert {one["text"]: one["articles"] for one in source["wordings"]} == {"bungled": 2, "butchered": 1}


def test_at_a_glance_lists_only_what_stands_in_two_articles(page: str) -> None:
    glance = page[page.index('id="glance"') : page.index('id="overview"')]
    assert glance.count('<span class="count">2 times, in 2 articles</span>') == 2
    assert "bungled" in glance
    assert "Mill Board" in glance
    assert "butchered" not in glance
    assert "Ogre Ltd" not in glance


def test_at_a_glance_says_where_a_source_has_wording_in_single_articles_only(tmp_path: Path) -> None:
    page = write_report(write_table(tmp_path, post([HARPING])), OPTIONS).files["html"].read_text("utf-8")
    glance = page[page.index('id="glance"') : page.index('id="overview"')]
    assert "none in two articles or more" in glance


def test_the_part_on_a_source_lists_all_with_their_articles(page: str) -> None:
    section = page[page.index('id="source-1"') :]
    assert section.count('<span class="count">8 times, in 1 article</span>') == 2


def test_the_markdown_says_in_how_many_articles(files: ReportFiles) -> None:
    text = files.files["md"].read_text("utf-8")
    assert "bungled (2 times, in 2 articles), butchered (8 times, in 1 article)." in text
    assert "Villain: Mill Board (2 times, in 2 articles), Ogre Ltd (8 times, in 1 article)" in text
