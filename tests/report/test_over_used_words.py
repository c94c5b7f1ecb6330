"""Which loaded words are called over-used: few by chance, and none for what a single article says."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from framing.report import ReportFiles, ReportOptions, write_report
from framing.report.compiling import compile_report
from framing.report.summary import SourceSummary
from framing.report.table import open_table
from framing.report.terms import Floats, adjusted_p, log_odds
from tests.report.corpus import MadeArticle, marked, write_table

OPTIONS = ReportOptions(resamples=100, events=False)
SHARED = ("brutal", "vile", "shameful", "reckless", "cruel", "wicked", "absurd", "greedy")


def paper(source: str, *own: str, times: int = 1, articles: int = 8) -> list[MadeArticle]:
    """Make articles that all use the same loaded words, and some words of the source's own."""
    words = [*SHARED, *own * times]
    lines = [*(f"The [L|{word}] ferry left." for word in words), *["The ferry left at nine."] * 12]
    return [
        MadeArticle(source, f"{source}-{k}", tuple(marked(f"{line[:-1]} {k}.") for line in lines))
        for k in range(articles)
    ]


def sources(out: Path, articles: list[MadeArticle]) -> dict[str, SourceSummary]:
    with open_table(write_table(out, articles), OPTIONS) as table:
        return {source.source: source for source in compile_report(table, OPTIONS).sources}


def drawn(rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Draw two bodies of 400 words from one distribution of 100."""
    one, other = (rng.multinomial(400, np.full(100, 0.01)).astype(float) for _ in range(2))
    return one, other


def test_of_two_bodies_drawn_alike_no_word_is_called() -> None:
    rng = np.random.default_rng(4)
    called, loose = 0, 0
    for _ in range(50):
        one, other = drawn(rng)
        one, other = one[one > 0], other[one > 0]
        _, z = log_odds(one, other, (400, 400), weight=400)
        # As if every use stood in an article of its own.
        p = adjusted_p(one, other, (400, 400), 2)
        called += int(((z > 0) & (p <= 0.05)).sum())
        loose += int((z >= 1).sum())
    assert called <= 1
    assert loose > 50 * 5


def test_p_is_adjusted_over_the_words_in_two_articles_or_more() -> None:
    here, there = np.array([20.0, 9.0, 2.0, 1.0]), np.array([1.0, 3.0, 4.0, 0.0])
    _, z = log_odds(here, there, (60, 80), weight=140 / 3)
    expected = stats.false_discovery_control(2 * stats.norm.sf(np.abs(z[:3])))
    assert adjusted_p(here, there, (60, 80), 3) == pytest.approx([*expected, 1.0], rel=0.01)


def test_without_a_word_in_two_articles_nothing_is_tried() -> None:
    assert adjusted_p(np.ones(2), np.array([0.0, 30.0]), (2, 400), 2).tolist() == [1.0, 1.0]


def test_a_word_of_one_source_alone_is_called(tmp_path: Path) -> None:
    found = sources(tmp_path, [*paper("Post", "clique", times=3, articles=30), *paper("Tide", articles=30)])
    (word,) = found["Post"].words
    assert (word.word, word.count, word.elsewhere, word.articles) == ("clique", 90, 0, 30)
    assert word.z is not None
    assert word.p_adjusted is not None
    assert word.p_adjusted <= 0.05
    assert found["Tide"].words == ()


def test_a_word_that_one_article_harps_on_is_not_called(tmp_path: Path) -> None:
    (first, *others) = paper("Post")
    harping = paper("Post", "clique", times=40)[0]
    found = sources(tmp_path, [MadeArticle("Post", first.id, harping.sentences), *others, *paper("Tide")])
    assert found["Post"].words == ()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    articles = [*paper("Post", "clique", times=3, articles=30), *paper("Tide", "smug", articles=29)]
    return write_report(write_table(tmp_path_factory.mktemp("words"), articles), OPTIONS)


def test_a_card_says_how_often_the_others_use_a_word(files: ReportFiles) -> None:
    assert files.html is not None
    card, *_ = files.html.read_text("utf-8").split("Loaded words it uses more than the others do</dt>")[1:]
    text = card[: card.index("</dd>")]
    assert "<bdi>clique</bdi>" in text
    assert '<span class="count">90×,</span> <span class="count">others 0×</span>' in text


def test_a_source_without_an_over_used_word_shows_what_it_uses_most(tmp_path: Path) -> None:
    files = write_report(write_table(tmp_path, [*paper("Post"), *paper("Tide")]), OPTIONS)
    assert files.html is not None
    page = files.html.read_text("utf-8")
    assert "Loaded words it uses more than the others do" not in page
    assert page.count('Loaded wording it uses most</dt><dd><span class="item"><mark') == 2
    said = 'No loaded word sets it apart clearly from the others. Used most:</p><p><span class="item"><mark'
    assert page.count(said) == 2
