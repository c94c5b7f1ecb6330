"""Takes the picture of the report that the documentation shows: `python docs/picture.py`.

Scores the example articles, compiles the report and photographs its beginning in Chromium.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import framing

WIDTH, HEIGHT = 1280, 1400
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Take the picture."""
    scores = framing.score(framing.read_articles([str(ROOT / "examples" / "articles")]), device="cpu")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = framing.report(scores).save(Path(folder) / "report.html")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_file.as_uri())
        page.screenshot(path=ROOT / "docs" / "images" / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
