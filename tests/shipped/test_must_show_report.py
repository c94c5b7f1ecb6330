"""The two pages of the case this project was made for, from files to what a reader sees in the report."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from framing.cli.main import app
from tests.shipped.test_must_show import CASE


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Score the two pages and report on them, as a user does."""
    folder = tmp_path_factory.mktemp("must_show") / "out"
    for arguments in (["score", str(CASE), "-o", str(folder)], ["report", str(folder)]):
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def event(out: Path) -> dict[str, Any]:
    (one,) = json.loads((out / "report.json").read_text("utf-8"))["events"]["shown"]
    return dict(one)


class Seen(HTMLParser):
    """What a reader sees of the events: text, with what is marked as loaded in brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.text += "[" if tag == "mark" else " " if tag in ("p", "div", "h3", "h4", "blockquote") else ""

    def handle_endtag(self, tag: str) -> None:
        self.text += "]" if tag == "mark" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(out: Path, first: str, last: str) -> str:
    """Give what the page shows of the event between two headings."""
    page = (out / "report.html").read_text("utf-8")
    seen = Seen()
    seen.feed(page[page.index(first) : page.index(last)])
    return " ".join(seen.text.split())


def test_the_two_names_of_the_war_stand_side_by_side(event: dict[str, Any]) -> None:
    naming = event["namings"][0]
    assert naming["word"] == "military operation"
    phrases = {
        phrase["sentence"]["source"]: phrase["sentence"]["text"][phrase["start"] : phrase["end"]]
        for phrase in naming["phrases"]
    }
    assert "military operation to demilitarize Morn" in phrases["eastern-wire"]
    assert "unprovoked military operations on Morn" in phrases["western-desk"]


def test_the_page_marks_what_differs_in_the_two_names(out: Path) -> None:
    names = shown(out, "What they call it", "Quoted by several")
    assert re.search(r"eastern-wire ?… .*military operation to \[demilitarize\] Morn …", names)
    assert re.search(r"western-desk ?… .*\[[^]]*unprovoked\] military operations on Morn …", names)


def test_the_anonymous_quote_is_marked_as_shared(out: Path, event: dict[str, Any]) -> None:
    (quote,) = (one for one in event["quotes"] if one["text"].startswith("Both navies"))
    assert [sentence["source"] for sentence in quote["sentences"]] == ["eastern-wire", "western-desk"]
    quotes = shown(out, "Quoted by several", "Only one source says")
    assert "captains need a way to talk before somebody makes a mistake”" in quotes
    assert "shared by eastern-wire and western-desk" in quotes
    assert "not give a name" in quotes
    assert "on condition of anonymity" in quotes


def test_what_stands_side_by_side_is_not_said_to_be_one_sources_alone(event: dict[str, Any]) -> None:
    beside = [phrase["sentence"]["text"] for naming in event["namings"] for phrase in naming["phrases"]]
    beside += [s["text"] for kind in ("quotes", "aligned") for one in event[kind] for s in one["sentences"]]
    alone = [sentence["text"] for telling in event["tellings"] for sentence in telling["only"]]
    assert alone
    assert not set(beside) & set(alone)


def test_two_articles_give_counts_and_no_share(out: Path) -> None:
    sources = json.loads((out / "report.json").read_text("utf-8"))["sources"]
    assert [source["own_share"]["value"] for source in sources] == [None, None]
    assert "too few to say" in (out / "report.html").read_text("utf-8")
