"""The page on small screens, in the dark, and to assistive technology."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import marks, needs_chromium, paste
from tests.web.conftest import BODY

pytestmark = needs_chromium


@pytest.mark.slow
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
