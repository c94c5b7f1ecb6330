"""The page in a real browser: typed, pasted, dropped, pointed at, by keyboard, narrow, dark."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from framing.scoring import Scorer
from framing.web.app import make_app
from tests.web.conftest import BODY, SETTINGS, Running
from tests.web.test_page import HOSTILE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the path")

OTHER = BODY.replace("brutal", "shameful")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page, and whatever it complained about or asked of others."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._hear(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url, address))

    def _hear(self, message: str) -> None:
        # Chromium says so of every refusal; what the page makes of it is tested.
        if not message.startswith("Failed to load resource"):
            self.complaints.append(message)

    def _note(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.complaints.append(f"asked for {url}")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give the start page. Whatever the browser complains about fails the test."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    watched = Watched(context, address)
    watched.page.goto(address)
    yield watched.page
    context.close()
    assert watched.complaints == []


def marks(page: Page) -> Locator:
    return page.locator("#result .articles mark")


def paste(page: Page, box: str, text: str) -> None:
    """Paste as a person does: by way of the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.locator(box).focus()
    page.keyboard.press("Control+V")


def drop(page: Page, *files: Path) -> None:
    page.evaluate(
        """(files) => {
            const data = new DataTransfer();
            for (const [name, text] of files) data.items.add(new File([text], name));
            const how = { dataTransfer: data, bubbles: true, cancelable: true };
            const place = document.getElementById("text-1");
            for (const kind of ["dragover", "drop"]) place.dispatchEvent(new DragEvent(kind, how));
        }""",
        [[file.name, file.read_text("utf-8")] for file in files],
    )


def test_a_typed_text_comes_back_marked(page: Page) -> None:
    page.locator("#text-1").press_sequentially("The brutal raid. The port closed.")
    page.get_by_role("button", name="Show the wording").click()
    expect(marks(page)).to_have_text(["brutal"])
    expect(page.locator(".found")).to_contain_text("1 of 2 sentences loaded in its own words")


def test_a_pasted_text_comes_back_by_itself(page: Page) -> None:
    paste(page, "#text-1", BODY)
    expect(marks(page)).to_have_text(["brutal", "Vicious"])
    expect(page.locator("mark.quoted").last).to_have_text("Vicious")


def test_an_answer_comes_within_a_second(page: Page) -> None:
    page.locator("#text-1").fill(BODY)
    page.get_by_role("button", name="Show the wording").click()
    expect(marks(page)).to_have_count(2, timeout=1000)


def test_a_dropped_page_is_read_and_marked(page: Page, articles: Path) -> None:
    drop(page, articles / "herald.html")
    expect(marks(page)).to_have_count(2)
    expect(page.locator("#title-1")).to_have_value("The port")
    expect(page.locator("#source-1")).to_have_value("herald")


def test_two_dropped_files_are_laid_side_by_side(page: Page, articles: Path) -> None:
    drop(page, articles / "herald.html", articles / "post.txt")
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    expect(page.locator(".articles article")).to_have_count(2)
    expect(page.locator("body")).not_to_have_class(re.compile("dropping"))


def test_a_dropped_file_of_another_kind_is_told(page: Page, tmp_path: Path) -> None:
    (tmp_path / "tune.mp3").write_text("la la", "utf-8")
    drop(page, tmp_path / "tune.mp3")
    expect(page.get_by_role("alert")).to_contain_text("tune.mp3: only .txt")


def test_chosen_files_are_read(page: Page, articles: Path) -> None:
    page.locator("#files").set_input_files(articles / "post.txt")
    expect(marks(page)).to_have_text(["shameful", "Vicious"])


def test_a_second_text_can_be_added_and_removed(page: Page) -> None:
    expect(page.locator("#text-2")).to_be_hidden()
    page.get_by_role("button", name="Add a second text").click()
    expect(page.locator("#text-2")).to_be_focused()
    page.locator("#text-1").fill(BODY)
    paste(page, "#text-2", OTHER)
    expect(page.locator(".articles article")).to_have_count(2)
    page.get_by_role("button", name="Remove the second text").click()
    page.locator("#text-1").press("Control+Enter")
    expect(page.locator(".articles article")).to_have_count(1)


def test_pointing_at_a_mark_explains_it(page: Page) -> None:
    paste(page, "#text-1", BODY)
    marks(page).first.hover()
    note = page.get_by_role("tooltip")
    expect(note).to_contain_text(
        re.compile(r"Loaded wording, probability 0\.\d\d, in the source's own words")
    )
    expect(note).to_contain_text("judges")
    page.mouse.move(0, 0)
    expect(note).to_be_hidden()


def test_pointing_at_a_frame_and_a_role_explains_them(page: Page) -> None:
    paste(page, "#text-1", BODY)
    page.locator(".articles .frame-of").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Legality and constitutionality, probability")
    page.locator(".articles .role-villain").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Villain, probability")


