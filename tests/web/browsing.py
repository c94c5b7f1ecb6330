"""What tests in a real browser share."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the path")


@contextmanager
def launched() -> Iterator[Browser]:
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
