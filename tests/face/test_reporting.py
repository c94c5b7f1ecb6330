from pathlib import Path

import pytest

import framing
import framing.report
from framing.errors import OutputError, ScoreTableError
from framing.report import ReportOptions

TEXTS = ["The brutal raid. The port closed.", "The port closed. The court closed."]


def test_scores_in_memory_are_compiled() -> None:
    compiled = framing.report(framing.score(TEXTS, source="Post"))
    assert [(one.source, one.sentences) for one in compiled.data.sources] == [("Post", 4)]
    assert compiled.html.startswith("<!doctype html>")
    assert compiled.to_dict()["sources"][0]["source"] == "Post"


def test_a_folder_is_compiled_like_scores_in_memory(tmp_path: Path) -> None:
    scores = framing.score(TEXTS, source="Post")
    folder = scores.save(tmp_path / "scores")
    assert framing.report(folder).to_dict() == framing.report(scores).to_dict()


def test_options_reach_the_report() -> None:
    options = ReportOptions(min_articles=2, min_sentences=2, resamples=100)
    compiled = framing.report(framing.score(TEXTS), options=options)
    assert compiled.data.sources[0].enough


def test_nothing_to_report_on_is_told() -> None:
    with pytest.raises(ScoreTableError):
        framing.report(framing.score(""))


def test_the_page_can_be_saved(tmp_path: Path) -> None:
    compiled = framing.report(framing.score(TEXTS))
    assert compiled.save(tmp_path / "report.html").read_text("utf-8") == compiled.html
    with pytest.raises(OutputError):
        compiled.save(tmp_path / "missing" / "report.html")


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    page = framing.report(framing.score(TEXTS))._repr_html_()
    assert page.startswith('<iframe sandbox="allow-scripts" srcdoc="&lt;!doctype html&gt;')
    assert page.count("<") == 2


def test_the_package_of_that_name_is_still_a_package() -> None:
    assert framing.report.ReportOptions is ReportOptions
    assert callable(framing.report)