def test_the_keyboard_alone_will_do(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text-1":
            break
    page.keyboard.type("The brutal raid.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('mark')"):
            break
    expect(page.get_by_role("tooltip")).to_contain_text("Loaded wording")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "note"
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_marks_can_be_switched_off(page: Page) -> None:
    paste(page, "#text-1", BODY)
    page.get_by_label("Frames: ").uncheck()
    expect(page.locator(".articles .frame-of").first).to_be_hidden()
    page.get_by_label("Loaded wording: ").uncheck()
    expect(marks(page).first).to_have_css("text-decoration-line", "none")
    page.get_by_label("Frames: ").check()
    expect(page.locator(".articles .frame-of").first).to_be_visible()


def test_nothing_to_read_is_told(page: Page) -> None:
    page.get_by_role("button", name="Show the wording").click()
    expect(page.get_by_role("alert")).to_have_text("Paste a text first.")


def test_what_was_shown_can_be_downloaded(page: Page) -> None:
    paste(page, "#text-1", BODY)
    with page.expect_download() as loaded:
        page.get_by_role("button", name="Download as JSON").click()
    answer = json.loads(loaded.value.path().read_text("utf-8"))
    assert [row["text"] for row in answer["scores"]] == BODY.replace(". The", ".|The").replace(
        ". “", ".|“"
    ).split("|")


def test_the_downloaded_page_works_alone(page: Page, browser: Browser, tmp_path: Path) -> None:
    paste(page, "#text-1", BODY)
    with page.expect_download() as loaded:
        page.get_by_role("button", name="Download as HTML").click()
    file = tmp_path / "scores.html"
    loaded.value.save_as(file)
    context = browser.new_context(offline=True)
    watched = Watched(context, file.as_uri())
    watched.page.goto(file.as_uri())
    watched.page.locator(".articles mark").first.hover()
    expect(watched.page.get_by_role("tooltip")).to_contain_text("Loaded wording")
    context.close()
    assert watched.complaints == []


def test_hostile_text_stays_text(page: Page) -> None:
    page.get_by_role("button", name="Add a second text").click()
    page.locator("#text-1").fill(HOSTILE)
    page.locator("#source-1").fill(HOSTILE[:100])
    page.locator("#title-1").fill(HOSTILE[:100])
    paste(page, "#text-2", HOSTILE)
    expect(page.locator(".articles article")).to_have_count(2)
    assert page.evaluate("window.owned") is None
    expect(page.locator("#result :is(script, img, svg[onload])")).to_have_count(0)
    expect(page.locator(".articles")).to_contain_text("window.owned = 1")


@pytest.mark.parametrize("path", ["/", "/example", "/labels", "/about"])
def test_assistive_technology_finds_no_barrier(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + path)
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("path", ["/", "/example", "/labels", "/about"])
def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_a_tap_explains_a_mark(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    paste(page, "#text-1", BODY)
    marks(page).first.tap()
    note = page.get_by_role("tooltip")
    expect(note).to_contain_text("Loaded wording")
    box = note.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    context.close()


def contrast(page: Page, place: str) -> float:
    """Measure the contrast of a text as WCAG defines it, backgrounds laid over each other."""
    ratio: float = page.evaluate(
        """(place) => {
            const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
                .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
                .reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
            const spot = document.querySelector(place);
            let ground = null;
            for (let at = spot; at && !ground; at = at.parentElement) {
                const colour = parse(getComputedStyle(at).backgroundColor);
                if (colour.length === 3 || colour[3] > 0) ground = colour;
            }
            const [a, b] = [light(parse(getComputedStyle(spot).color)), light(ground)];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }""",
        place,
    )
    return ratio


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_read_in_light_and_dark(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address)
    paste(page, "#text-1", BODY)
    expect(marks(page)).to_have_count(2)
    places = (
        "mark.own",
        "mark.quoted",
        ".articles .role-villain",
        ".articles .frame-of",
        ".lead",
        "button.main",
    )
    assert {place: contrast(page, place) for place in places if contrast(page, place) < 4.5} == {}
    context.close()


def test_without_javascript_the_form_still_answers(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("#text-1").fill(BODY)
    page.get_by_role("button", name="Show the wording").click()
    assert re.search("probability", marks(page).first.get_attribute("title") or "")
    context.close()


def test_a_server_that_is_gone_is_told(browser: Browser, scorer: Scorer) -> None:
    context = browser.new_context()
    page = context.new_page()
    with Running(make_app(scorer, SETTINGS)) as address:
        page.goto(address)
    page.locator("#text-1").fill(BODY)
    page.get_by_role("button", name="Show the wording").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    context.close()
