"""What others' tools read of this project agrees with the project itself."""

import json
import re
from pathlib import Path

import yaml

from framing.cli.check_job import SUFFIXES
from framing.cli.examples import EXAMPLES
from framing.cli.findings import Checked, Finding, Place, written
from framing.version import __version__

ROOT = Path(__file__).parent.parent
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_the_hook_runs_a_command_that_there_is() -> None:
    program, command = HOOK["entry"].split()
    assert program == "framing"
    assert command in EXAMPLES


def test_the_hook_looks_at_every_file_that_can_be_checked_and_no_other() -> None:
    assert all(re.search(HOOK["files"], f"drafts/harbour{suffix}") for suffix in SUFFIXES)
    assert not re.search(HOOK["files"], "drafts/harbour.csv")


def test_the_hook_is_documented_under_its_name() -> None:
    assert f"id: {HOOK['id']}" in (ROOT / "docs" / "how-to" / "check.md").read_text("utf-8")


def test_the_citation_and_the_changes_are_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == __version__
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_task_for_editors_reads_a_finding_as_it_is_written() -> None:
    (block,) = re.findall(
        r"```json\n(.*?)```", (ROOT / "docs" / "how-to" / "check.md").read_text("utf-8"), re.DOTALL
    )
    matcher = json.loads(block)["tasks"][0]["problemMatcher"]["pattern"]
    finding = Finding("/drafts/harbour: 2.md", Place(3, 5, 3, 11), "brutal", 0.83)
    found = re.fullmatch(matcher["regexp"], written(Checked((finding,), 1, 0, 0.5, ()), "text").strip())
    assert found is not None
    assert [found[matcher[part]] for part in ("file", "line", "column", "message")] == [
        *("/drafts/harbour: 2.md", "3", "5"),
        finding.message,
    ]
