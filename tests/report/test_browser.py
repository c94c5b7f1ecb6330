"""The report in a real browser: sorted, filtered, searched, tapped, by keyboard, narrow, dark, printed."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from framing.labels import FRAMES
from framing.report import write_report
from tests.report.conftest import OPTIONS
from tests.report.corpus import (
    HOSTILE_NAME,
    draw_articles,
    hostile_article,
    hostile_source,
    three_sources,
    write_table,
)
from tests.report.telling.tellings import POST, TIDE, telling
from tests.web.browsing import launched, needs_chromium

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write a report with everything in it: large sources, a small one, events, a hostile article."""
    articles = [
        *three_sources(16),
        *(one for k in range(4) for one in draw_articles(f"Paper {k}", 8, loaded=0.1 + k / 20)),
        *draw_articles("Small Gazette", 2, loaded=0.2),
        hostile_article(),
        telling("Post", POST),
        telling("Tide", TIDE),
    ]
    out = write_table(tmp_path_factory.mktemp("browser"), articles)
    # A short page, since axe looks at every element of it.
    options = replace(OPTIONS, by="source", articles_shown=14, sentences_per_source=3, words_per_source=4)
    files = write_report(out, options)
    assert files.html is not None
    return files.html.as_uri()


class Watched:
    """A page and whatever it complained about, asked of others, or opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        name = url.split("#", maxsplit=1)[0].rsplit("/", 1)[-1]
        if not url.startswith("file:") or not name.endswith(("report.html", ".svg")):
            self.complaints.append(f"asked for {url}")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give the report on a wide screen. Whatever the browser complains about fails the test."""
    yield from watched(browser, address, {"viewport": {"width": 1280, "height": 900}})


