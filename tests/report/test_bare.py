"""A report of a checkpoint without frames, roles or labels of words speaks of none of them."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from framing.report import ReportFiles
from tests.report.bare import LOADED_ONLY, ONE_OF_EACH, WITH_FRAMES, WITH_ROLES, report_of

ROLES = re.compile(r"\b(?:roles?|villains?|victims?|hero(?:es)?|casts?|names are)\b", re.IGNORECASE)
FRAMES = re.compile(r"\bframes?\b", re.IGNORECASE)
WORDS = re.compile(
    r"loaded words?\b(?! is not)|loaded wording it|marks the words|a mark\b|\*\*bold\*\*", re.IGNORECASE
)


@pytest.fixture(scope="module")
def loaded_only(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    return report_of(tmp_path_factory.mktemp("loaded"), LOADED_ONLY)


@pytest.fixture(scope="module")
def with_frames(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    return report_of(tmp_path_factory.mktemp("frames"), WITH_FRAMES)


@pytest.fixture(scope="module")
def with_roles(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    return report_of(tmp_path_factory.mktemp("roles"), WITH_ROLES)


def said(files: ReportFiles) -> str:
    """Give what the page says to a reader, its legend included, without style and script."""
    assert files.html is not None
    page = re.sub(r"<(style|script)>.*?</\1>", "", files.html.read_text("utf-8"), flags=re.DOTALL)
    # What a title or a label says is read, too; names of classes and ids are not.
    kept = re.sub(r'<[^>]*?(?:(?:title|aria-label|data-role)="([^"]*)"[^>]*)?>', r" \1 ", page)
    return " ".join(kept.split())


def in_markdown(files: ReportFiles) -> str:
    assert files.md is not None
    return files.md.read_text("utf-8")


def columns(files: ReportFiles) -> list[str]:
    assert files.csv is not None
    return next(csv.reader(io.StringIO(files.csv.read_text("utf-8"), newline="")))


def test_without_frames_roles_and_words_none_are_spoken_of(loaded_only: ReportFiles) -> None:
    for text in (said(loaded_only), in_markdown(loaded_only)):
        for silent in (ROLES, FRAMES, WORDS):
            assert silent.findall(text) == []
    assert loaded_only.html is not None
    assert "<mark" not in loaded_only.html.read_text("utf-8")


def test_without_them_the_lead_is_about_loaded_wording_alone(loaded_only: ReportFiles) -> None:
    assert "Where 2 sources use loaded wording: sentence by sentence, with the uncertainty" in said(
        loaded_only
    )


def test_without_them_there_is_no_column_of_them(loaded_only: ReportFiles) -> None:
    assert [name for name in columns(loaded_only) if name.startswith(("frame", "role"))] == []


def test_without_them_shares_of_loaded_sentences_are_given_all_the_same(loaded_only: ReportFiles) -> None:
    assert loaded_only.json is not None
    for source in json.loads(loaded_only.json.read_text("utf-8"))["sources"]:
        assert source["own_share"]["value"] > 0
        assert source["frames"] == source["roles"] == []
        assert f"{100 * source['own_share']['value']:.1f} %" in said(loaded_only)


def test_without_roles_none_are_spoken_of(with_frames: ReportFiles) -> None:
    for text in (said(with_frames), in_markdown(with_frames)):
        assert ROLES.findall(text) == []
    assert "Where 2 sources use loaded wording and which frames they evoke: sentence" in said(with_frames)
    assert "What the 2 frames mean" in said(with_frames)
    assert "Loaded words" in said(with_frames)


def test_without_frames_none_are_spoken_of(with_roles: ReportFiles) -> None:
    for text in (said(with_roles), in_markdown(with_roles)):
        assert FRAMES.findall(text) == []
    lead = "Where 2 sources use loaded wording and whom they cast as villain, victim or hero: sentence"
    assert lead in said(with_roles)
    assert "Who tells it, and whom it casts as villain, victim, hero" in said(with_roles)


def test_of_the_roles_those_of_the_checkpoint_are_spoken_of(tmp_path: Path) -> None:
    text = said(report_of(tmp_path, ONE_OF_EACH))
    assert "whom they cast as villain: sentence" in text
    assert "What the frame means" in text
    assert re.findall(r"\b(?:victims?|hero(?:es)?)\b", text, re.IGNORECASE) == []


def test_charts_are_of_what_there_is(loaded_only: ReportFiles, with_frames: ReportFiles) -> None:
    assert not [path.name for path in loaded_only.charts if path.name.startswith("frames")]
    assert [path.name for path in with_frames.charts if path.name.startswith("frames")]
