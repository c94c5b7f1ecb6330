import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import framing
from framing.errors import UsageError
from framing.face import kept
from framing.report import write_report
from framing.scores import score_schema
from framing.scoring import Scorer
from framing.text import Article
from tests.scoring.fakes import article, bad

TEXT = "The brutal raid. The port closed. “Vicious”, we said."


def test_a_text_gives_its_sentences_in_reading_order() -> None:
    scores = framing.score(TEXT, source="Post")
    assert [row.text for row in scores] == ["The brutal raid.", "The port closed.", "“Vicious”, we said."]
    assert {row.source for row in scores} == {"Post"}
    assert (len(scores), scores[1].text, len(scores[:2])) == (3, "The port closed.", 2)


def test_texts_and_results_are_one_for_one() -> None:
    scores = framing.score(
        ["The port closed.", "", "The port closed.", "Le port est fermé depuis hier soir."]
    )
    assert [row.article_id for row in scores] == ["0", "2", "3"]
    assert [(item.path, item.reason) for item in scores.unscored] == [("1", "empty")]


def test_articles_are_scored_as_the_program_does() -> None:
    given = [article(1, TEXT), article(1, TEXT), article(2, "Le port.", language="fr"), bad(3)]
    scores = framing.score(given)
    assert len(scores.articles) == 1
    assert [item.reason for item in scores.unscored] == ["duplicate", "language", "binary"]


def test_one_article_is_scored_by_itself() -> None:
    assert framing.score(article(7, TEXT))[0].article_id == "a7"


def test_a_stream_of_articles_can_be_given(scorer: Scorer) -> None:
    scores = framing.Scores(scorer.score(article(k, f"{TEXT} {k}.") for k in range(3)), scorer)
    assert [one.article.id for one in scores.articles] == ["a0", "a1", "a2"]


@pytest.mark.parametrize("given", [[TEXT, article(1, TEXT)], [3], [None, TEXT]])
def test_a_mixture_is_refused(given: list[object]) -> None:
    with pytest.raises(UsageError, match="not a mixture"):
        framing.score(given)  # type: ignore[arg-type]


def test_nothing_gives_nothing() -> None:
    assert len(framing.score([])) == len(framing.score("")) == 0


def test_the_arrow_table_is_the_score_table() -> None:
    scores = framing.score(TEXT)
    table = scores.to_arrow()
    assert table.schema.equals(score_schema(("economic", "legality")))
    assert table.column("text").to_pylist() == [row.text for row in scores]
    assert table.column("spans")[0].as_py()[0]["label"] == "loaded"


def test_an_empty_table_has_its_columns() -> None:
    assert framing.score("").to_arrow().num_rows == 0
    assert "frame_economic" in framing.score("").to_pandas().columns


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_data_frames_have_a_column_for_each_frame(library: str) -> None:
    frame = getattr(framing.score(TEXT), f"to_{library}")()
    assert list(frame.columns)[-4:] == ["spans", "frame_economic", "frame_legality", "checkpoint"]
    assert frame.shape == (3, 16)
    assert frame["own_loaded"][0] > 0.5 > frame["own_loaded"][2]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(kept, "import_module", missing)
    with pytest.raises(UsageError, match=f"pip install {library}"):
        getattr(framing.score(TEXT), f"to_{library}")()


def test_saved_scores_can_be_reported_on(tmp_path: Path) -> None:
    scores = framing.score([TEXT, ""], source="Post")
    folder = scores.save(tmp_path / "scores")
    assert pq.read_table(folder / "scores.parquet").num_rows == len(scores)
    assert json.loads((folder / "run.json").read_text("utf-8"))["counts"]["articles_in"] == 2
    assert write_report(folder).html.is_file()


def test_results_that_are_there_are_not_replaced_unasked(tmp_path: Path) -> None:
    scores = framing.score(TEXT)
    scores.save(tmp_path / "scores")
    with pytest.raises(UsageError):
        scores.save(tmp_path / "scores")
    scores.save(tmp_path / "scores", overwrite=True)


def test_thresholds_are_the_checkpoints() -> None:
    scores = framing.score(TEXT)
    assert scores.threshold("loaded") == 0.6
    with pytest.raises(UsageError, match="no label 'nonsense': choose one of loaded"):
        scores.threshold("nonsense")


def test_a_notebook_shows_articles_marked() -> None:
    page = framing.score(TEXT, source="Post")._repr_html_()
    assert re.search(r'<mark class="own"[^>]*>brutal</mark>', page)
    assert re.search(r'<mark class="quoted"[^>]*>Vicious</mark>', page)
    assert "1 of 3 sentences loaded in its own words" in page


def test_the_style_in_a_notebook_touches_nothing_else() -> None:
    page = framing.score(TEXT)._repr_html_()
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", style) for part in rule.split(",")]
    assert selectors
    assert all(selector.startswith(".framing-marks") for selector in selectors)


def test_hostile_text_stays_text_in_a_notebook() -> None:
    hostile = Article(
        "a", "<img src=x onerror=a>", "The brutal <script>alert(1)</script> raid. \u202e", title="</h4>"
    )
    page = framing.score(hostile)._repr_html_()
    assert "<script>" not in page
    assert "<img" not in page
    assert "\u202e" not in page


def test_a_notebook_shows_no_more_than_it_can_hold() -> None:
    page = framing.score(["The port closed. " * 200, "The brutal raid. " * 200])._repr_html_()
    assert "and 100 more sentences" in page


def test_nothing_scored_is_told_in_a_notebook() -> None:
    assert "No sentence was scored." in framing.score("")._repr_html_()


def test_scores_say_what_they_are() -> None:
    assert repr(framing.score([TEXT, ""])) == (
        "<Scores: sentences 3, articles 1, not scored 1, checkpoint 0123456789abcdef>"
    )
