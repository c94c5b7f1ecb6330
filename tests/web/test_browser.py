"""The page in a real browser: typed, pasted, dropped, pointed at, by keyboard alone."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from framing.scoring import Scorer
from framing.web.app import make_app
from tests.web.browsing import Watched, drop, marks, needs_chromium, paste
from tests.web.conftest import BODY, SETTINGS, Running
from tests.web.test_page import HOSTILE

pytestmark = needs_chromium


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
    paste(page, "#text-2", BODY.replace("brutal", "shameful"))
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


def test_each_label_of_a_mark_is_followed_by_what_it_means(page: Page) -> None:
    """Two labels, then two definitions, would leave the reader to find out which is whose."""
    paste(page, "#text-1", BODY)
    expect(marks(page).first).to_be_visible()
    lines = page.evaluate(
        """() => {
          const role = document.createElement("span");
          role.className = "role role-villain";
          role.innerHTML = '<mark class="own" title="Loaded wording, 0.9; Villain, 0.5">x</mark>';
          document.body.append(role);
          document.dispatchEvent(new Event("framing:shown"));
          role.firstChild.dispatchEvent(new PointerEvent("pointerover", {bubbles: true}));
          const parts = [...document.querySelectorAll("#note p > *")];
          return parts.map((part) => [part.tagName, part.textContent]);
        }"""
    )
    assert [tag for tag, _ in lines] == ["B", "SPAN", "B", "SPAN"]
    assert [told.split(",")[0] for tag, told in lines if tag == "B"] == ["Loaded wording", "Villain"]
    assert "judges" in lines[1][1]
