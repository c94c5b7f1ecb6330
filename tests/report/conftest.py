from collections.abc import Iterator
from pathlib import Path

import pytest

from framing.report import ReportFiles, ReportOptions, write_report
from framing.report.compiling import compile_report
from framing.report.summary import Report
from framing.report.table import ScoreTable, open_table
from tests.report.corpus import draw_articles, hostile_article, three_sources, write_table

OPTIONS = ReportOptions(resamples=400)


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three sources with enough articles, one with too few, and one that attacks the page."""
    articles = [*three_sources(), *draw_articles("Small Gazette", 2, loaded=0.2), hostile_article()]
    return write_table(tmp_path_factory.mktemp("big"), articles)


@pytest.fixture(scope="session")
def table(big: Path) -> Iterator[ScoreTable]:
    with open_table(big, OPTIONS) as opened:
        yield opened


@pytest.fixture(scope="session")
def report(table: ScoreTable) -> Report:
    return compile_report(table, OPTIONS)


@pytest.fixture(scope="session")
def files(big: Path) -> ReportFiles:
    return write_report(big, OPTIONS)


@pytest.fixture(scope="session")
def page(files: ReportFiles) -> str:
    return files.html.read_text("utf-8")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Three sources of three articles each: too few to say."""
    out = write_table(tmp_path_factory.mktemp("small"), three_sources(3))
    with open_table(out, OPTIONS) as opened:
        return compile_report(opened, OPTIONS)
