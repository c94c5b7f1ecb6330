"""Charts never leave the output, whatever lies in it."""

from pathlib import Path

import pytest

from framing.errors import OutputError
from framing.report import ReportOptions, write_report
from tests.report.corpus import three_sources, write_table

OPTIONS = ReportOptions(resamples=100, events=False, charts=("svg",))


@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_the_place_of_the_charts_is_refused(tmp_path: Path, there: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    if there:
        elsewhere.mkdir()
    out = write_table(tmp_path / "out", three_sources())
    (out / "charts").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="charts is a link"):
        write_report(out, OPTIONS)
    assert not list(tmp_path.glob("elsewhere/*"))
    assert not (out / "report.html").exists()


def test_a_folder_of_charts_is_written_again(tmp_path: Path) -> None:
    out = write_table(tmp_path / "out", three_sources())
    first = write_report(out, OPTIONS).charts
    assert first
    assert write_report(out, OPTIONS).charts == first
