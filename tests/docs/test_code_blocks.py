"""Every code block of the documentation is run, unless a comment before it says why it cannot be.

Those of the README at once, those of the other pages with the slow tests.
"""

import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli.main import app
from tests.docs.blocks import ROOT, blocks, commands, pages

# Commands of other programs that install or set up: the README's are run by CI as they stand.
SETTING_UP = ("make", "pip", "python3", "source")
# Commands that take minutes, need what they leave, or do not end: their examples are parsed elsewhere.
LONG = ("train", "evaluate", "serve")
PAGES = [page for page in pages() if any(block.language in ("python", "console") for block in blocks(page))]
AT_ONCE = ROOT / "README.md"
RUN = [page if page == AT_ONCE else pytest.param(page, marks=pytest.mark.slow) for page in PAGES]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder as the pages suppose it: articles, scored once, by the shipped checkpoint."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples" / "articles", folder / "my-articles")
    call = ["score", str(folder / "my-articles"), "-o", str(folder / "scores"), "--device", "cpu"]
    assert CliRunner().invoke(app, call).exit_code == 0
    (folder / "OUT").symlink_to("scores")
    return folder


@pytest.mark.parametrize("page", RUN, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_a_page_runs(
    page: Path, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True, symlinks=True)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__", "out": Path("scores")}
    for block in blocks(page):
        if block.why_not is not None:
            continue
        if block.language == "python":
            exec(compile("\n" * block.line + block.code, str(page), "exec"), names)
        elif block.language == "console":
            run_console(block.code)


def run_console(code: str) -> None:
    for command, status in commands(code):
        program, *arguments = shlex.split(command)
        if program in SETTING_UP or arguments[0] in LONG or "models/mine" in arguments:
            continue
        assert program == "framing", f"{command}: run nothing else, or say why it is not run"
        if arguments[0] == "score" and "-o" in arguments:
            # Pages begin where nothing has been scored yet.
            arguments.append("--overwrite")
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == status, f"{command}: {result.output}"


def test_blocks_are_found() -> None:
    assert len(PAGES) > 5
    assert sum(block.why_not is None for page in PAGES for block in blocks(page)) > 15
