"""The site builds offline without a warning, and asks nothing of the network."""

import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from framing.cli.examples import EXAMPLES
from framing.model.checkpoint import SHIPPED, locate_checkpoint
from tests.docs.blocks import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site. A broken link or anchor, or a page that is in no menu, ends the build."""
    folder = tmp_path_factory.mktemp("site")
    patch = pytest.MonkeyPatch()
    patch.setenv("NO_MKDOCS_2_WARNING", "1")
    patch.chdir(ROOT)
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))
    finally:
        patch.undo()
    return folder


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loads = re.compile(r'<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)="?(?:https?:)?//[^"> ]+')
    foreign = {found for page in site.rglob("*.html") for found in loads.findall(page.read_text("utf-8"))}
    assert foreign == set()


def test_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    foreign = {
        found
        for style in site.rglob("*.css")
        for found in re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']+", style.read_text("utf-8"))
    }
    assert foreign == set()


@pytest.mark.parametrize("command", EXAMPLES)
def test_the_reference_has_every_command(site: Path, command: str) -> None:
    assert f"framing {command}" in (site / "reference" / "cli.html").read_text("utf-8")


@pytest.mark.parametrize("path", ["POST /v1/score", "POST /v1/read", "GET /v1/labels", "GET /health"])
def test_the_reference_has_every_path(site: Path, path: str) -> None:
    assert path in (site / "reference" / "http.html").read_text("utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_reference_has_the_model_cards_with_their_pictures(site: Path, name: str) -> None:
    page = (site / "reference" / name / "model-card.html").read_text("utf-8")
    assert f"Model card: {name}" in page
    assert "What it is not for" in page
    assert "library_name" not in page
    picture = locate_checkpoint(name) / "reliability.svg"
    assert (site / "reference" / name / "reliability.svg").read_bytes() == picture.read_bytes()


def test_the_reference_has_the_python_names(site: Path) -> None:
    page = (site / "reference" / "python.html").read_text("utf-8")
    assert {"framing.score", "framing.Scores", "framing.report"} <= set(re.findall(r'id="([\w.]+)"', page))
