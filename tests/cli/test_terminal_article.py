"""How an article is drawn on a terminal."""

import io
from datetime import date

import pytest
from rich.console import Console
from rich.text import Text

from framing.cli.terminal_article import ArticleView
from framing.scores import LabelledSpan, SentenceScore
from framing.scoring import ScoredArticle
from framing.text import Article

TEXT = "The brutal regent fled.\n\nDer Hafen ist zu.\n\n“Vile,” he said."
THRESHOLDS = {"loaded": 0.5, "economic": 0.5, "security": 0.5}


def row(start: int, end: int, own: float, loaded: float, *spans: LabelledSpan) -> SentenceScore:
    frames = {"economic": 0.9, "security": own}
    text = TEXT[start:end]
    return SentenceScore(
        *("Post", "a1", None, None, None, 0, start, end, text, 0.0, loaded, own),
        tuple(spans),
        frames,
        "digest",
    )


SCORED = ScoredArticle(
    Article("a1", "Post", TEXT, title="Regent flees", published=date(2031, 5, 3), path="news/a.txt"),
    (
        row(
            *(0, 23, 0.9, 0.9),
            LabelledSpan(4, 10, "loaded", 0.9, quoted=False),
            LabelledSpan(11, 17, "villain", 0.8, quoted=False),
        ),
        row(44, 60, 0.1, 0.8, LabelledSpan(1, 5, "loaded", 0.8, quoted=True)),
    ),
)
PLAIN = ArticleView(THRESHOLDS, styled=False)
STYLED = ArticleView(THRESHOLDS, styled=True)


def styles_of(text: Text, wording: str) -> set[str]:
    start = text.plain.index(wording)
    return {
        str(span.style) for span in text.spans if span.start <= start and start + len(wording) <= span.end
    }


def test_signs_stand_for_styles_where_none_can_be_shown() -> None:
    body = PLAIN.draw(SCORED).plain
    assert "The *brutal* regent [villain] fled. [loaded 0.90]" in body
    assert "“_Vile_,” he said. [quotation loaded 0.80]" in body


def test_without_signs_the_text_is_the_articles_own() -> None:
    drawn = STYLED.draw(SCORED).plain
    assert "The brutal regent [villain] fled. [loaded 0.90]\n\nDer Hafen ist zu.\n\n“Vile,”" in drawn


def test_own_words_and_quotations_are_told_apart() -> None:
    drawn = STYLED.draw(SCORED)
    assert "bold underline red" in styles_of(drawn, "brutal")
    assert {"underline yellow", "italic"} <= styles_of(drawn, "Vile")
    assert "italic" in styles_of(drawn, "“")
    assert "italic" not in styles_of(drawn, "he said")


def test_what_was_not_scored_is_there_and_stands_back() -> None:
    assert "dim" in styles_of(STYLED.draw(SCORED), "Der Hafen ist zu.")


def test_summary_counts_by_voice_and_names_the_frames() -> None:
    drawn = PLAIN.draw(SCORED).plain
    assert "2 sentences: 1 loaded in the source's own words, 1 only in what it quotes." in drawn
    assert "Frames: Economic (2), Security and defence (1)." in drawn


def test_heading_says_what_the_article_is() -> None:
    assert PLAIN.draw(SCORED).plain.startswith("Regent flees\nPost · 2031-05-03 · news/a.txt\n")


def test_article_without_a_headline_is_called_by_its_file() -> None:
    untitled = ScoredArticle(Article("a1", "Post", TEXT, path="news/a.txt"), SCORED.sentences)
    assert PLAIN.draw(untitled).plain.startswith("news/a.txt\nPost\n")


def test_standard_input_is_called_so_once() -> None:
    piped = ScoredArticle(Article("a1", "standard input", TEXT, path="-"), SCORED.sentences)
    assert PLAIN.draw(piped).plain.startswith("standard input\n\n2 sentences")


def test_checkpoint_that_tells_no_loaded_wording_says_nothing_of_it() -> None:
    drawn = ArticleView({"economic": 0.5}, styled=False).draw(SCORED).plain
    assert "2 sentences.\n" in drawn
    assert "[loaded 0.90]" not in drawn


@pytest.mark.parametrize("view", [PLAIN, STYLED])
def test_legend_explains_the_marks(view: ArticleView) -> None:
    legend = view.draw(SCORED).plain.rstrip().splitlines()[-1]
    for words in ("loaded wording", "in a quotation", "villain", "probability"):
        assert words in legend


def test_legend_speaks_only_of_what_the_checkpoint_tells() -> None:
    drawn = ArticleView({"loaded": 0.5}, styled=False, roles=False).draw(SCORED).plain
    legend = drawn.rstrip().splitlines()[-1]
    assert "villain" not in legend
    assert "a loaded sentence" in legend
    assert "*loaded wording*" in legend
    without = ArticleView({"loaded": 0.5}, styled=False, words=False).draw(SCORED).plain
    assert "loaded wording" not in without.rstrip().splitlines()[-1]
    assert "a loaded sentence" not in ArticleView({"economic": 0.5}, styled=False).draw(SCORED).plain


def test_terminal_folds_between_words() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=30, no_color=True)
    console.print(STYLED.draw(SCORED))
    assert isinstance(console.file, io.StringIO)
    assert "brutal" in console.file.getvalue()
