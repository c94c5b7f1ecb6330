import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from framing.errors import MissingExtraError, OutputError, UsageError
from framing.report import ReportFiles, ReportOptions, write_report
from framing.report.markdown import escaped, marked
from framing.report.options import FORMATS
from framing.report.spreadsheet import harmless
from framing.report.write import _WRITERS
from tests.report.conftest import OPTIONS
from tests.report.corpus import hostile_article, three_sources, write_table
from tests.report.telling.tellings import POST, TIDE, scored, telling
from tests.report.test_breakdown import spread_over

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = [*three_sources(8), hostile_article(), telling("Post", POST), telling("Tide", TIDE)]
    return write_table(tmp_path_factory.mktemp("formats"), articles)


def written(out: Path, formats: Sequence[str] = ("json",), charts: Sequence[str] = ()) -> ReportFiles:
    return write_report(out, replace(OPTIONS, formats=tuple(formats), charts=tuple(charts)))


def markdown_of(out: Path) -> str:
    path = written(out, ["md"]).md
    assert path is not None
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def markdown(out: Path) -> str:
    return markdown_of(out)


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    files = written(write_table(tmp_path, three_sources(1)), ["md", "csv"])
    assert [path.name for path in files.written] == ["sources.csv", "report.md"]
    assert not (tmp_path / "report.html").exists()
    assert files.html is files.json is None


def test_the_markdown_has_the_figures_of_the_json(out: Path, markdown: str) -> None:
    path = written(out).json
    assert path is not None
    for source in json.loads(path.read_text("utf-8"))["sources"]:
        if source["enough"]:
            row = next(line for line in markdown.splitlines() if line.startswith(f"| {source['source']} "))
            assert f"{100 * source['own_share']['value']:.1f} %" in row
            assert f"({100 * source['own_share']['low']:.1f}–" in row


def test_the_markdown_says_on_how_much_a_difference_rests(out: Path, markdown: str) -> None:
    path = written(out).json
    assert path is not None
    one = json.loads(path.read_text("utf-8"))["differences"][0]
    section = markdown[markdown.index("### Over all articles") :]
    row = section[section.index("|---") :].splitlines()[1]
    assert row.split(" | ")[-2:] == [
        ", ".join(map(str, one["articles"])),
        ", ".join(map(str, one["sentences"])) + " |",
    ]
    assert "| Adjusted p | Articles | Sentences |" in section


def test_the_markdown_shows_the_event_and_its_loaded_wording(tmp_path: Path) -> None:
    markdown = markdown_of(write_table(tmp_path, [telling("Post", POST), telling("Tide", TIDE)]))
    section = markdown[markdown.index("## The same event") :]
    assert "**long overdue** street renewal on Mill Lane …" in section
    assert "**unprovoked** street renewal" in section


def test_hostile_text_is_no_markup(markdown: str) -> None:
    assert "<script" not in markdown
    assert "<img" not in markdown
    assert "\u202e" not in markdown
    assert "](" not in markdown


def test_marks_stand_beside_letters_not_blanks() -> None:
    (sentence,) = scored("Post", ("A [L|brutal] plan “for [L|the *wicked*],” they said.",))
    assert marked(sentence) == r"A **brutal** plan “for _the \*wicked\*_,” they said."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n# b", r"a \# b"),
        ("[x](y)", r"\[x\](y)"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("a|b", r"a\|b"),
        ("- x", r"\- x"),
        ("2. x", r"2\. x"),
        ("12-year 2.5", "12-year 2.5"),
        ("http://a.b", "http&#58;//a.b"),
        ("WWW.a.b", "WWW&#46;a.b"),
        ("@all", "&#64;all"),
        ("$x$", r"\$x\$"),
        ("a\u200bb\u202e", "a\ufffdb\ufffd"),
    ],
)
def test_text_is_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "=1",
            "+1",
            "-1",
            "@a",
            "\tx",
            "\rx",
            "\nx",
            " =1",
            "\t =1",
            "\u00a0=1",
            "\u3000+1",
            "\uff1d1",
            "\ufe661",
        ),
        *("Post;=1", 'Post; "=1"', "Post\n@a", "Post\r\n=1", "Post\t\uff0b1"),
    ],
)
def test_a_cell_runs_nothing_whatever_parts_the_cells(cell: str) -> None:
    for part in re.split("[;\t\r\n]", harmless(cell)):
        assert not re.match('[\\s"]*[=+@\uff0b\uff1d\ufe66-]', part)


@pytest.mark.parametrize("cell", ["\u200b=1", "\x00=1", "\ufeff=1"])
def test_what_cannot_be_seen_before_a_formula_is_shown(cell: str) -> None:
    assert harmless(cell) == "\ufffd=1"


@pytest.mark.parametrize("cell", ["Harbour Post", "A-B", "Post; and more", "2 + 2", "Post, -1"])
def test_a_cell_that_runs_nothing_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_charts_are_whole_svg_with_the_names_as_text(out: Path) -> None:
    charts = {path.name: ET.parse(path).getroot() for path in written(out, charts=["svg"]).charts}
    assert {"sources.svg", "frames-01-free-tide.svg"} <= set(charts)
    texts = {element.text for element in charts["sources.svg"].iter(f"{SVG}text")}
    assert "in its own words" in texts
    circles = list(charts["sources.svg"].iter(f"{SVG}circle"))
    assert len(circles) == 2 + 2 * 3


def test_lines_over_time_are_a_chart(tmp_path: Path) -> None:
    out = write_table(tmp_path, spread_over(40, number=60))
    options = replace(OPTIONS, events=False, formats=("json",), charts=("svg",))
    charts = {path.name: ET.parse(path).getroot() for path in write_report(out, options).charts}
    assert len(list(charts["time.svg"].iter(f"{SVG}circle"))) >= 5


def test_charts_as_png(out: Path) -> None:
    path = next(path for path in written(out, charts=["png"]).charts if path.name == "sources.png")
    assert path.read_bytes().startswith(b"\x89PNG\r\n")


def test_png_without_its_extra_names_the_extra(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"\[charts\]"):
        written(out, charts=["png"])


def test_charts_in_a_place_that_cannot_be_written_are_an_output_error(tmp_path: Path) -> None:
    out = write_table(tmp_path, three_sources(1))
    (out / "charts").write_text("")
    with pytest.raises(OutputError, match="charts cannot be written"):
        written(out, charts=["svg"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"formats": ("pdf",)}, "unknown format 'pdf'"),
        ({"formats": ()}, "no format"),
        ({"charts": ("gif",)}, "svg, png"),
        ({"columns": Path("a.csv")}, "needs the column"),
    ],
)
def test_impossible_formats_are_refused(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        ReportOptions(**wrong)  # type: ignore[arg-type]


def test_every_format_has_its_writer() -> None:
    assert list(_WRITERS) == list(FORMATS)