def watched(browser: Browser, address: str, how: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(**how)
    context.set_default_timeout(30_000)
    seen = Watched(context.new_page())
    seen.page.goto(address)
    yield seen.page
    context.close()
    assert seen.complaints == []


def open_everything(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true;")


def names(page: Page) -> list[str]:
    return page.locator("#overview tbody tr:visible th").all_inner_texts()


def test_opens_with_its_heading(page: Page) -> None:
    assert page.title() == "How it is worded: 11 sources"
    assert page.locator("h1").inner_text() == "How it is worded"


def test_hostile_text_runs_nothing(page: Page) -> None:
    assert "owned" not in page.title()
    assert page.locator("img").count() == 0
    assert page.evaluate("Array.from(document.scripts).length") == 1


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a report and charts of a source that attacks in its name, headlines, words and addresses."""
    articles = [*three_sources(8), *hostile_source()]
    articles += [replace(one, source="Twin", id=f"twin-{k}") for k, one in enumerate(hostile_source(1))]
    out = write_table(tmp_path_factory.mktemp("hostile"), articles)
    (out / "errors.jsonl").write_text(
        json.dumps({"path": HOSTILE_NAME, "reason": HOSTILE_NAME, "detail": HOSTILE_NAME}), "utf-8"
    )
    write_report(out, replace(OPTIONS, by="title", charts=("svg",)))
    return out


def test_a_source_that_attacks_everywhere_stays_text(browser: Browser, hostile: Path) -> None:
    for page in watched(browser, (hostile / "report.html").as_uri(), {}):
        open_everything(page)
        assert "owned" not in page.title()
        assert page.locator("main img, main script, main style, main iframe").count() == 0
        handlers = "e => e.getAttributeNames().some(name => name.startsWith('on'))"
        assert page.evaluate("document.body.innerText").count(HOSTILE_NAME[:50]) > 10
        assert not page.evaluate(f"Array.from(document.querySelectorAll('*')).some({handlers})")


def test_what_cannot_be_seen_is_made_visible_on_the_whole_page(browser: Browser, hostile: Path) -> None:
    for page in watched(browser, (hostile / "report.html").as_uri(), {}):
        assert re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", page.content()) is None


def test_a_hostile_name_in_a_chart_stays_text(browser: Browser, hostile: Path) -> None:
    charts = sorted((hostile / "charts").glob("*.svg"))
    for chart in charts:
        for page in watched(browser, chart.as_uri(), {}):
            assert page.locator("svg > rect").count() == 1
            assert page.evaluate("document.querySelectorAll('script, img, style, foreignObject').length") == 0
    assert "owned" in "".join(chart.read_text("utf-8") for chart in charts)


def column(page: Page, number: int) -> list[float | None]:
    cells = page.locator(f"#overview tbody tr td:nth-child({number})").all()
    values = [cell.get_attribute("data-value") for cell in cells]
    return [float(value) if value else None for value in values]


@pytest.mark.parametrize("way", ["click", "Enter", "Space"])
def test_a_heading_sorts_both_ways_and_keeps_the_undefined_below(page: Page, way: str) -> None:
    heading = page.locator("#overview thead th:nth-child(4)")
    for order in ("descending", "ascending"):
        button = heading.get_by_role("button")
        if way == "click":
            button.click()
        else:
            button.focus()
            page.keyboard.press(way)
        assert heading.get_attribute("aria-sort") == order
        values = column(page, 4)
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=order == "descending")
        assert all(value is None for value in values[len(known) :])


def test_a_table_is_filtered_and_says_how_far(page: Page) -> None:
    page.locator("#overview input[type=search]").fill("paper")
    assert sorted(names(page)) == ["Paper 0", "Paper 1", "Paper 2", "Paper 3"]
    assert page.locator("#overview [role=status]").inner_text() == "4 of 11 rows"
    page.locator("#overview input[type=search]").fill("")
    assert len(names(page)) == 11


def shown(page: Page) -> int:
    return page.locator("#articles details.article:visible").count()


def chosen(page: Page, name: str) -> Locator:
    """Find the control of the articles' filters with this name."""
    return page.locator(f"#articles .toolbar [name={name}]")


def test_articles_are_searched_by_text_and_source(page: Page) -> None:
    everything = shown(page)
    search = page.locator("#articles input[type=search]")
    search.fill("MILL LANE")
    assert shown(page) == 2
    chosen(page, "of").select_option("Tide")
    assert shown(page) == 1
    assert page.locator("#articles .shelf:visible h3").all_inner_texts() == ["Tide"]
    search.fill("")
    chosen(page, "of").select_option("")
    assert shown(page) == everything


def wanted_sentences(page: Page) -> list[str]:
    page.evaluate("for (const one of document.querySelectorAll('details.article')) one.open = true;")
    return page.locator("#articles details.article:not([hidden]) .sentence:not(.aside)").all_inner_texts()


def test_articles_are_searched_by_label_and_voice(page: Page) -> None:
    chosen(page, "of").select_option("Tide")
    chosen(page, "with").select_option(label="Villain")
    assert [text.startswith("The council") for text in wanted_sentences(page)] == [True, True]
    chosen(page, "with").select_option(label="Loaded wording")
    chosen(page, "in").select_option(label="the source's own words")
    assert "brutal unprovoked street renewal" in " ".join(wanted_sentences(page))
    assert page.locator("#articles [role=status]").inner_text().startswith("1 sentence in 1 of ")
    chosen(page, "in").select_option(label="quotes")
    assert wanted_sentences(page) == []


def test_a_text_is_searched_for_within_the_sentences_of_a_label(page: Page) -> None:
    chosen(page, "with").select_option(label="Villain")
    page.locator("#articles input[type=search]").fill("car park")
    assert [text.strip()[:11] for text in wanted_sentences(page)] == ["The council"]


def test_a_frame_has_no_voice_to_choose(page: Page) -> None:
    chosen(page, "with").select_option(label="Crime and punishment")
    assert chosen(page, "in").is_disabled()
    assert wanted_sentences(page)


def test_articles_are_searched_by_day(page: Page) -> None:
    chosen(page, "from").fill("2024-05-07")
    assert page.locator("#articles .shelf:visible h3").all_inner_texts() == ["Post", "Tide"]
    chosen(page, "to").fill("2024-05-06")
    assert shown(page) == 0
    chosen(page, "from").fill("")
    assert shown(page) > 2


def test_a_link_leads_to_its_source(page: Page) -> None:
    page.locator("#overview tbody").get_by_role("link", name="Paper 3").click()
    assert page.locator("section:target h2").text_content() == "Paper 3"


def test_a_link_to_an_article_opens_it_even_if_it_was_filtered_away(page: Page) -> None:
    page.locator("#articles input[type=search]").fill("nothing has this")
    link = page.locator("section.source ol.sentences .meta a[href^='#']").first
    target = link.get_attribute("href")
    link.click()
    assert page.locator(f"{target}[open]").is_visible()


def test_a_tap_on_a_mark_tells_its_label_probability_and_voice(page: Page) -> None:
    mark = page.locator("section.source ol.sentences mark.own").first
    mark.click()
    note = page.locator(".note").inner_text()
    assert note.startswith("Loaded wording, probability 0.")
    assert "in the source's own words" in note
    page.keyboard.press("Escape")
    assert page.locator(".note").inner_text() == ""


def test_the_arrow_keys_lead_from_mark_to_mark(page: Page) -> None:
    article = page.locator("#articles details.article:has(mark)").first
    article.locator("summary").press("Enter")
    body = article.locator(".body")
    body.focus()
    page.keyboard.press("ArrowRight")
    first = page.locator(".note").inner_text()
    assert first
    assert article.locator(".pointed").count() == 1
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert page.locator(".note").inner_text() == first


def test_a_frame_says_what_it_means_where_it_is_pointed_at_or_tapped(page: Page) -> None:
    term = page.locator("section.source .frames .term").first
    assert term.get_attribute("title").startswith(f"{term.inner_text()}: ")
    term.click()
    assert page.locator(".note").inner_text() == term.get_attribute("title")


def test_every_frame_is_explained_how_to_read(page: Page) -> None:
    page.locator("#frames summary").click()
    assert page.locator("#frames dt").count() == len(FRAMES)
    assert page.locator("#frames dd").all_inner_texts() == [frame.definition for frame in FRAMES]


def test_a_difference_and_its_sources_are_seen_on_a_narrow_screen(browser: Browser, address: str) -> None:
    for page in watched(browser, address, {"viewport": {"width": 390, "height": 900}}):
        row = page.locator("#differences tbody tr").first
        for cell in row.locator("th, td:visible").all():
            box = cell.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= 390
        assert " less " in row.locator("th").inner_text()
        assert " to " in row.inner_text()


@pytest.mark.parametrize("table", ["Table of sources", "Table of roles"])
def test_shares_are_seen_on_a_narrow_screen(browser: Browser, address: str, table: str) -> None:
    for page in watched(browser, address, {"viewport": {"width": 390, "height": 900}}):
        row = page.locator(f"div[aria-label='{table}'] tbody tr").first
        for cell in row.locator("td:visible").all()[:3]:
            box = cell.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= 390
        assert " sentences" in row.locator("th").inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_off_the_side(browser: Browser, address: str, width: int) -> None:
    for page in watched(browser, address, {"viewport": {"width": width, "height": 900}}):
        open_everything(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width


LOOKS = pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])


@pytest.mark.slow
@pytest.mark.timeout(600)
@LOOKS
def test_axe_finds_no_serious_fault(browser: Browser, address: str, scheme: str, width: int) -> None:
    check_with_axe(browser, address, {"viewport": {"width": width, "height": 900}, "color_scheme": scheme})


@pytest.mark.slow
@LOOKS
def test_axe_finds_no_serious_fault_in_two_articles(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    files = write_report(write_table(tmp_path, [telling("Post", POST), telling("Tide", TIDE)]), OPTIONS)
    assert files.html is not None
    how = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    check_with_axe(browser, files.html.as_uri(), how)


def check_with_axe(browser: Browser, address: str, how: dict[str, Any]) -> None:
    for page in watched(browser, address, how):
        open_everything(page)
        found = Axe().run(page).response["violations"]
        faults = [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"][:3]
        ]
        assert faults == []


def test_without_scripts_every_text_and_table_is_there(browser: Browser, address: str) -> None:
    for page in watched(browser, address, {"java_script_enabled": False}):
        assert len(names(page)) == 11
        assert page.locator("input, button").count() == 0
        page.locator("#articles details.article summary").first.click()
        assert page.locator("#articles details.article .body").first.is_visible()


def test_print_leaves_out_what_only_a_screen_can_use(page: Page) -> None:
    page.emulate_media(media="print")
    for useless in ("nav", ".toolbar", ".skip"):
        assert not page.locator(useless).first.is_visible()
    assert page.locator("#overview tbody tr").first.is_visible()


# A4 without the usual margins, in CSS pixels.
PAPER = 718


def test_nothing_is_cut_off_on_paper(browser: Browser, address: str) -> None:
    for page in watched(browser, address, {"viewport": {"width": PAPER, "height": 1000}}):
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
        cut = """Array.from(document.querySelectorAll('.scroll, svg text, td, th'))
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.textContent)"""
        assert page.evaluate(cut) == []


def test_the_paper_is_white_and_its_text_dark_whatever_the_screen(browser: Browser, address: str) -> None:
    for page in watched(browser, address, {"color_scheme": "dark"}):
        page.emulate_media(media="print", color_scheme="dark")
        style = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
        assert page.locator("body").evaluate(style) == ["rgb(255, 255, 255)", "rgb(29, 35, 41)"]


def test_the_report_prints_every_source_and_event(page: Page, tmp_path: Path) -> None:
    printed = page.pdf(path=tmp_path / "report.pdf", format="A4", print_background=False)
    assert printed.count(b"/Type /Page") - printed.count(b"/Type /Pages") > 10


def looks(page: Page, what: str) -> tuple[str, ...]:
    """Give what a mark looks like to an eye that sees no colour."""
    style = """one => { const style = getComputedStyle(one), after = getComputedStyle(one, '::after');
        return [style.textDecorationStyle, style.textDecorationLine, style.strokeDasharray, style.fontWeight,
            after.content, one.tagName === 'circle' && style.fill === style.stroke ? 'filled' : '']; }"""
    return tuple(page.locator(what).first.evaluate(style))


@pytest.mark.parametrize(
    "kinds",
    [
        ("#read mark.own", "#read mark.quoted"),
        ("#overview .plot circle.own", "#overview .plot circle.quoted"),
        ("#overview .plot line.whisker.own", "#overview .plot line.whisker.quoted"),
        ("#read .role-villain:not(.doubtful)", "#read .role-victim", "#read .role-hero", "#read .doubtful"),
    ],
)
def test_no_two_marks_differ_in_colour_alone(page: Page, kinds: tuple[str, ...]) -> None:
    assert len({looks(page, kind) for kind in kinds}) == len(kinds)


def test_the_page_needs_no_folder(browser: Browser, address: str, tmp_path: Path) -> None:
    alone = shutil.copy(Path(address.removeprefix("file://")), tmp_path / "report.html")
    for page in watched(browser, Path(alone).as_uri(), {}):
        assert page.locator("h1").is_visible()
